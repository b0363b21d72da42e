"""Forty searches over the demo newsroom's stories, and what each must find first; on both databases alike."""

from datetime import timedelta

import pytest

from articles import publishing, searching
from articles.models import Edition
from newsroom.demo.stories import read_newsroom, read_stories
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.invariant]

# What is typed, and the stories that come first; none where nobody may see what has the words.
FRENCH = {
    "pont des ardoisiers": ["pont-des-ardoisiers-rouvre-enquete"],
    "SURCOUT du pont": ["pont-des-ardoisiers-rouvre-enquete"],
    "huitre": ["norovirus-huitres-reouverture"],
    "tempête": ["tempete-nuit-bas-mole", "une-nuit-a-la-criee"],
    "bateaux coulés": ["tempete-nuit-bas-mole"],
    "budget municipal": ["budget-municipal-vote"],
    "taxe foncière": ["budget-municipal-vote"],
    "éolienne": ["parc-basse-froide-avis-conseil"],
    '"avis favorable"': ["parc-basse-froide-avis-conseil"],
    "phares": ["phare-jument-noire-telegestion"],
    "pistes cyclables": ["plan-velo-corderies"],
    "tram": ["tram-t2-penhoel-concertation"],
    "location saisonnière": ["logement-saisonnier-bellegreve"],
    "voile à l’île de Houarn": ["regate-tour-de-houarn"],
    "tour de houarn": ["regate-tour-de-houarn"],
    "ferrys électriques": ["ferry-electrique-enez-lann"],
    "criée": ["une-nuit-a-la-criee"],
    "critique théâtre": ["theatre-grands-fonds-critique"],
    "librairie": ["librairie-pas-de-cote-cent-ans"],
    "le cinéma le Sémaphore": ["cinema-semaphore-sauve"],
    "festival": ["festival-basse-mer-programme"],
    "derby": ["etoile-derby-victoire"],
    "cantine scolaire": ["cantines-produits-locaux"],
    "emploi matelots": ["salon-emploi-maritime"],
    "Kervadec norovirus": ["norovirus-huitres-reouverture"],
    "Mariam Coulibaly": ["entretien-mariam-coulibaly-le-dantec"],
    "romanciere": ["entretien-romanciere-ysee-malaval"],
    "halles Duquesnel": ["halles-duquesnel-travaux"],
    "plages en hiver": ["chronique-plages-hiver"],
    "chantiers navals": ["chantier-morvaneg-commande"],
    "conchylicul": ["norovirus-huitres-reouverture"],
    "ardoisirs": ["pont-des-ardoisiers-rouvre-enquete"],
    "norovrius": ["norovirus-huitres-reouverture"],
    "tramway penhoel": ["tram-t2-penhoel-concertation"],
    "phoques veaux-marins": [],
}
ENGLISH = {
    "slate bridge": ["slate-bridge-reopens"],
    "ferries": ["electric-ferry-houarn"],
    "reading tide tables": ["how-to-read-a-tide-table"],
    "councillors voted": ["offshore-wind-council-vote"],
    "brigde": ["slate-bridge-reopens"],
}


@pytest.fixture
def stories():
    """Those of the demo without their pictures; most are live, others are not yet or no more."""
    newsroom = read_newsroom()
    sections = {(data["language"], data["slug"]): make.section(**data) for data in newsroom["sections"]}
    authors = {
        data["slug"]: make.author(slug=data["slug"], display_name=data["display_name"]) for data in newsroom["authors"]
    }
    for story in read_stories():
        said = ("headline", "kicker", "standfirst", "language", "slug", "genre", "dateline", "tags", "sponsor_name")
        article = make.article(
            **{name: getattr(story, name) for name in said},
            body=story.body_with(dict.fromkeys((picture.key for picture in story.figures), ""), {}),
            section=sections[story.language, story.section],
            bylines=[authors[slug] for slug, _role in story.bylines],
            at=NOON - 90 * DAY,
        )
        _publish(story.state, article, NOON - timedelta(days=story.age_days, hours=2))


def _publish(state, article, at):
    if state in {"scheduled", "embargoed"}:
        publishing.schedule(article, when=NOON + DAY, at=at, by=None)
    elif state not in {"draft", "submitted", "approved"}:
        publishing.publish(article, at=at, by=None)
    if state == "withdrawn":
        publishing.withdraw(article, at=NOON - HOUR, by=None, reason="Chiffres faux.")


def test_the_first_hits(stories):
    searching.fill(Edition.objects)  # what the stories learnt of spelling would come with their transactions
    asked = [("fr", *pair) for pair in FRENCH.items()] + [("en", *pair) for pair in ENGLISH.items()]
    assert len(asked) == 40
    wrong = []
    for language, text, expected in asked:
        live = Edition.objects.live(NOON).in_language(language)
        numbers = searching.find(live, text, language=language, at=NOON).numbers
        slugs = dict(live.filter(pk__in=numbers).values_list("pk", "slug"))
        first = [slugs[number] for number in numbers][: len(expected) or 1]
        if first != expected:
            wrong.append((text, first, expected))
    assert wrong == []
