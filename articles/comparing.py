"""Two texts, or two bodies, word by word: what was added, removed, moved, and what only looks different now. Pure.

A body is read as lines: a paragraph, a heading, an item of a list, a cell, a caption, a picture. Lines are aligned
first, then the words of those that changed. All results are plain text with marks: templates escape and draw them.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import accumulate, groupby

from .aligning import Budget, differences, joined
from .prose import blocks, plain_text
from .prose.nodes import INLINE_TAGS, MARKER, identify, named
from .prose.tree import parse

SAME, ADDED, REMOVED, CHANGED, MARKED, MOVED, LEFT = "same", "added", "removed", "changed", "marked", "moved", "left"

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
ALIKE = 0.4  # share of words from which one line is another version of the other
MOST_PAIRS = 4_000  # of lines whose likeness is asked for; beyond, only near ones are tried
NEAR = 4  # lines
UNITS = {"picture": "data-image-id", "embed": "data-url", "read-also": "data-article-id"}
HOLDERS = frozenset({"list-item", "cell", "header-cell", "timeline-event", "quotation"})  # a paragraph there is that
QUIET = frozenset({"rel"})  # attributes that no writer sets


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words. `change`: same, added, removed, or marked: the words are the same and `was` their marks.

    `marks` are pairs such as ("bold", "") and ("link", "https://…"), sorted.
    """

    text: str
    change: str = SAME
    marks: tuple = ()
    was: tuple = ()


@dataclass(frozen=True)
class Line:
    """One line of a body. `kind` is its node's name, `box` that of the outermost node around it, if any.

    `words` are pairs of a text and its marks. `unit` are the attributes of what is no text: a picture, an embed.
    """

    kind: str
    words: tuple = ()
    box: str = ""
    unit: tuple = ()

    @cached_property
    def text(self):
        return "".join(text for text, _marks in self.words)

    @cached_property
    def vocabulary(self):
        return frozenset(text for text, _marks in self.words if text[0].isalnum())

    @property
    def number(self):
        """What tells a unit from any other: the picture's number, the embed's address."""
        return dict(self.unit).get(UNITS.get(self.kind, ""), "")


@dataclass(frozen=True)
class Row:
    """A line of the comparison: same, changed, added, removed, moved (it stands here now), left (it stood here)."""

    change: str
    line: Line  # as it is now; as it was, where it is no more
    was: Line | None = None  # where it changed
    pieces: tuple = ()


@dataclass(frozen=True)
class Stretch:
    """Rows that follow each other and are all the same, or all changed in some way."""

    same: bool
    rows: tuple


# Texts


def compare_texts(old, new):
    """The pieces of two plain texts. Dropping the removed ones gives `new`, dropping the added ones `old`."""
    return _pieces([(word, ()) for word in TOKEN.findall(old)], [(word, ()) for word in TOKEN.findall(new)])


def compare_names(old, new):
    """The pieces of two lists of names, each on a line of its own, and whole."""
    pieces = []
    for i, j, k, m, same in differences(old, new):
        runs = [(SAME, new[k:m])] if same else [(REMOVED, old[i:j]), (ADDED, new[k:m])]
        pieces += [Piece(f"{name}\n", change) for change, names in runs for name in names]
    return tuple(pieces)


def change_of(pieces):
    """How many words were added and removed: a pair."""
    return tuple(
        sum(len(re.findall(r"\w+", piece.text)) for piece in pieces if piece.change == change)
        for change in (ADDED, REMOVED)
    )


def _pieces(old, new, budget=None):
    steps = _steadied(old, new, differences([text for text, _ in old], [text for text, _ in new], budget))
    return tuple(piece for step in steps for piece in _drawn(old, new, *step))


def _drawn(old, new, i, j, k, m, same):
    if not same:
        yield from _runs(REMOVED, old[i:j])
        yield from _runs(ADDED, new[k:m])
        return
    pairs = zip(old[i:j], new[k:m], strict=True)
    for (marks, was), run in groupby(pairs, lambda pair: (pair[1][1], pair[0][1])):
        text = "".join(after[0] for _before, after in run)
        yield Piece(text, SAME, marks) if marks == was else Piece(text, MARKED, marks, was)


def _runs(change, words):
    for marks, run in groupby(words, lambda word: word[1]):
        yield Piece("".join(text for text, _marks in run), change, marks)


def _steadied(old, new, steps):
    """`steps` without the small islands of what is the same by chance: «de la» between two rewritten sentences."""
    return _sunk(old, new, _sunk(old, new, steps, most=0), most=2)


def _sunk(old, new, steps, most):
    inside, counts = range(1, len(steps) - 1), (_counts(old), _counts(new))
    kept = [
        step if number not in inside or _stands(counts, steps, number, most) else (*step[:4], False)
        for number, step in enumerate(steps)
    ]
    return joined(kept)


def _stands(counts, steps, number, most):
    """Whether what is the same is enough between what changed before and after it."""
    i, j, _k, _m, same = steps[number]
    around = (_size(counts, steps[number - 1]), _size(counts, steps[number + 1]))
    return not same or counts[0][j] - counts[0][i] > min(most, *(size / 2 for size in around))


def _counts(words):
    """How many words stand before each place."""
    return list(accumulate((text[0].isalnum() for text, _marks in words), initial=0))


def _size(counts, step):
    i, j, k, m, _same = step
    return max(counts[0][j] - counts[0][i], counts[1][m] - counts[1][k])


# Bodies


def compare_bodies(old, new):
    """The rows of two cleaned bodies, in the order of the new one; what was removed stands where it was."""
    before, after, budget, rows = lines(old), lines(new), Budget(), []
    for i, j, k, m, same in differences(before, after, budget):
        if same:
            rows += [Row(SAME, line) for line in after[k:m]]
        else:
            rows += _paired(before[i:j], after[k:m], budget)
    return _moved(rows)


