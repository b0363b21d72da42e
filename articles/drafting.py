"""A working copy as plain values that JSON can hold: what a version keeps, compares and merges. Pure."""

import hashlib
import json
from dataclasses import asdict
from datetime import UTC, datetime

from .baking import Content
from .merging import MergeConflict, merge_bodies, merge_sets, merge_values

# Of the newsroom alone: readers never see it, so no edition has it.
ASIDE = ("translation_of_id", "note_for_colleagues", "embargoed_until", "planned_for")
MOMENTS = frozenset({"embargoed_until", "planned_for"})
MERGES = {"body": merge_bodies, "tags": merge_sets}


def values_of(content, **aside):
    """`content`, and what `ASIDE` names, as {name: value}; bylines are lists of pairs, moments ISO 8601 in UTC."""
    moments = {name: aside[name] and aside[name].astimezone(UTC).isoformat() for name in MOMENTS}
    return json.loads(json.dumps(asdict(content) | aside | moments))


def content_of(values):
    """The `Content` in such values. Raises KeyError and TypeError where they are of another make."""
    lists = {
        "bylines": tuple((author, role) for author, role in values["bylines"]),
        "tags": tuple(values["tags"]),
        "related": tuple(values["related"]),
    }
    return Content(**{name: values[name] for name in Content.columns()} | lists)


def moment(text):
    return datetime.fromisoformat(text) if text else None


def digest_of(values):
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def changed(before, after):
    """The names of what differs, in the order of `after`."""
    return [name for name in after if after[name] != before.get(name)]


def merged(base, ours, theirs):
    """`ours` with what `theirs` changed since `base`, and the names of what both changed, each in its own way.

    Of those `ours` keeps its own; they are for a person to decide.
    """
    result, clashes = dict(ours), []
    for name in ours:
        try:
            result[name] = MERGES.get(name, merge_values)(base[name], ours[name], theirs[name])
        except MergeConflict:
            clashes.append(name)
    return result, clashes
