"""Three-way merge of two bodies, block by block: how a fix to the live story reaches a rewrite that waits.

Pure. The method is that of diff3 (Khanna, Kunal and Pierce, "A formal investigation of diff3", 2007) on blocks.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from . import prose


class MergeConflict(Exception):
    """Both sides changed the same block, each in its own way."""


@dataclass(frozen=True)
class Change:
    """Blocks `start` to `end` of the base are replaced by `blocks`."""

    start: int
    end: int
    blocks: tuple[str, ...]

    def clashes(self, other):
        if self == other:
            return False
        if self.start == self.end and other.start == other.end:  # two insertions
            return self.start == other.start
        return self.start < other.end and other.start < self.end


def _changes(base, side):
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    return [Change(i, j, tuple(side[k:m])) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]


def merge_bodies(base, ours, theirs):
    """`ours` with what `theirs` changed since `base`. Raises MergeConflict where both changed the same block."""
    if base in (ours, theirs) or ours == theirs:  # as mostly: only one side has changed anything
        return theirs if ours == base else ours
    base, ours, theirs = ([block.html for block in prose.blocks(html)] for html in (base, ours, theirs))
    mine, fixes = _changes(base, ours), _changes(base, theirs)
    if any(fix.clashes(change) for fix in fixes for change in mine):
        raise MergeConflict
    merged = list(base)
    for change in sorted(set(mine) | set(fixes), key=lambda change: (change.start, change.end), reverse=True):
        merged[change.start : change.end] = change.blocks
    return "".join(merged)


@dataclass(frozen=True)
class Chunk:
    """Blocks that stand together: those of the base, and what each side made of them."""

    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def clashes(self):
        return self.ours != self.theirs and self.base not in (self.ours, self.theirs)

    @property
    def agreed(self):
        """What both sides together make of it, where they don't clash."""
        return self.theirs if self.ours == self.base else self.ours

    @property
    def changed(self):
        return not self.base == self.ours == self.theirs


def chunks(base, ours, theirs):
    """The three bodies cut where they part: agreed chunks and clashing ones, in order.

    Without a clashing chunk the agreed ones together are `merge_bodies(base, ours, theirs)`. Where `base` is None, it
    is not known from what both started: all in which they differ clashes.
    """
    if base is None:
        return _two_ways(ours, theirs)
    base, ours, theirs = ([block.html for block in prose.blocks(html)] for html in (base, ours, theirs))
    mine, fixes = _changes(base, ours), _changes(base, theirs)
    found, end = [], 0
    for group in _groups(mine, fixes):
        first, last = min(change.start for change in group), max(change.end for change in group)
        found += [_unchanged(base[end:first])] if first > end else []
        sides = (_applied(base, [change for change in side if change in group], first, last) for side in (mine, fixes))
        found.append(Chunk(tuple(base[first:last]), *sides))
        end = last
    return [*found, _unchanged(base[end:])] if base[end:] else found


def _unchanged(blocks):
    return Chunk(tuple(blocks), tuple(blocks), tuple(blocks))


def _groups(mine, fixes):
    """The changes of both sides; those that clash, or are the same, together."""
    groups = []
    for change in sorted({*mine, *fixes}, key=lambda change: (change.start, change.end)):
        if groups and any(change.clashes(other) and (change in mine) != (other in mine) for other in groups[-1]):
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _applied(base, changes, first, last):
    blocks = list(base[first:last])
    for change in reversed(changes):
        blocks[change.start - first : change.end - first] = change.blocks
    return tuple(blocks)


def _two_ways(ours, theirs):
    ours, theirs = ([block.html for block in prose.blocks(html)] for html in (ours, theirs))
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    # What is on one side only has no base either: a mark that no body holds keeps it from being agreed.
    return [
        _unchanged(ours[i:j]) if tag == "equal" else Chunk(("",), tuple(ours[i:j]), tuple(theirs[k:m]))
        for tag, i, j, k, m in steps
    ]


def merge_values(base, ours, theirs):
    """The same for a field that is one piece: whoever changed it wins, unless both did."""
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    raise MergeConflict


def merge_sets(base, ours, theirs):
    """The same for what has no order: what either side added is in, what either took out is not."""
    base, ours, theirs = set(base), set(ours), set(theirs)
    return sorted((ours | (theirs - base)) - (base - theirs))
