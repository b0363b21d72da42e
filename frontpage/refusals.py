"""Why a front can't be arranged so. Each has a sentence for the editor; nothing was changed when one is raised."""

from django.utils.translation import gettext_lazy as _

from articles.refusals import Refusal


class FrontOvertaken(Refusal):
    sentence = _(
        "Somebody else has arranged this front since you opened it. Nothing of yours is lost: it is still below. "
        "Look at the other arrangement first; whoever saves once more replaces it."
    )


class NoSlots(Refusal):
    sentence = _("A front needs one slot at least.")


class OneLead(Refusal):
    sentence = _("A front has one lead. Choose another size for the others.")


class PlacedTwice(Refusal):
    sentence = _("“%(headline)s” stands on this front twice.")

    def __init__(self, article):
        self.headline = article.headline


class SponsoredLeads(Refusal):
    sentence = _("“%(headline)s” is paid for: it can't be the lead or large.")

    def __init__(self, article):
        self.headline = article.headline


class NothingToUndo(Refusal):
    sentence = _("No earlier front was launched.")


class NotWaiting(Refusal):
    sentence = _("This front does not wait any more: it was launched or called off.")
