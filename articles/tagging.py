"""Tags that mean the same: how they are recognised, and how they become one."""

import re
import unicodedata
from functools import lru_cache

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from . import searching
from .models import Article, ArticleTag, Edition, EditionTag, FormerTag, Tag

SHORTEST_FOR_TYPOS = 5  # letters: of «port» and «pont», neither is a mistake
LONGEST_FOR_TYPOS = 100  # letters: no tag has more, and what is compared grows by their square
APART = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=20_000)
def key(name):
    """What near-duplicates share: no case, no accents, no hyphens or spaces, no s or x of a plural."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe").replace("æ", "ae"))
    words = APART.split("".join(letter for letter in letters if not unicodedata.combining(letter)))
    return "".join(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in words)


@lru_cache(maxsize=20_000)
def shapes(name):
    """The key, and the key without one of its letters: two that differ by a letter have one of these in common."""
    whole = key(name)
    if not SHORTEST_FOR_TYPOS <= len(whole) <= LONGEST_FOR_TYPOS:
        return frozenset([whole])
    return frozenset([whole, *(whole[:place] + whole[place + 1 :] for place in range(len(whole)))])


def _digits(text):
    return "".join(filter(str.isdigit, text))


def are_near(one, other):
    """May these two names be the same tag, written twice? Numbers are never mistakes: 2024 is not 2026."""
    first, second = key(one), key(other)
    if not first or not second or _digits(first) != _digits(second):
        return first == second and one.casefold() == other.casefold()
    return first == second or not shapes(one).isdisjoint(shapes(other))


def near(name, names):
    """Those of `names` that are near-duplicates of `name`, itself left out; the nearest first."""
    found = [other for other in names if other != name and are_near(name, other)]
    return sorted(found, key=lambda other: (key(other) != key(name), other))


def with_uses(tags):
    """Annotate `uses`: the number of stories, published or not, that have the tag now."""
    items = ArticleTag.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
    # Not by a join: of a page of tags only their own rows are counted, not those of all there are.
    return tags.annotate(uses=Coalesce(Subquery(items.annotate(number=Count("*")).values("number")), 0))


def known_names(names):
    """For those of `names` that exist already, or were merged away: {name: the tag's own name}. Two queries."""
    slugs = {name: Tag().slugify(name) for name in names}
    # By its address, too, for SQLite knows no capital letters but those of English; by its name first.
    named = Q(*(Q(name__iexact=name) for name in names), _connector=Q.OR)
    tags = {tag.name.casefold(): tag.name for tag in Tag.objects.filter(named | Q(slug__in=slugs.values()))}
    former = dict(FormerTag.objects.filter(slug__in=slugs.values()).values_list("slug", "tag__name"))
    found = {name: tags.get(name.casefold()) or former.get(slug) for name, slug in slugs.items()}
    return {name: known for name, known in found.items() if known}


def numbers(names):
    """The sorted keys of the tags of those names; those that don't exist are made. One query, four for each new tag."""
    found = dict(Tag.objects.filter(name__in=names).values_list("name", "pk"))
    made = {name: Tag.objects.get_or_create(name=name)[0].pk for name in names if name not in found}
    return sorted((found | made).values())


@transaction.atomic
def merge(tags, into, by):
    """Make `tags` one with `into`: in working copies, in every edition, and at their old addresses.

    Nothing that readers were told changes but the tag, so no story is edited by it: the digests follow, and what was
    live is still live without changes waiting. Four statements a story, four an edition. Returns the articles' ids.
    Raises Tag.DoesNotExist where one of them has gone meanwhile.
    """
    gone = [tag for tag in tags if tag.pk != into.pk]
    _lock([into, *gone])
    stories = _move(ArticleTag, gone, into, "content_object_id")
    editions = _move(EditionTag, gone, into, "edition_id")
    FormerTag.objects.filter(tag__in=gone).update(tag=into)
    for tag in gone:
        FormerTag.objects.update_or_create(slug=tag.slug, defaults={"tag": into})
    Tag.objects.filter(pk__in=[tag.pk for tag in gone]).delete()
    _follow(Article.objects.select_for_update(no_key=True).filter(pk__in=stories).order_by("pk"))
    _follow(Edition.objects.filter(pk__in=editions).order_by("pk"))
    searching.note_again(Edition.objects.filter(pk__in=editions))
    _log(gone, into, by)
    return stories


def _lock(tags):
    """Stories before tags, as the verbs do: what is published at the same time comes before, or has what stays."""
    keys = {tag.pk for tag in tags}
    tagged = ArticleTag.objects.filter(tag__in=keys, content_object=OuterRef("pk"))
    published = EditionTag.objects.filter(tag__in=keys, edition__article=OuterRef("pk"))
    stories = Article.objects.filter(Exists(tagged) | Exists(published)).order_by("pk")
    list(stories.select_for_update(no_key=True).values_list("pk"))
    if len(Tag.objects.filter(pk__in=keys).order_by("pk").select_for_update()) < len(keys):
        raise Tag.DoesNotExist


def _move(items, gone, into, owner):
    """Give what has one of the tags that go the tag that stays, once. Returns the owners' ids."""
    leaving = items.objects.filter(tag__in=gone)
    owners = set(leaving.values_list(owner, flat=True))
    items.objects.bulk_create([items(**{owner: pk, "tag": into}) for pk in sorted(owners)], ignore_conflicts=True)
    leaving.delete()
    return owners


def _follow(rows):
    for row in rows.iterator(chunk_size=100):
        row.digest = row.content().baked().digest
        row.save(update_fields=["digest"])


def _log(gone, into, by):
    sentence = _("Merged into this tag: %(names)s.") % {"names": ", ".join(tag.name for tag in gone)}
    LogEntry.objects.log_actions(by.pk, [into], CHANGE, sentence, single_object=True)
