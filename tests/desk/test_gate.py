"""The publish gate on the desk's screens: each rule at each level, what blocks passed with a reason, and by whom."""

import pytest
from django.urls import reverse

from articles import publishing
from articles.models import Article
from desk.roles import CHIEF_EDITOR, EDITOR
from masthead.gate import Level, Rule
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

TOMORROW = "2026-02-08T12:00:00"
APPROVED = {"stage": Article.Stage.APPROVED}


def _linked():
    unseen = make.article(headline="Jamais paru")
    return make.article(body=f'<p>Voir <a href="#" data-article-id="{unseen.pk}">ici</a>.</p>', **APPROVED)


# Of each rule: a story that it is about, and words of what it says.
CASES = {
    Rule.ALT_TEXT: (lambda: make.article(lead_image=make.image(alt_text=""), **APPROVED), "texte alternatif"),
    Rule.CREDIT: (lambda: make.article(lead_image=make.image(credit=" "), **APPROVED), "crédit"),
    Rule.RIGHTS: (lambda: make.article(lead_image=make.image(not_after=NOON + 9 * DAY), **APPROVED), "16 février 2026"),
    Rule.BYLINE: (lambda: make.article(bylines=[], **APPROVED), "signé"),
    Rule.STANDFIRST: (lambda: make.article(standfirst=" ", **APPROVED), "chapô"),
    Rule.DEAD_LINKS: (_linked, "Jamais paru"),
    Rule.ADVERTISER: (lambda: make.article(genre="sponsored", **APPROVED), "sponsoris"),
    Rule.EMBARGO: (lambda: make.article(embargoed_until=NOON + HOUR, **APPROVED), "7 février 2026 à 13:00"),
    Rule.HEADLINE: (lambda: make.article(headline="x" * 112, **APPROVED), "2 caractères"),
    Rule.STAGE: (make.article, "validé"),
}


def only(rule, level):
    """A masthead that asks for nothing but this."""
    make.masthead(gate=dict.fromkeys(Rule.values, Level.OFF) | {rule: level})


def url(verb, article):
    return reverse(f"desk:{verb}", args=[article.pk])


@pytest.fixture
def chief(client):
    chief = make.user(CHIEF_EDITOR)
    client.force_login(chief)
    return chief


def test_every_rule_has_its_case():
    assert CASES.keys() == set(Rule)


@pytest.mark.parametrize("rule", Rule)
class TestEachRule:
    def test_off_says_nothing_and_stops_nothing(self, client, chief, rule):
        only(rule, Level.OFF)
        article = CASES[rule][0]()
        assert client.get(url("schedule", article)).context["form"].findings == []
        assert client.post(url("schedule", article), {"when": TOMORROW}).status_code == 302
        assert article.editions.count() == 1

    def test_a_warning_is_said_and_stops_nothing(self, client, chief, rule):
        only(rule, Level.WARN)
        article, words = CASES[rule][0](), CASES[rule][1]
        response = client.get(url("schedule", article))
        (finding,) = response.context["form"].findings
        assert (finding.rule, finding.blocks) == (rule, False)
        assert words in finding.sentence
        assert finding.sentence in response.content.decode()
        assert 'name="override"' not in response.content.decode()
        assert client.post(url("schedule", article), {"when": TOMORROW}).status_code == 302
        assert "override" not in article.log.get().detail

    def test_what_blocks_takes_a_reason_which_the_log_keeps(self, client, chief, rule):
        only(rule, Level.BLOCK)
        article = CASES[rule][0]()
        assert 'name="override"' in client.get(url("schedule", article)).content.decode()
        response = client.post(url("schedule", article), {"when": TOMORROW, "override": "  "})
        assert response.context["form"].errors["override"]
        assert response.context["form"]["when"].value().text == TOMORROW
        assert not article.editions.exists()
        assert not article.log.exists()
        client.post(url("schedule", article), {"when": TOMORROW, "override": "Le maire est mort."})
        assert article.editions.count() == 1
        assert article.log.get().detail["override"] == "Le maire est mort."

    def test_an_editor_is_told_whom_to_ask_and_passes_with_no_reason(self, client, rule):
        only(rule, Level.BLOCK)
        chief = make.user(CHIEF_EDITOR, first_name="Jeanne", last_name="Kervella")
        client.force_login(make.user(EDITOR))
        article = CASES[rule][0]()
        page = client.get(url("schedule", article)).content.decode()
        assert chief.get_full_name() in page
        assert 'name="override"' not in page
        assert 'type="submit" class="default"' not in page
        response = client.post(url("schedule", article), {"when": TOMORROW, "override": "Je veux."})
        assert response.context["form"].non_field_errors()
        assert not article.editions.exists()


def test_each_way_out_passes_the_gate(client, chief):
    only(Rule.STANDFIRST, Level.BLOCK)
    article = make.article(standfirst="", **APPROVED)
    assert client.post(url("publish", article)).context["form"].errors["override"]
    make.change(article, standfirst="Un chapô.")
    publishing.schedule(article, when=NOON + DAY, at=NOON - HOUR, by=None)
    make.change(article, standfirst="")
    assert client.post(url("update_scheduled", article)).context["form"].errors["override"]
    assert article.editions.real().get().standfirst == "Un chapô."
    client.post(url("update_scheduled", article), {"override": "Urgent."})
    assert article.editions.real().get().standfirst == ""
    assert article.log.get(verb="update_scheduled").detail["override"] == "Urgent."


def test_a_reason_that_nobody_asked_for_is_no_override(client, chief):
    only(Rule.STANDFIRST, Level.WARN)
    article = make.article(standfirst="", **APPROVED)
    client.post(url("publish", article), {"override": "Pour rien."})
    assert "override" not in article.log.get().detail


def test_rights_that_end_before_the_time_that_was_chosen_are_found_then(client, chief):
    only(Rule.RIGHTS, Level.BLOCK)
    article = make.article(lead_image=make.image(not_after=NOON + 60 * DAY), **APPROVED)
    assert client.get(url("schedule", article)).context["form"].findings == []
    response = client.post(url("schedule", article), {"when": "2026-03-20T12:00:00"})
    assert response.context["form"].errors["override"]
    assert 'name="override"' in response.content.decode()
    assert client.post(url("schedule", article), {"when": TOMORROW}).status_code == 302


def test_no_reason_lifts_an_embargo(client, chief):
    only(Rule.EMBARGO, Level.BLOCK)
    article = make.article(embargoed_until=NOON + 2 * DAY, **APPROVED)
    client.post(url("publish", article), {"override": "Trop beau."})
    client.post(url("schedule", article), {"when": TOMORROW, "override": "Trop beau."})
    assert not article.editions.exists()


def test_submitting_and_approving_are_told_and_never_stopped(client, chief):
    only(Rule.STANDFIRST, Level.BLOCK)
    article = make.article(standfirst="")
    for verb in ("submit", "approve"):
        assert [finding.rule for finding in client.get(url(verb, article)).context["form"].findings] == ["standfirst"]
        assert client.post(url(verb, article)).status_code == 302
    article.refresh_from_db()
    assert article.stage == Article.Stage.APPROVED
