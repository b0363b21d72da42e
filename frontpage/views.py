from itertools import groupby
from operator import attrgetter

from django.shortcuts import render
from django.utils.translation import get_language

from articles.models import Edition

TOP = 7  # the lead and what stands around it
NEWEST = 60  # stories from which the sections' blocks are filled
BLOCK = 4  # stories of one section


def home(request):
    """The newest stories, then the newest of each section that are not shown yet. One query for all of them."""
    editions = Edition.objects.live(request.at).in_language(get_language()).for_cards().newest_first()
    newest = list(editions[:NEWEST])
    top = [edition for edition in newest if not edition.sponsored][:TOP]  # what is paid for never leads
    rest = [edition for edition in newest if edition not in top]
    return render(request, "frontpage/home.html", {"top": top, "blocks": list(_blocks(rest))})


def _blocks(editions):
    """(section, its newest stories), in the order of the menu."""
    by_section = attrgetter("section.position", "section_id")
    for _key, group in groupby(sorted(editions, key=by_section), by_section):
        stories = list(group)[:BLOCK]
        yield stories[0].section, stories
