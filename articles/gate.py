"""The publish gate: what a story lacks before it goes out, and whether that stops it.

Each rule blocks, warns or is off, as the masthead says (`masthead.gate`). Who may override gives a reason, which the
story's log keeps. What nobody may override, the embargo and pictures without rights, the verbs refuse by themselves.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from images import rights
from images.models import Image
from masthead.gate import Level, Rule, levels
from masthead.models import Masthead

from . import prose, refusals
from .links import dead_links_of
from .models import Article, Byline
from .permissions import OVERRIDE
from .times import long_moment

LONGEST_HEADLINE = 110  # characters; what search engines and shared links show whole


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be; `field` is the form's field where it is mended, if it is one."""

    rule: Rule
    level: Level
    sentence: str
    field: str

    @property
    def blocks(self):
        return self.level == Level.BLOCK


class Gathered:
    """What the checks need to know of all the working copies that they look at: three queries, each when asked for."""

    def __init__(self, articles, at):
        self.articles, self.at = articles, at

    @cached_property
    def pictures(self):
        """Those at the top and in the texts, of each story: {number of the article: list}."""
        shown = {article.pk: _shown_by(article) for article in self.articles}
        numbers = {number for pictures in shown.values() for number in pictures}
        images = Image.objects.in_bulk(list(numbers)) if numbers else {}
        return {pk: [images[number] for number in pictures if number in images] for pk, pictures in shown.items()}

    @cached_property
    def signed(self):
        numbers = [article.pk for article in self.articles]
        return set(Byline.objects.filter(article__in=numbers).order_by().values_list("article_id", flat=True))

    @cached_property
    def dead_links(self):
        found = dead_links_of(self.articles, self.at)
        return {article.pk: stories for article, stories in zip(self.articles, found, strict=True)}


def _shown_by(article):
    """The numbers of its pictures, the one at the top first."""
    numbers = dict.fromkeys([article.lead_image_id, *prose.image_ids(article.body)])
    numbers.pop(None, None)
    return list(numbers)


@dataclass(frozen=True)
class Candidate:
    """A working copy on its way out: decided about at `at`, to appear at `start`."""

    article: Article
    at: datetime
    start: datetime
    gathered: Gathered

    @property
    def pictures(self):
        return self.gathered.pictures[self.article.pk]


def findings(article, *, at, start=None):
    """What the gate says of the working copy, blocking findings first. Four queries at most."""
    return findings_of([article], at=at, starts={article.pk: start} if start else {})[0]


def findings_of(articles, *, at, starts):
    """What `findings` says of each, in a list for each. Four queries at most, whatever their number.

    `starts` has the time at which a story is to appear, by its id; one that it has not is to appear at once.
    """
    wanted, gathered = _rules({Level.BLOCK, Level.WARN}), Gathered(articles, at)
    return [_found(Candidate(article, at, starts.get(article.pk, at), gathered), wanted) for article in articles]


def _rules(of_levels):
    """{rule: level} of those that the masthead has at one of these levels. One query."""
    kept = Masthead.objects.values_list("gate", flat=True).first() or {}
    return {rule: level for rule, level in levels(kept).items() if level in of_levels}


def _found(candidate, wanted):
    found = [
        Finding(rule, level, sentence, FIELDS[rule])
        for rule, level in wanted.items()
        for sentence in CHECKS[rule](candidate)
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


def check(article, *, at, start, by, override=""):
    """Raise Gated where the gate blocks and no reason is given, OverrideNotAllowed where `by` may not give one.

    Only what blocks is looked at: one query, and up to three more where a rule that blocks needs them.
    """
    blocking = _found(Candidate(article, at, start, Gathered([article], at)), _rules({Level.BLOCK}))
    if not blocking:
        return
    if not override.strip():
        raise refusals.Gated(blocking)
    if by is not None and not by.has_perm(OVERRIDE, article):
        raise refusals.OverrideNotAllowed


# The checks: each gives a sentence for each thing that it finds.


def _alt_text(candidate):
    for image in candidate.pictures:
        if not image.alt_text.strip():
            yield _("The picture “%(picture)s” has no alternative text.") % {"picture": image}


def _credit(candidate):
    for image in candidate.pictures:
        if not image.credit.strip():
            yield _("The picture “%(picture)s” has no credit.") % {"picture": image}


def _rights(candidate):
    for image in candidate.pictures:
        if image.not_after and image.not_after <= candidate.start + rights.SOON:
            yield _("The right to use the picture “%(picture)s” ends on %(when)s.") % {
                "picture": image,
                "when": long_moment(image.not_after),
            }


def _byline(candidate):
    if candidate.article.pk not in candidate.gathered.signed:
        yield _("Nobody has signed it.")


def _standfirst(candidate):
    if not candidate.article.standfirst.strip():
        yield _("It has no standfirst.")


def _dead_links(candidate):
    for story in candidate.gathered.dead_links[candidate.article.pk]:
        yield _("Its text leads to “%(headline)s”, which readers can’t see.") % {"headline": story.headline}


def _advertiser(candidate):
    if candidate.article.sponsored and not candidate.article.sponsor_name.strip():
        yield _("It is sponsored, and does not say by whom.")


def _embargo(candidate):
    until = candidate.article.embargoed_until
    if until and until > candidate.at:
        yield _("It is under embargo until %(when)s.") % {"when": long_moment(until)}


def _headline(candidate):
    count = len(candidate.article.headline) - LONGEST_HEADLINE
    if count > 0:
        yield ngettext(
            "Its headline is %(count)d character too long.", "Its headline is %(count)d characters too long.", count
        ) % {"count": count}


def _stage(candidate):
    if candidate.article.stage != Article.Stage.APPROVED:
        yield _("Nobody has approved it yet.")


CHECKS = {
    Rule.ALT_TEXT: _alt_text,
    Rule.CREDIT: _credit,
    Rule.RIGHTS: _rights,
    Rule.BYLINE: _byline,
    Rule.STANDFIRST: _standfirst,
    Rule.DEAD_LINKS: _dead_links,
    Rule.ADVERTISER: _advertiser,
    Rule.EMBARGO: _embargo,
    Rule.HEADLINE: _headline,
    Rule.STAGE: _stage,
}
# The form's field where each is mended.
FIELDS = {
    Rule.ALT_TEXT: "lead_image",
    Rule.CREDIT: "lead_image",
    Rule.RIGHTS: "lead_image",
    Rule.BYLINE: "bylines",
    Rule.STANDFIRST: "standfirst",
    Rule.DEAD_LINKS: "body",
    Rule.ADVERTISER: "sponsor_name",
    Rule.EMBARGO: "embargoed_until",
    Rule.HEADLINE: "headline",
    Rule.STAGE: "",  # by approving it
}
