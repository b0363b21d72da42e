"""The readers' search: what is live now, found by its words, on SQLite and on PostgreSQL alike.

Pure are `stems` (the forms of a word), `asking` (what was typed), `ranking` and `extracts`. `index` and `spelling` keep
tables, `keeping` says what of an edition they hold, `search` asks them.
"""

from .keeping import EDITIONS, fill, note, note_again, note_moved
from .search import find

__all__ = ["EDITIONS", "fill", "find", "note", "note_again", "note_moved"]
