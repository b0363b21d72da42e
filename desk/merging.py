"""A save that came too late and the story as it stands now: what goes together by itself, and what a person decides.

Three states of a story meet: the one that both writers started from, the late save, and the newest.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles import drafting, prose
from articles.comparing import compare_bodies, stretches
from articles.history import label_of
from articles.merging import chunks
from articles.models import Article, Genre, Section

from .differences import difference
from .naming import TEXTS, Names, in_order

MINE, THEIRS, BOTH, HAND = "mine", "theirs", "both", "hand"
RELEASED = "embargoed_until"


@dataclass(frozen=True)
class Clash:
    """What both changed, each in its own way: `name` is that of the form's field, `mine` and `theirs` are drawn.

    `hand` is the text that may be written instead, where it is one.
    """

    name: str
    label: str
    mine: object
    theirs: object
    choice: str = ""
    hand: str | None = None

    @property
    def field(self):
        return self.name.partition("-")[2]


@dataclass(frozen=True)
class Part:
    """A stretch of the body on the screen: rows on which all agree (`who` changed them), or a clash."""

    rows: tuple = ()
    who: str = ""
    clash: Clash | None = None


class Merging:
    """`base`, `mine` and `theirs` are values of versions; `base` is None where it is not known.

    `chosen` is what was sent with the screen, or nothing. `may_release`: whether the person may move the embargo.
    """

    def __init__(self, base, mine, theirs, chosen=None, *, may_release=True):
        self.base, self.theirs, self.chosen = base, theirs, chosen or {}
        self.mine = mine if may_release else mine | {RELEASED: (base or theirs)[RELEASED]}
        self.merged, self.clashing = _merged(base, self.mine, theirs)
        self.clashing = in_order(self.clashing)

    @cached_property
    def names(self):
        return Names(*filter(None, (self.base, self.mine, self.theirs)))

    # What the screen shows

    @cached_property
    def taken(self):
        """What only the others changed."""
        return self._alone(self.theirs, self.mine)

    @cached_property
    def brought(self):
        """What only the late save changed."""
        return self._alone(self.mine, self.theirs)

    @property
    def sides(self):
        """What goes in by itself, and whose it is."""
        return [(THEIRS, self.taken), (MINE, self.brought)]

    def _alone(self, side, other):
        names = [name for name in self._settled if side[name] != self.base[name] and other[name] != side[name]]
        return [difference(name, self.base[name], side[name], self.names) for name in in_order(names)]

    @property
    def _settled(self):
        return [name for name in self.merged if name not in self.clashing and name != "body"] if self.base else []

    @cached_property
    def clashes(self):
        """The fields to decide, but for the body."""
        return [self._clash(name) for name in self.clashing if name != "body"]

    def _clash(self, name):
        base = (self.base or self.theirs)[name]
        drawn = [difference(name, base, side[name], self.names) for side in (self.mine, self.theirs)]
        hand = self.chosen.get(f"hand-{name}", self.mine[name]) if name in TEXTS else None
        return Clash(f"choice-{name}", label_of(name), *drawn, self.chosen.get(f"choice-{name}", ""), hand)

    @cached_property
    def chunks(self):
        return chunks(self.base and self.base["body"], self.mine["body"], self.theirs["body"])

    @cached_property
    def parts(self):
        """The body on the screen; nothing where it is the same for all."""
        return [self._part(chunk) for chunk in self.chunks] if any(chunk.changed for chunk in self.chunks) else []

    def _part(self, chunk):
        base = "".join(chunk.base)
        if not chunk.clashes:
            rows = stretches(compare_bodies(base, "".join(chunk.agreed)))
            return Part(rows, _who(chunk))
        drawn = [stretches(compare_bodies(base, "".join(side))) for side in (chunk.ours, chunk.theirs)]
        name = _key(chunk)
        return Part(clash=Clash(name, label_of("body"), *drawn, self.chosen.get(name, "")))

    @property
    def open(self):
        """How many decisions are wanted."""
        return len(self.clashes) + sum(chunk.clashes for chunk in self.chunks)

    # What comes of it

    def values(self):
        """The values that were chosen, and sentences about what is missing or doesn't go together."""
        missing = [clash.label for clash in self.clashes if not self._decided(clash.name)]
        missing += [label_of("body") for chunk in self.chunks if chunk.clashes and not self._decided(_key(chunk))]
        if missing:
            fields = ", ".join(dict.fromkeys(missing))
            return None, [_("Choose what shall stand: %(fields)s.") % {"fields": fields}]
        values = self.merged | {name: self._choice(name) for name in self.clashing if name != "body"}
        values["body"] = prose.clean(self._body(), sponsored=values["genre"] == Genre.SPONSORED)
        return values, _problems(values)

    def _decided(self, name):
        return self.chosen.get(name) in {MINE, THEIRS, BOTH, HAND}

    def _choice(self, name):
        choice = self.chosen.get(f"choice-{name}")
        if choice == HAND and name in TEXTS:
            return _tidied(name, self.chosen.get(f"hand-{name}", ""))
        return (self.theirs if choice == THEIRS else self.mine)[name]

    def _body(self):
        return "".join(block for chunk in self.chunks for block in self._blocks(chunk))

    def _blocks(self, chunk):
        if not chunk.clashes:
            return chunk.agreed
        sides = {MINE: chunk.ours, THEIRS: chunk.theirs, BOTH: chunk.theirs + chunk.ours}
        return sides.get(self.chosen.get(_key(chunk)), chunk.ours)


def _merged(base, mine, theirs):
    if base:
        return drafting.merged(base, mine, theirs)
    return dict(mine), [name for name in mine if mine[name] != theirs[name]]


def _who(chunk):
    if not chunk.changed:
        return ""
    return BOTH if chunk.ours == chunk.theirs else MINE if chunk.theirs == chunk.base else THEIRS


def _key(chunk):
    """The same as long as what clashes is the same, so that a choice outlives a save of somebody else."""
    return f"body-{hashlib.sha256(repr((chunk.ours, chunk.theirs)).encode()).hexdigest()[:12]}"


def _tidied(name, text):
    text = text.replace("\r\n", "\n").strip()
    return " ".join(text.split()) if name not in {"standfirst", "lead_caption", "note_for_colleagues"} else text


def _invalid(story, exclude):
    try:
        story.clean_fields(exclude=exclude)
    except ValidationError as refused:
        return [f"{label_of(name)}: {' '.join(why)}" for name, why in refused.message_dict.items()]
    return []


def _problems(values):
    """Why these values can't be a story's, in sentences; two queries at most."""
    columns = {name: values[name] for name in TEXTS}
    story = Article(**columns, language=values["language"], genre=values["genre"])
    exclude = {field.name for field in Article._meta.concrete_fields} - set(columns)
    found = _invalid(story, exclude)
    section = Section.objects.filter(pk=values["section_id"]).first()
    if section and section.language != values["language"]:
        found.append(_("This section belongs to another language than the story."))
    if values["genre"] == Genre.SPONSORED and not values["sponsor_name"]:
        found.append(_("Say who pays for a sponsored story: readers are told."))
    return found
