"""Group commit: what many threads have to write at the same moment, one of them writes for all."""

from threading import Lock


class Together:
    """Rows that come at the same time are written by one call, and nobody goes on before his own row is written.

    While one group is written the next one forms, so that groups grow with the load; who comes alone is not kept
    waiting. There is no buffer that a crash could empty: where `write` commits, what was answered is in the database.
    """

    def __init__(self, write):
        """`write` is handed a list of rows and commits them or raises. It may get the same rows again."""
        self._write = write
        self._joining, self._writing = Lock(), Lock()
        self._forming = _Group()

    def add(self, row):
        """Return when the row is written. A failure is that of who wrote; the next one of the group tries again."""
        with self._joining:
            group = self._forming
            group.rows.append(row)
        with self._writing:
            if not group.written:
                self._close(group)
                self._write(group.rows)
                group.written = True

    def _close(self, group):
        """From here on, who comes is of the next group."""
        with self._joining:
            if self._forming is group:
                self._forming = _Group()


class _Group:
    def __init__(self):
        self.rows, self.written = [], False
