"""A story's log in words: each decision with who took it, when, from where, and what was said."""

import pytest
from django.urls import get_resolver, reverse
from django.utils.html import strip_tags
from django.utils.translation import override

from articles import publishing, review
from articles.log import VERBS, Where
from desk.roles import EDITOR, JOURNALIST
from desk.story_log import DONE, OTHERWISE, in_words
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def log_of(article):
    return reverse("desk:log", args=[article.pk])


def test_a_decision_on_a_screen_stands_in_the_log_with_its_words(client):
    editor = make.user(EDITOR, first_name="Anne", last_name="Le Bihan")
    client.force_login(editor)
    article = make.published(at=NOON - DAY)
    client.post(reverse("desk:withdraw", args=[article.pk]), {"reason": "Chiffres <faux>."}, REMOTE_ADDR="192.0.2.7")
    line = article.log.get(verb="withdraw")
    assert (line.by, line.screen, line.address) == (editor, "form", "192.0.2.7")
    page = client.get(log_of(article)).content.decode()
    for words in ("Anne Le Bihan", "Chiffres &lt;faux&gt;.", "192.0.2.7", "7 fév. 2026 à 12:00"):
        assert words in page


def test_the_admins_own_history_leads_there(client):
    client.force_login(make.user(EDITOR))
    article = make.article()
    response = client.get(reverse("admin:articles_article_history", args=[article.pk]))
    assert response.headers["Location"] == log_of(article)


def test_times_and_kinds_are_said_in_words(client):
    client.force_login(make.user(EDITOR))
    article = make.change(make.published(at=NOON - DAY), headline="Nouveau")
    publishing.schedule(article, when=NOON + DAY, at=NOON - HOUR, by=None, kind="update", note="Précisé.")
    publishing.cancel(article, at=NOON - MINUTE, by=None)
    publishing.set_embargo(article, until=NOON + 2 * DAY, at=NOON, by=None)
    page = client.get(log_of(article)).content.decode()
    for words in ("8 février 2026 à 12:00", "9 février 2026 à 12:00", "Précisé.", "Mise à jour"):
        assert words in page


def test_every_verb_has_its_sentence():
    """All that `@verb` ever made; whatever a test leaves out of its imports, the addresses import."""
    get_resolver().url_patterns  # noqa: B018
    assert VERBS.keys() == DONE.keys()
    for words in [*DONE.values(), *(words for *_verb, words in OTHERWISE)]:
        assert str(words).count("%(who)s") == 1
        assert str(words) % {"who": "Anne"}


def said(line):
    """The sentence of a line, as text."""
    return strip_tags(in_words(line)["done"])


@override("en")
def test_what_was_done_is_told_of_whoever_did_it():
    by, article = make.user(EDITOR, first_name="Anne", last_name="<Le Bihan>"), make.published(at=NOON - DAY)
    publishing.withdraw(article, reason="Fin.", at=NOON - 5 * HOUR, when=NOON + DAY, by=by)
    publishing.restore(article, at=NOON - 4 * HOUR, by=None)
    publishing.withdraw(article, reason="Faux.", at=NOON - 3 * HOUR, by=by)
    sentences = [in_words(line)["done"] for line in article.log.order_by("at")]
    assert sentences[1] == "<strong>Anne &lt;Le Bihan&gt;</strong> planned to withdraw the story."
    assert sentences[2] == "<strong>The newsroom’s own program</strong> restored the story."
    assert sentences[3] == "<strong>Anne &lt;Le Bihan&gt;</strong> withdrew the story."


@override("en")
def test_an_embargo_is_set_and_lifted():
    article, by = make.article(), make.user(EDITOR, first_name="Anne")
    publishing.set_embargo(article, until=NOON + DAY, at=NOON, by=by)
    publishing.set_embargo(article, until=None, at=NOON + HOUR, by=by)
    held, lifted = article.log.order_by("at")
    assert said(held) == "Anne put the story under embargo."
    assert [str(words) for _label, words in in_words(held)["told"]] == ["8 February 2026 at 12:00"]
    assert said(lifted) == "Anne lifted the embargo."
    assert in_words(lifted)["told"] == []


@override("en")
def test_a_shared_preview_is_told_of_with_its_screen(client):
    client.force_login(make.user(EDITOR, first_name="Anne"))
    article = make.article()
    client.post(reverse("desk:share", args=[article.pk]), {"hours": 24, "follows": "0"})
    client.post(reverse("desk:revoke", args=[article.shared_links.get().pk]))
    shared, revoked = article.log.order_by("pk")
    assert (said(shared), said(revoked)) == ("Anne shared a preview.", "Anne revoked a shared preview.")
    assert in_words(shared)["from"] == "shared previews"
    assert [str(words) for _label, words in in_words(shared)["told"]] == ["8 February 2026 at 12:00", "1"]


def test_a_verb_that_is_no_more_still_has_its_line():
    line = make.article().log.create(verb="bake", at=NOON, by=None, screen="oven")
    assert said(line).endswith(": bake")
    assert in_words(line)["from"] == "oven"


def test_whoever_may_see_stories_may_see_it_and_nobody_else(client):
    article = make.article()
    assert client.get(log_of(article)).status_code == 302
    client.force_login(make.user(JOURNALIST))
    assert client.get(log_of(article)).status_code == 200
    client.force_login(make.user(is_superuser=False))
    assert client.get(log_of(article)).status_code == 403


def test_it_asks_as_often_whatever_its_length_and_comes_in_pages(client, django_assert_max_num_queries):
    client.force_login(make.user(EDITOR))
    article, by = make.article(), make.user(EDITOR)
    for number in range(25):
        review.spike(article, at=NOON - 2 * DAY + number * HOUR, by=by, where=Where("list"))
        review.unspike(article, at=NOON - 2 * DAY + number * HOUR + MINUTE, by=by, where=Where("list"))
    with django_assert_max_num_queries(8):
        page = client.get(log_of(article))
    assert len(page.context["lines"]) == 30
    assert len(client.get(log_of(article), {"page": "2"}).context["lines"]) == 20
    assert client.get(log_of(article), {"page": "x"}).status_code == 200
