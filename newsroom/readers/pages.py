"""A page as it is sent: its bytes, compressed for whoever asks, an ETag for each, and the headers of each."""

import gzip
import re
from hashlib import blake2b

import brotli
import zstandard

NO_CONTENT = "204 No Content"
SMALL = 200  # bytes that aren't worth compressing
TEXTS = ("text/", "application/json", "application/feed+json", "application/xml", "application/rss", "application/atom")
# Smallest first: what a browser takes of these, it gets. The levels cost about a millisecond for a long story.
CODINGS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "zstd": lambda body: zstandard.compress(body, level=9),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
REFUSED = re.compile(r"q\s*=\s*0(\.0*)?")
MOST_ACCEPTS = 32  # texts of `Accept-Encoding` that a page remembers
PER_PAGE = 4000  # bytes of memory for all that isn't the body
OVERHEAD = 1.8  # of the body, for what it is compressed to


class Answer:
    """What one client gets: a status line, headers and a body, ready to be handed over."""

    __slots__ = ("body", "etag", "headers", "unchanged")

    def __init__(self, body, etag, headers, unchanged):
        self.body, self.etag, self.headers, self.unchanged = [body], etag, headers, unchanged

    def is_known(self, tags):
        """Whether an `If-None-Match` names it (RFC 9110, 13.1.2)."""
        return tags == self.etag or any(tag.strip().removeprefix("W/") in {self.etag, "*"} for tag in tags.split(","))


class Page:
    """A response of Django's, kept. `state` is what it was true of, `until` the moment it is made again (`time()`)."""

    def __init__(self, status, headers, body, *, state, until):
        self.status, self.body, self.state, self.until = status, body, state, until
        self.used = False
        self._headers = headers
        self._mark = blake2b(body + status.encode(), digest_size=12).hexdigest()
        self._codings, self._answers = {}, {}

    @property
    def size(self):
        """Bytes of memory at most."""
        return int(len(self.body) * OVERHEAD) + PER_PAGE

    def answer(self, accepts):
        """The answer for an `Accept-Encoding`, which may be None. Computed once for each text of it."""
        found = self._answers.get(accepts)
        if found is None:
            found = self._coded(self._choose(accepts))
            if len(self._answers) < MOST_ACCEPTS:
                self._answers[accepts] = found
        return found

    def _choose(self, accepts):
        worth = len(self.body) >= SMALL and dict(self._headers).get("Content-Type", "").startswith(TEXTS)
        taken = accepted(accepts or "") if worth else set()
        return next((coding for coding in CODINGS if coding in taken), "")

    def _coded(self, coding):
        if coding not in self._codings:
            body = CODINGS[coding](self.body) if coding else self.body
            etag = f'"{self._mark}-{coding}"' if coding else f'"{self._mark}"'
            named = [*self._headers, ("ETag", etag), ("Vary", "Accept-Encoding")]
            sent = named + ([("Content-Encoding", coding)] if coding else [])
            if self.status != NO_CONTENT:
                sent.append(("Content-Length", str(len(body))))
            unchanged = [(name, value) for name, value in named if name != "Content-Type"]
            self._codings[coding] = Answer(body, etag, sent, unchanged)
        return self._codings[coding]


def accepted(text):
    """The codings that an `Accept-Encoding` names, without those it refuses (RFC 9110, 12.5.3)."""
    weighed = {}
    for part in text.lower().split(","):
        name, _, weight = part.partition(";")
        weighed[name.strip()] = REFUSED.fullmatch(weight.strip()) is None
    return {coding for coding in CODINGS if weighed.get(coding, weighed.get("*", False))}
