"""Why a verb of `publishing` refused. Each has a sentence for the editor; nothing was changed when one is raised."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .times import long_moment


class Refusal(Exception):
    sentence = _("This can't be done.")

    def __str__(self):
        return str(self.sentence) % vars(self)


class Incomplete(Refusal):
    sentence = _("This story can't be published yet. It has no: %(missing)s.")

    def __init__(self, missing):
        self.missing = ", ".join(map(str, missing))


class Spiked(Refusal):
    sentence = _("This story is spiked. Take it up again first.")


class Killed(Refusal):
    sentence = _("This story was killed. Restore it first.")


class Embargoed(Refusal):
    sentence = _("This story is under embargo until %(until)s.")

    def __init__(self, until):
        self.until = long_moment(until)


class InThePast(Refusal):
    sentence = _("This time has passed already. Choose one that is still ahead.")


class NothingToPublish(Refusal):
    sentence = _("Nothing has changed since the edition that readers see.")


class Overtaken(Refusal):
    sentence = _("Somebody else has just decided about this story. Look at it before you go on.")


class PendingWaits(Refusal):
    sentence = _("An edition waits for %(when)s. Say whether it stays or goes.")

    def __init__(self, when):
        self.when = long_moment(when)


class WithdrawnBefore(Refusal):
    sentence = _("The story is to be withdrawn on %(when)s, before that time. Undo the withdrawal first.")

    def __init__(self, when):
        self.when = long_moment(when)


class WaitsBefore(Refusal):
    sentence = _("An edition waits for %(when)s, before the embargo would end. Move it first.")

    def __init__(self, when):
        self.when = long_moment(when)


class EmbargoUnchanged(Refusal):
    sentence = _("The embargo is as you want it already.")


class NothingToReplace(Refusal):
    sentence = _("The scheduled edition says the same already.")


class Changed(Refusal):
    sentence = _("This story has changed since you opened this page. Look at what is said here now, and confirm again.")


class ChangedMeanwhile(Refusal):
    sentence = _("This story has changed since you chose it. Look at it before you decide about it.")


class NothingScheduled(Refusal):
    sentence = _("No edition of this story is scheduled.")


class NotLive(Refusal):
    sentence = _("No edition of this story is live.")


class KindRequired(Refusal):
    sentence = _("Say what has changed: a minor detail, or something that readers should be told of.")


class NoteRequired(Refusal):
    sentence = _("Readers are owed a sentence that says what was corrected.")


class ReasonRequired(Refusal):
    sentence = _("Say why, for those who will ask later.")


class NothingToTakeDown(Refusal):
    sentence = _("Nothing of this story is live or scheduled.")


class NothingToRestore(Refusal):
    sentence = _("This story has not been taken down.")


class FixConflicts(Refusal):
    sentence = _("The scheduled edition changes the same passage. Say whether it stays as it is or goes.")


class NotCleared(Refusal):
    sentence = _("These pictures can't be published: %(pictures)s")

    def __init__(self, problems):
        self.problems = problems  # pairs: the picture, and why
        one = gettext("“%(picture)s”: %(reason)s")
        self.pictures = " ".join(one % {"picture": image, "reason": why} for image, why in problems)


class NotAllowed(Refusal):
    sentence = _("You may not do this with this story.")


class WrongStage(Refusal):
    sentence = _("This story is at another stage by now: %(stage)s.")

    def __init__(self, stage):
        self.stage = stage


class RemarkRequired(Refusal):
    sentence = _("Say what is to be done, so that the writer can go on.")


class Gated(Refusal):
    """The publish gate blocks, and no reason was given to pass it. `findings` are those that block."""

    sentence = _("The publish gate holds this story back: %(reasons)s")

    def __init__(self, findings):
        self.findings = findings
        self.reasons = " ".join(str(finding.sentence) for finding in findings)


class OverrideNotAllowed(Refusal):
    sentence = _("You may not publish what the gate holds back. Ask a chief editor.")
