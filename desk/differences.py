"""What differs between two states of a story, field by field, as screens draw it."""

from dataclasses import dataclass

from articles.aligning import differences
from articles.comparing import (
    ADDED,
    REMOVED,
    SAME,
    change_of,
    compare_bodies,
    compare_texts,
    stretches,
    words_changed,
)
from articles.history import label_of

from .naming import LISTS, TEXTS, in_order


@dataclass(frozen=True)
class Difference:
    """One field that differs. `kind` says how it is drawn, `shown` is what is drawn.

    text: pieces; body: stretches of rows; items: pairs of a change and a name; picture and value: the old and the new.
    """

    name: str
    label: str
    kind: str
    shown: object

    @property
    def size(self):
        """How many words it gained and lost: a pair; nothing for what is no text."""
        if self.kind == "text":
            return change_of(self.shown)
        if self.kind == "body":
            return words_changed([row for stretch in self.shown for row in stretch.rows])
        return ()


def between(old, new, names):
    """Of two states' values: the differences in the order of the form, and the labels of what is the same."""
    both = in_order(set(old) & set(new))
    differing = [difference(name, old[name], new[name], names) for name in both if old[name] != new[name]]
    return differing, [label_of(name) for name in both if old[name] == new[name]]


def difference(name, old, new, names):
    kind, shown = _drawn(name, old, new, names)
    return Difference(name, label_of(name), kind, shown)


def _drawn(name, old, new, names):
    if name == "body":
        return "body", stretches(compare_bodies(old, new))
    if name in TEXTS:
        return "text", compare_texts(old, new)
    if name in LISTS:
        return "items", _items(names.items(name, old), names.items(name, new))
    if name == "lead_image_id":
        return "picture", (names.image(old), names.image(new))
    return "value", (names.say(name, old), names.say(name, new))


def _items(old, new):
    """Pairs of a change and a name, in order."""
    shown = []
    for i, j, k, m, same in differences(old, new):
        if same:
            shown += [(SAME, item) for item in new[k:m]]
        else:
            shown += [(REMOVED, item) for item in old[i:j]] + [(ADDED, item) for item in new[k:m]]
    return shown
