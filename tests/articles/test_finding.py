"""The newsroom finds its stories by their words, whatever is typed."""

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles import finding
from articles.finding import index
from articles.models import Article
from tests import make

pytestmark = pytest.mark.django_db


def found(text):
    terms = finding.terms_of(text)
    return set(Article.objects.filter(finding.STORIES.found(terms))) if terms else None


@pytest.fixture
def story():
    return make.article(
        headline="Le pont de l’Île rouvre",
        kicker="Œuvres d’art",
        standfirst="Un chapô sur la mer.",
        body="<h2>Été brûlant</h2><p>Les <strong>élus</strong> ont voté 1 250 € pour Port-Tréval.</p>",
        bylines=[make.author(display_name="Maëlle Kervadec")],
    )


@pytest.mark.parametrize(
    "text",
    [
        "pont", "PONT", "île", "ile", "l’île", "l'ile", "oeuvres", "œuvre", "chapo", "ete brulant",
        "élus votent vote", "elu", "Port-Tréval", "port treval", "kervadec", "maelle pont", '"pont de l’île"',
        "« ont voté »", "1250", "1 250",
    ],
)  # fmt: skip
def test_what_finds_a_story(story, text):
    make.article(standfirst="", body="<p>Rien.</p>")
    expected = {"élus votent vote": set(), "1250": set()}.get(text, {story})
    assert found(text) == expected


@pytest.mark.parametrize(
    "text", ["tunnel", "pont tunnel", '"île pont"', "ont", "strong", "rouvre chapeau", '"mer été"']
)
def test_what_does_not(story, text):
    expected = {story} if text == "ont" else set()
    assert found(text) == expected


def test_a_phrase_does_not_run_from_one_part_into_the_next():
    make.article(headline="Le maire", standfirst="démissionne", body="<p>Demain.</p>")
    assert found('"maire démissionne"') == found('"démissionne demain"') == set()
    assert len(found('"le maire"')) == 1


def test_a_change_is_found_and_what_went_is_not(story):
    make.change(story, body="<p>Rien de tout cela.</p>")
    assert found("élus") == set()
    assert found("cela") == {story}


def test_a_new_byline_is_found(story):
    story.bylines.create(author=make.author(display_name="Yann Le Goff"))
    story.note_change(make.NOON)
    assert found("goff") == {story}


def test_deleted_stories_are_forgotten(story):
    story.delete()
    assert found("pont") == set()
    other = make.article(pk=story.pk, headline="Autre")
    Article.objects.filter(pk=other.pk).delete()
    assert found("autre") == set()


def test_the_index_is_made_again(story):
    finding.STORIES.clear()
    assert found("pont") == set()
    call_command("index_stories", verbosity=0)
    assert found("pont") == found("kervadec") == {story}


def test_length_is_kept(story):
    story.refresh_from_db()
    assert story.word_count == story.words == 10


def test_a_very_long_text_is_kept_and_its_beginning_found():
    body = "<p>premier " + " ".join(f"mot{number}" for number in range(60_000)) + " " + "x" * 5000 + "</p>"
    assert len(found("premier")) == len(found("mot77")) == 0
    story = make.article(body=body)
    assert found("premier mot77") == {story}


class TestPhrasesOfFrequentWords:
    """On PostgreSQL they are looked for in the newest texts only, and whoever searches is told."""

    pytestmark = pytest.mark.invariant  # on both databases

    @pytest.fixture(autouse=True)
    def few(self, db, monkeypatch):
        monkeypatch.setattr(index, "MOST_READ", 2)
        finding.STORIES.clear()  # a test that commits leaves its words: the table is no model's, nothing empties it

    def test_the_newest(self):
        stories = [make.article(body="<p>De la ville.</p>") for _ in range(3)]
        postgresql = connection.vendor == "postgresql"
        assert found('"de la ville"') == set(stories[postgresql:])
        assert finding.STORIES.is_bounded(finding.terms_of('"de la ville"')) == postgresql

    def test_a_rare_word_beside_them_finds_the_oldest(self):
        oldest = make.article(body="<p>De la ville ardoisière.</p>")
        for _ in range(3):
            make.article(body="<p>De la ville.</p>")
        assert found('"ville ardoisière"') == {oldest}
        assert not finding.STORIES.is_bounded(finding.terms_of('"ville ardoisière"'))

    def test_words_by_themselves_find_all(self):
        stories = {make.article(body="<p>De la ville.</p>") for _ in range(4)}
        assert found("ville de") == stories
        assert not finding.STORIES.is_bounded(finding.terms_of("ville de"))


class TestAnything(TestCase):
    @given(st.text(max_size=60))
    @example('"')
    @example("a AND NOT b* NEAR(c) : - ^ ( ) {headline}: col:x")
    @example("'; DROP TABLE articles_article; --")
    @example("\x00 \\ ' & | ! <-> :*")
    @example("ﬁ ½ ² Ⅷ 𝐩𝐨𝐧𝐭 ǅ İ ß ﷺ " + "\ue000")
    def test_no_text_is_an_error(self, text):
        found(text)

    @given(st.text(max_size=60))
    @example("İstanbul ß ŉ ǰ Ω ﬀ")
    @example("ᾀ ͅ  ͅ")
    def test_what_is_written_is_found(self, text):
        """Whatever is typed as it was written finds it, on both databases alike."""
        if terms := finding.terms_of(text):
            finding.STORIES.put([(1, finding.words_of(text))])
            story = Article(pk=1, section=make.section(), headline="x")
            story.save()
            searchable = all(word.isascii() or word.isalpha() for term in terms for word in term.words)
            assert not searchable or found(text) == {story}
