"""The publish gate: what is looked at before a story goes out, and what each newsroom makes of it.

Pure. `articles.gate` knows how each rule is checked; the masthead keeps only what differs from the usual levels.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    BLOCK = "block", _("blocks")
    WARN = "warn", _("warns")
    OFF = "off", _("is not checked")


class Rule(TextChoices):
    ALT_TEXT = "alt_text", _("a picture without alt text")
    CREDIT = "credit", _("a picture without credit")
    RIGHTS = "rights", _("a picture whose rights run out soon")
    BYLINE = "byline", _("no byline")
    STANDFIRST = "standfirst", _("no standfirst")
    DEAD_LINKS = "dead_links", _("links to stories that readers can't see")
    ADVERTISER = "advertiser", _("a sponsored story without its advertiser")
    EMBARGO = "embargo", _("an embargo that is still running")
    HEADLINE = "headline", _("a headline of more than 110 characters")
    STAGE = "stage", _("a story that nobody has approved")


USUAL = dict.fromkeys(Rule, Level.WARN) | {Rule.ADVERTISER: Level.BLOCK}


def levels(kept):
    """The level of each rule: `kept` is what the masthead holds, {rule: level}; what it does not know is left out."""
    known = {rule: level for rule, level in kept.items() if rule in Rule.values and level in Level.values}
    return {rule: Level(known.get(rule, usual)) for rule, usual in USUAL.items()}
