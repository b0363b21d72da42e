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
    base, ours, theirs = ([block.html for block in prose.blocks(html)] for html in (base, ours, theirs))
    mine, fixes = _changes(base, ours), _changes(base, theirs)
    if any(fix.clashes(change) for fix in fixes for change in mine):
        raise MergeConflict
    merged = list(base)
    for change in sorted(set(mine) | set(fixes), key=lambda change: (change.start, change.end), reverse=True):
        merged[change.start : change.end] = change.blocks
    return "".join(merged)


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
