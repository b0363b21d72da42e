"""Reads the form in which a front is arranged, and says what is wrong in it. Nothing that was typed is lost."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.feeds import printable
from articles.models import Article
from articles.moments import Entered, MomentField, MomentInput

from .launching import Wish
from .models import Slot, Style

NUMBER = re.compile(r"[0-9]{1,18}")
MOST = 60  # slots
FIELDS = ("style", "article", "headline", "until")


@dataclass
class Row:
    """A slot on the screen: texts, as they were typed or as a layout has them."""

    style: str = Style.STANDARD
    article: str = ""
    headline: str = ""
    until: str = ""

    @classmethod
    def of(cls, slot):
        until = MomentInput().format_value(slot.pinned_until and _local(slot.pinned_until)) or ""
        return cls(slot.style, str(slot.article_id or ""), slot.headline, until)

    @property
    def article_id(self):
        return int(self.article) if NUMBER.fullmatch(self.article) else None


def _local(at):
    return MomentField().prepare_value(at)


def rows_of(data):
    """The rows that a form sent; of each field as many as there are slots, in their order."""
    columns = [[printable(text).strip() for text in data.getlist(name)[:MOST]] for name in FIELDS]
    return in_order([Row(*texts) for texts in zip(*columns, strict=False)])


def in_order(rows):
    """As the page shows them: the larger before the smaller, and within a size as they were put."""
    ranks = {style: rank for rank, style in enumerate(Style.values)}
    return sorted(rows, key=lambda row: ranks.get(row.style, len(ranks)))


def wishes_of(rows, language):
    """(wishes, complaints): what `rows` ask for, and a sentence for each that can't be had. One query."""
    stories = Article.objects.filter(language=language)
    known = set(stories.filter(pk__in=[row.article_id for row in rows if row.article_id]).values_list("pk", flat=True))
    wishes, complaints = [], []
    for number, row in enumerate(rows, start=1):
        try:
            wishes.append(_wish(row, known))
        except ValidationError as error:
            said = {"number": number, "sentence": " ".join(error.messages)}
            complaints.append(_("Slot %(number)s: %(sentence)s") % said)
    return wishes, complaints


def _wish(row, known):
    if row.style not in Style.values:
        raise ValidationError(_("There is no such size."))
    if row.article and row.article_id not in known:
        raise ValidationError(_("This story is not here any more, or it is in another language."))
    if len(row.headline) > Slot._meta.get_field("headline").max_length:
        raise ValidationError(_("The headline is too long."))
    until = MomentField(required=False).clean(Entered(row.until, "0")) if row.until else None
    return Wish(row.style, row.article_id, row.headline if row.article else "", until if row.article else None)


def slots_of(wishes):
    """Slots that nobody saved, to be looked at."""
    return [
        Slot(
            position=position,
            style=wish.style,
            article_id=wish.article_id,
            headline=wish.headline,
            pinned_until=wish.pinned_until,
        )
        for position, wish in enumerate(wishes)
    ]
