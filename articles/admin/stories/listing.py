"""One page of the list of stories, in few queries whatever the number of stories: see bench/list.py."""

from dataclasses import dataclass

from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...models import Article, ListChoice
from ..picker import HEAVY
from .columns import COLUMNS, chosen, signed
from .narrowing import Narrowing

PAGE = 50  # stories
COUNTED = 1000  # stories: beyond, nobody needs to know how many they are
DEEPEST = 200  # pages; who looks further narrows the list
ORDERS = {column.name: column.order for column in COLUMNS.values() if column.order}
USUAL_ORDER = "-edited"


@dataclass(frozen=True)
class Row:
    story: Article
    signed: str
    cells: list  # (column, what it says)


class Listing:
    """What the template shows. Five queries, one more each for two columns, and for a phrase on PostgreSQL."""

    def __init__(self, request, stories):
        self.at, self.stories = request.at, stories
        self.narrowing = Narrowing(request.GET, user=request.user, at=request.at)
        self.choice = ListChoice.objects.filter(pk=request.user.pk).first() or ListChoice(user=request.user)
        self.columns = chosen(self.choice.columns)
        self.order = self._order(request.GET.get("o", ""))
        self.page = _number(request.GET.get("p", ""))
        self.numbers = self._numbers()
        self.rows = self._rows()

    @staticmethod
    def _order(asked):
        return asked if asked.removeprefix("-") in ORDERS else USUAL_ORDER

    # The stories

    def _ordered(self):
        name, column = self.order.removeprefix("-"), ORDERS[self.order.removeprefix("-")]
        backwards = self.order.startswith("-")
        stories = self.narrowing.narrow(Article.objects.all())
        if name != "edited":
            stories = stories.filter(**{f"{column}__isnull": False})
        by = [F(column), F("pk")]
        return stories.order_by(*(part.desc() if backwards else part.asc() for part in by))

    def _numbers(self):
        """Of the stories of the page. One query, which also counts them, as far as they are counted."""
        numbers = self._ordered().values_list("pk", flat=True)
        counted = list(numbers[: COUNTED + 1])
        self.count = len(counted) if len(counted) <= COUNTED else None
        if self.count is not None:
            self.page = min(self.page, max(1, -(-self.count // PAGE)))
        start = (self.page - 1) * PAGE
        if start + PAGE > COUNTED:
            counted, start = list(numbers[start : start + PAGE + 1]), 0
        self.has_next = len(counted) > start + PAGE and self.page < DEEPEST
        return counted[start : start + PAGE]

    def _rows(self):
        """The stories without their texts: two queries, and those of the columns that look elsewhere."""
        stories = self.stories.filter(pk__in=self.numbers).select_related("section").defer(*HEAVY)
        by_number = {story.pk: story for story in stories.prefetch_related("bylines")}
        self.narrowing.learn_names(byline.author for story in by_number.values() for byline in story.bylines.all())
        found = {column.name: column.find(self.numbers) for column in self.columns if column.find}
        return [self._row(by_number[number], found) for number in self.numbers if number in by_number]

    def _row(self, story, found):
        cells = [(column, column.cell(story, self.at, found.get(column.name, {}))) for column in self.columns]
        return Row(story, signed(story), cells)

    @property
    def shows_bylines(self):
        """Where they have no column of their own, they stand under the headline; so does the section."""
        return COLUMNS["bylines"] not in self.columns

    @property
    def shows_section(self):
        return COLUMNS["section"] not in self.columns

    # Words and addresses

    @property
    def said_count(self):
        if self.count is None:
            return _("more than %(count)d stories") % {"count": COUNTED}
        return ngettext("%(count)d story", "%(count)d stories", self.count) % {"count": self.count}

    def query(self, **changes):
        order = {} if self.order == USUAL_ORDER else {"o": self.order}
        return self.narrowing.query(**order | changes)

    @property
    def without_search(self):
        return self.query(q=None)

    @property
    def current_query(self):
        return self.query(**({"p": self.page} if self.page > 1 else {}))

    @property
    def next_query(self):
        return self.query(p=self.page + 1) if self.has_next else None

    @property
    def previous_query(self):
        return self.query(p=self.page - 1) if self.page > 1 else None

    @cached_property
    def heads(self):
        """The columns with the query that sorts by each, and how the list is sorted by it."""
        return [(column, self._sorting(column), self._sorted(column)) for column in self.columns]

    def _sorting(self, column):
        if not column.order:
            return None
        return self.query(o=column.name if self.order == f"-{column.name}" else f"-{column.name}")

    def _sorted(self, column):
        return {column.name: "ascending", f"-{column.name}": "descending"}.get(self.order, "")

    @cached_property
    def views(self):
        """Everybody's views, and the person's own: (name, query, whether it is this one, whether it is own)."""
        shared = [(_("All stories"), ""), (_("My stories"), "mine=1"), (_("To review"), "stage=submitted&o=edited")]
        here = self.query()
        own = [(view["name"], view["query"]) for view in self.choice.views]
        return [(name, query, query == here, False) for name, query in shared] + [
            (name, query, query == here, True) for name, query in own
        ]

    @property
    def may_be_kept(self):
        """Whether this is a view that has no name yet."""
        return bool(self.query()) and not any(current for _name, _query, current, _own in self.views)

    @cached_property
    def all_columns(self):
        """For the dialog: the chosen ones in their order, then the others; (column, whether it is chosen)."""
        others = [column for column in COLUMNS.values() if column not in self.columns]
        return [(column, True) for column in self.columns] + [(column, False) for column in others]


def _number(text):
    return min(int(text), DEEPEST) if text.isascii() and text.isdecimal() and 0 < len(text) < 6 and int(text) else 1
