"""A correction of the live edition on its way into the rewrites that wait: the working copy, the next edition."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from . import refusals
from .baking import Content
from .merging import MergeConflict, merge_bodies, merge_values
from .models import Version


@dataclass(frozen=True)
class Fix:
    """What a correction changed: the live content before and after, and the names of the fields."""

    before: Content
    after: Content
    names: Iterable[str]

    def applied_to(self, content):
        """`content` with the fix merged in, and the names of the fields where that was not possible."""
        merged, conflicts = {}, set()
        for name in self.names:
            merge = merge_bodies if name == "body" else merge_values
            try:
                merged[name] = merge(getattr(self.before, name), getattr(content, name), getattr(self.after, name))
            except MergeConflict:
                conflicts.add(name)
        return replace(content, **merged), conflicts


def fixed(waiting, fix):
    """The waiting edition's content with the fix in it. Raises FixConflicts."""
    content, conflicts = fix.applied_to(waiting.content())
    if conflicts:
        raise refusals.FixConflicts
    return content


def carry_into_working_copy(article, fix, at, by):
    """Store the fix in the working copy, as a version; return the names of the fields where a rewrite is in its way."""
    relations = article.relations()
    content, conflicts = fix.applied_to(article.content(relations).baked().content)
    for name in fix.names:
        setattr(article, name, getattr(content, name))
    origin, columns = Version.Origin.CORRECTED, list(fix.names)
    article.note_change(at, by, origin=origin, relations=relations, columns=columns)
    return conflicts
