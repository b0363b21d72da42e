"""What is kept, within bounds: the pages that nobody asked for again go first."""

from threading import Lock
from urllib.parse import parse_qsl, urlencode

MOST_PATHS = 20_000
MOST_PARAMETERS = 20
EVERYTHING = None  # a page that depends on its whole query is kept for none


class Shelf:
    """Pages by address. `limit` is in bytes. Reading needs no lock: `pages` is a dictionary, and each page is whole."""

    def __init__(self, limit):
        self.limit, self.size = limit, 0
        self.pages, self._names, self._lock = {}, {}, Lock()

    def put(self, key, page):
        """Keep `page`, in the place of an older one; what doesn't fit any more goes, oldest first, used ones later."""
        with self._lock:
            self._drop(key)
            if page.size <= self.limit // 4:
                self.pages[key] = page
                self.size += page.size
            while self.size > self.limit:
                self._make_room(page.state)

    def _make_room(self, state):
        key, oldest = next(iter(self.pages.items()))
        del self.pages[key]
        if oldest.used and oldest.state is state:
            oldest.used = False
            self.pages[key] = oldest  # at the end: it has another turn
        else:
            self.size -= oldest.size

    def _drop(self, key):
        if old := self.pages.pop(key, None):
            self.size -= old.size

    def learn(self, path, names):
        """That the pages of `path` read these parameters of their query, and no others; or EVERYTHING."""
        if len(self._names) > MOST_PATHS:
            self._names.clear()  # they are learned again with the next pages
        known = self._names.get(path, frozenset())
        self._names[path] = EVERYTHING if EVERYTHING in (names, known) else known | names

    def key(self, path, query):
        """Of an address, without what its page doesn't read; None where that isn't known, or is everything.

        No text of its own: a path may have any letter that could stand between the two.
        """
        if not query:
            return path
        names = self._names.get(path, EVERYTHING)
        if names is EVERYTHING or query.count("&") >= MOST_PARAMETERS:
            return None
        read = sorted((pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] in names), key=_name)
        return (path, urlencode(read)) if read else path


def _name(pair):
    """Of several with one name the order may matter."""
    return pair[0]
