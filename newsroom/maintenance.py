"""The site closed on purpose: as long as the file `maintenance` lies in the folder of data, every page says so.

`touch $DATA_DIR/maintenance` closes it at once, without a restart, and removing the file opens it again. A sentence in
the file (when it ends, for instance) is shown to readers. Nothing here needs the database, which may be away.
"""

from django.conf import settings
from django.utils.translation import gettext as _

from .errors import away

RETRY = 300  # seconds
LONGEST = 500  # letters of a sentence


def maintenance(get_response):
    """Answer 503 to everything while the site is closed."""

    def middleware(request):
        sentence = _sentence()
        if sentence is None:
            return get_response(request)
        said = sentence or _("The site is closed for maintenance. Nothing is lost, and the stories come back with it.")
        return away(request, "maintenance.html", said, RETRY)

    return middleware


def _sentence():
    """What the file says, which may be nothing; None where there is no such file."""
    try:
        return (settings.DATA_DIR / "maintenance").read_text(errors="replace")[:LONGEST].strip()
    except FileNotFoundError:
        return None
    except OSError:
        return ""
