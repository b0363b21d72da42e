"""Who has which story open, and the words there that nobody has saved yet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError
from django.db.models import Exists, FilteredRelation, OuterRef, Q, Value

from articles.models import Article, Byline
from articles.permissions import CHANGE, EDIT_ANY, PUBLISH, VIEW

from .models import OpenStory

WRITING, CORRECTING = OpenStory.Screen.WRITING, OpenStory.Screen.CORRECTING
NEEDS = {WRITING: CHANGE, CORRECTING: PUBLISH}  # what is done on each screen
GONE = timedelta(seconds=60)  # after its last beat a form counts as closed
TIDY = timedelta(days=30)  # after that, a row that holds no words is of no use
ADD = "articles.add_article"
BRIEF = ("pk", "heard_at", "kept_at", "form", "saved")


@dataclass(frozen=True)
class Place:
    """A story that somebody has open (None: a new one), and what is known of that person there."""

    user: object
    article_id: int | None
    version: int
    may_view: bool
    may_change: bool
    row: dict | None  # BRIEF of the person's own row
    screen: str = WRITING

    @property
    def key(self):
        return {"user": self.user, "article": self.article_id, "screen": self.screen}

    def rows(self):
        return OpenStory.objects.filter(pk=self.row["pk"]) if self.row else OpenStory.objects.none()


@dataclass(frozen=True)
class Words:
    """What a form holds, as it would send it, and which form it is.

    `over` is another form whose words, up to `over_stamp`, may be replaced.
    """

    form: str
    stamp: int
    base: int
    fields: dict
    over: str = ""
    over_stamp: int = 0


def find(user, number, screen=WRITING):
    """The story's place for `user`; None where there is no such story. Two queries: the person's rights, and the rest.

    `may_change` is what `user.has_perm(…, article)` would say of what the screen `NEEDS`, and of CHANGE.
    """
    if number is None:
        row = OpenStory.objects.filter(user=user, article=None).values(*BRIEF).first()
        may = user.has_perm(ADD)
        return Place(user, None, 0, may, may, row)
    found = _story(user, number, screen)
    if not found:
        return None
    own = found["created_by"] == user.pk or found["signed"]
    may_change = user.has_perm(CHANGE) and user.has_perm(NEEDS[screen]) and (own or user.has_perm(EDIT_ANY))
    row = {name: found[f"mine__{name}"] for name in BRIEF}
    return Place(user, number, found["version"], user.has_perm(VIEW), may_change, row if row["pk"] else None, screen)


def _story(user, number, screen):
    mine = FilteredRelation("opened", condition=_own(user, screen))
    stories = Article.objects.order_by().filter(pk=number).annotate(mine=mine, signed=_signed(user))
    return stories.values("version", "created_by", "signed", *(f"mine__{name}" for name in BRIEF)).first()


def _signed(user):
    """Asked only where it matters: this runs every few seconds for everybody who writes."""
    if user.has_perm(EDIT_ANY):
        return Value(False)
    return Exists(Byline.objects.filter(article=OuterRef("pk"), author__user=user))


def _own(user, screen):
    return Q(opened__user=user, opened__screen=screen)


def keep(place, words, at):
    """Keep the unsaved words of a form; False where they come too late. One statement.

    They do when newer ones of the same form are kept, when that form has been saved meanwhile, and when another form's
    words lie there: nobody's words go before he or she has seen them.
    """
    values = {"fields": words.fields, "kept_at": at, "heard_at": at, "base": words.base}
    values |= {"form": words.form, "stamp": words.stamp}
    if place.row is None and _begin(place, at, **values):
        return True
    same = Q(form=words.form, stamp__lt=words.stamp)
    free = ~Q(form=words.form) & (Q(fields__isnull=True) | Q(form=words.over, stamp__lte=words.over_stamp))
    rows = OpenStory.objects.filter(**place.key).exclude(saved=words.form)
    return bool(rows.filter(same | free).update(**values))


def _begin(place, at, **values):
    """Make the person's row; False where another request has just done so."""
    try:
        key = {"user": place.user, "article_id": place.article_id, "screen": place.screen}
        OpenStory.objects.create(**key, opened_at=at, **{"heard_at": at} | values)
    except IntegrityError:
        return False
    return True


def discard(place, form, stamp):
    """Let go of kept words that the person has seen and doesn't want: of these, and of no newer ones."""
    return bool(place.rows().filter(form=form, stamp=stamp).update(fields=None, kept_at=None))


def hear(place, at):
    """A form is open still. One statement; for one that was just opened two, which tidies the person's old rows."""
    if place.row is None:
        OpenStory.objects.filter(user=place.user, fields__isnull=True, heard_at__lt=at - TIDY).delete()
        _begin(place, at)
    elif place.row["heard_at"] <= at - GONE:
        place.rows().update(opened_at=at, heard_at=at)
    else:
        place.rows().update(heard_at=at)


def leave(place, at):
    """The form was closed: colleagues needn't wait a minute to learn it."""
    place.rows().update(heard_at=at - GONE)


def unsaved(user, article, screen=WRITING):
    """The kept words of `user` in that story (None: a new one), or None. One query."""
    return OpenStory.objects.filter(user=user, article=article, screen=screen, fields__isnull=False).first()


def own_row(user, article, screen=WRITING):
    """What is known of `user` in that story (None: a new one), or None. One query."""
    return OpenStory.objects.filter(user=user, article=article, screen=screen).first()


def others(user, article_id, at):
    """Who else has the story open, on whatever screen, the first to open it first. One query."""
    rows = OpenStory.objects.filter(article=article_id, heard_at__gt=at - GONE).exclude(user=user)
    people = {}
    for row in rows.select_related("user").only("opened_at", "user").order_by("opened_at", "pk"):
        people.setdefault(row.user_id, row)
    return list(people.values())


def others_in(user, article_ids, at):
    """{story's number: rows of who else has it open}, each person once, the first to open it first. One query."""
    rows = OpenStory.objects.filter(article__in=article_ids, heard_at__gt=at - GONE).exclude(user=user)
    people = defaultdict(dict)
    for row in rows.select_related("user").only("article", "opened_at", "user").order_by("opened_at", "pk"):
        people[row.article_id].setdefault(row.user_id, row)
    return {number: list(rows.values()) for number, rows in people.items()}
