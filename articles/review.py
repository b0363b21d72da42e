"""The verbs of the working copy: its way from a draft to an approved story, or to the spike and back.

Readers see nothing of it. Each takes `at` (aware) and `by`, is one transaction, and raises a named `refusals.Refusal`
without changing anything.
"""

from . import refusals
from .log import verb
from .models import Article
from .permissions import APPROVE, SUBMIT
from .standing import Standing

Stage = Article.Stage


@verb(SUBMIT)
def submit(article, *, at, by, remark=""):
    """Hand the draft to the desk. Raises WrongStage, Incomplete (no headline or text)."""
    _move(article, "submit", at, Stage.SUBMITTED, _require_words)


@verb(APPROVE)
def send_back(article, *, at, by, remark):
    """Back to the writer, with what is to be done. Raises WrongStage, RemarkRequired."""
    if not remark.strip():
        raise refusals.RemarkRequired
    _move(article, "send_back", at, Stage.DRAFT)


@verb(APPROVE)
def approve(article, *, at, by, remark=""):
    """Ready to appear, as far as the desk is concerned. Raises WrongStage, Incomplete."""
    _move(article, "approve", at, Stage.APPROVED, _require_words)


@verb(APPROVE)
def spike(article, *, at, by, remark=""):
    """Set the working copy aside; what is live or waits is not touched. Raises WrongStage."""
    _move(article, "spike", at, Stage.SPIKED)


@verb(APPROVE)
def unspike(article, *, at, by, remark=""):
    """Take it up again, as a draft. Raises WrongStage."""
    _move(article, "unspike", at, Stage.DRAFT)


def _move(article, verb, at, to, check=None):
    """The row is locked first: of two who decide at once, the second learns of it."""
    row = Article.objects.for_update(article.pk)
    Standing(row, at).require(verb)
    if check:
        check(row)
    row.stage = article.stage = to
    row.save(update_fields=["stage"])


def _require_words(article):
    missing = [
        field.verbose_name
        for field in map(Article._meta.get_field, ("headline", "body"))
        if not getattr(article, field.name).strip()
    ]
    if missing:
        raise refusals.Incomplete(missing)
