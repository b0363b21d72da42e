"""Sections, people and subjects for the made-up stories; those that are there already are used again."""

from random import Random

from articles.models import Section, Tag
from articles.searching import spelling
from articles.slugs import make_slug
from authors.models import Author
from images.models import Image

from .stories import Plan
from .texts import names, people, places, sentences

SECTIONS = {"fr": 160, "en": 40}
PEOPLE, TAGS = 300, 5000
OURS = "archive-"  # how the addresses of these sections begin
MOST_IMAGES = 200


def plan(length, texts, copied):
    """To be called within a transaction."""
    chance = Random(7)  # noqa: S311  no secret
    sections = {language: _sections(language, number, chance) for language, number in SECTIONS.items()}
    images = list(Image.objects.order_by("pk").values_list("pk", flat=True)[:MOST_IMAGES])
    who, what = people(PEOPLE, chance), names(TAGS, chance)
    return Plan(sections, _named(Author, "display_name", who), _named(Tag, "name", what), images, length, texts, copied)


def _sections(language, number, chance):
    slugs = {f"{OURS}{make_slug(name, 50, name)}": name for name in names(number, chance)}
    known = Section.objects.filter(language=language)
    there = set(known.values_list("slug", flat=True))
    Section.objects.bulk_create(
        Section(language=language, slug=slug, name=name, position=100)
        for slug, name in slugs.items()
        if slug not in there
    )
    return list(known.filter(slug__in=slugs).order_by("pk").values_list("pk", flat=True))


def _named(model, column, wanted):
    """(number, name) of the rows with these names, which are made where there are none."""
    rows = {make_slug(name, 90, name): name for name in wanted}
    model.objects.bulk_create(
        [model(slug=slug, **{column: name}) for slug, name in rows.items()], ignore_conflicts=True
    )
    found = dict(model.objects.filter(slug__in=rows).values_list("slug", "pk"))
    return [(found[slug], name) for slug, name in rows.items() if slug in found]


def learn(plan):
    """How the words of all stories are spelled, for «did you mean»."""
    names = [name for _number, name in (*plan.tags, *plan.people)]
    for language in plan.sections:
        spelling.learn(language, [*sentences(language), *places(), *names])