def stretches(rows):
    """Rows with those that didn't change together, to be folded."""
    return [Stretch(same, tuple(run)) for same, run in groupby(rows, lambda row: row.change == SAME)]


def words_changed(rows):
    """How many words a body gained and lost: a pair."""
    sizes = [_row_change(row) for row in rows]
    return sum(added for added, _ in sizes), sum(removed for _, removed in sizes)


def _row_change(row):
    if row.change == CHANGED:
        return change_of(row.pieces)
    count = sum(text[0].isalnum() for text, _marks in row.line.words)
    return {ADDED: (count, 0), REMOVED: (0, count)}.get(row.change, (0, 0))


def words_apart(old, new):
    """About as many words as `new` has more, and `old` had more: a pair. Much faster than a comparison."""
    before, after = ([block.html for block in blocks(html)] for html in (old, new))
    before, after = Counter(before) - Counter(after), Counter(after) - Counter(before)
    gone, came = (Counter(_plain_words(side)) for side in (before, after))
    return (came - gone).total(), (gone - came).total()


def _plain_words(htmls):
    return [word for html in htmls.elements() for word in re.findall(r"\w+", plain_text(html))]


def lines(html):
    """The lines of a cleaned body, in order."""
    return list(_lines(parse(html), "", ""))


def _lines(element, kind, box):
    words = []
    for child in element.children:
        if isinstance(child, str) or child.tag in INLINE_TAGS:
            words += _words(child, ())
            continue
        if words:
            yield Line(kind or "paragraph", tuple(words), box)
            words = []
        yield from _block(child, kind, box)
    if words:
        yield Line(kind or "paragraph", tuple(words), box)


def _block(element, kind, box):
    node = named(element.tag, element.attributes.get(MARKER, ""))
    name = node.name if node else kind
    unit = tuple(sorted((key, value) for key, value in element.attributes.items() if key not in {MARKER, *QUIET}))
    if name in UNITS or element.tag == "hr":
        yield Line(name, (), box, unit)
    yield from _lines(element, kind if name == "paragraph" and kind in HOLDERS else name, box or name)


def _words(child, marks):
    if isinstance(child, str):
        return [(word, marks) for word in TOKEN.findall(unescape(child))]
    if child.tag == "br":
        return [("\n", marks)]
    within = tuple(sorted({*marks, _mark(child)}))
    return [word for grandchild in child.children for word in _words(grandchild, within)]


def _mark(element):
    node, attributes = identify(element.tag, element.attributes)
    name = node.name if node else "italic"  # an attribution's work is in italics
    return name, attributes.get("data-article-id") or attributes.get("href", "")


def _paired(before, after, budget):
    """Rows of what differs: a line of the new text is a version of the old line that it resembles."""
    rows, i, k = [], 0, 0
    for old, new in _likely_pairs(before, after):
        rows += [Row(REMOVED, line) for line in before[i:old]] + [Row(ADDED, line) for line in after[k:new]]
        rows.append(_changed(before[old], after[new], budget))
        i, k = old + 1, new + 1
    return rows + [Row(REMOVED, line) for line in before[i:]] + [Row(ADDED, line) for line in after[k:]]


def _changed(was, line, budget):
    return Row(CHANGED, line, was, _pieces(was.words, line.words, budget))


def _likely_pairs(before, after):
    if len(before) * len(after) > MOST_PAIRS:
        return _near_pairs(before, after)
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    likeness = [[_likeness(one, other) for other in after] for one in before]
    for i in reversed(range(len(before))):
        for k in reversed(range(len(after))):
            best[i][k] = max(best[i + 1][k], best[i][k + 1], likeness[i][k] + best[i + 1][k + 1])
    return _walk(best, likeness)


def _walk(best, likeness):
    """The pairs that are most alike together, in order."""
    pairs, i, k = [], 0, 0
    while i < len(best) - 1 and k < len(best[0]) - 1:
        if likeness[i][k] and best[i][k] == likeness[i][k] + best[i + 1][k + 1]:
            pairs.append((i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return pairs


def _near_pairs(before, after):
    """The same where there are too many: each line with the next few only."""
    pairs, k = [], 0
    for i, line in enumerate(before):
        alike = [(_likeness(line, other), -place) for place, other in enumerate(after[k : k + NEAR], k)]
        best, place = max(alike, default=(0, 0))
        if best:
            pairs.append((i, -place))
            k = 1 - place
    return pairs


def _likeness(one, other):
    """From 0 to 1; 0 for what is no version of the other."""
    if one.unit or other.unit:
        return float(one.kind == other.kind and one.number == other.number)
    if one.words == other.words:
        return 1.0
    both = len(one.vocabulary) + len(other.vocabulary)
    share = 2 * len(one.vocabulary & other.vocabulary) / both if both else 0
    return share if share >= ALIKE else 0.0


def _moved(rows):
    """What went at one place and came at another has moved."""
    gone = Counter(row.line for row in rows if row.change == REMOVED and _can_move(row.line))
    came = Counter(row.line for row in rows if row.change == ADDED)
    moved = gone & came
    left = {REMOVED: Counter(moved), ADDED: Counter(moved)}
    names = {REMOVED: LEFT, ADDED: MOVED}
    return [_as_moved(row, left, names) for row in rows]


def _can_move(line):
    return bool(line.unit or line.vocabulary)


def _as_moved(row, left, names):
    if row.change not in names or not left[row.change][row.line]:
        return row
    left[row.change][row.line] -= 1
    return Row(names[row.change], row.line)
