"""The forms of the working copy's way from a draft to an approved story, or to the spike and back."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles import gate, review

from .forms import VerbForm, remark_field


class SubmitForm(VerbForm):
    verb = staticmethod(review.submit)
    title, button = _("Submit"), _("Submit to the desk")
    of_many = _("The desk is told that it is ready to be read.")
    done = _("Submitted: the desk will read it.")
    about_the_words = True

    remark = remark_field(required=False)

    def sentence(self):
        return _("The desk is told that “%(headline)s” is ready to be read. Readers don’t see it yet.") % self.named

    @cached_property
    def findings(self):
        """What the desk will ask about anyway. Nothing of it stops a submission."""
        return self.concerned(gate.findings(self.article, at=self.at))

    @staticmethod
    def concerned(findings):
        """That nobody has approved it yet goes without saying here."""
        return [finding for finding in findings if finding.rule != gate.Rule.STAGE]


class ApproveForm(SubmitForm):
    verb = staticmethod(review.approve)
    title, button = _("Approve"), _("Approve")
    of_many = _("It is ready to appear.")
    done = _("Approved: it can be published or scheduled.")

    def sentence(self):
        return _("“%(headline)s” is ready to appear. Readers see it once it is published.") % self.named


class SendBackForm(VerbForm):
    verb = staticmethod(review.send_back)
    title, button = _("Send back"), _("Send back")
    of_many = _("It is a draft again. What is live stays live.")
    done = _("Sent back as a draft, with your remark.")

    remark = remark_field()

    def sentence(self):
        return _("“%(headline)s” goes back to whoever writes it, as a draft. What is live stays live.") % self.named


class SpikeForm(VerbForm):
    verb = staticmethod(review.spike)
    title, button = _("Spike"), _("Spike")
    of_many = _("It is set aside, for good or until it is taken up again.")
    done = _("Spiked. It can be taken up again at any time.")
    danger = True

    remark = remark_field(required=False)

    def sentence(self):
        said = _("“%(headline)s” is set aside, for good or until it is taken up again.") % self.named
        if self.standing.live or self.standing.pending:
            return f"{said} {_('What is live or scheduled is not touched.')}"
        return said


class UnspikeForm(VerbForm):
    verb = staticmethod(review.unspike)
    title, button = _("Take it up again"), _("Take it up again")
    of_many = _("It is a draft again.")
    done = _("Taken up again, as a draft.")

    remark = remark_field(required=False)

    def sentence(self):
        return _("“%(headline)s” is a draft again.") % self.named
