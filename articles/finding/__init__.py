"""Finding things by their words, without regard to case and accents, on SQLite and on PostgreSQL alike.

`words.py` is pure: it folds texts and reads what was typed. `index.py` keeps a table of words for each kind of thing.
`stories.py` says what of a story the newsroom finds.
"""

from .index import Index
from .stories import STORIES, fill, forget, note
from .words import BREAK, Term, fold, terms_of, words_of

__all__ = ["BREAK", "STORIES", "Index", "Term", "fill", "fold", "forget", "note", "terms_of", "words_of"]
