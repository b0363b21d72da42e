"""Every saved state of the working copy is kept, and any comes back."""

from articles import history
from articles.models import Byline
from tests import make
from tests.make import HOUR, NOON


def test_each_change_is_a_version_with_its_author_and_time(db):
    writer = make.user()
    article = make.article(headline="Un")
    article.headline = "Deux"
    article.save()
    article.note_change(NOON, writer)
    first, second = article.versions.all()
    assert (first.values["headline"], second.values["headline"]) == ("Un", "Deux")
    assert (second.number, second.base, second.made_by, second.made_at) == (2, 1, writer, NOON)
    assert article.version == 2


def test_saving_the_same_again_is_no_version(db):
    article = make.article()
    assert article.note_change(NOON).number == 1
    assert article.versions.count() == 1


def test_what_only_the_newsroom_sees_is_kept_too(db):
    article = make.article()
    make.change(article, embargoed_until=NOON, note_for_colleagues="Appeler le maire")
    assert article.versions.last().values["embargoed_until"] == NOON.isoformat()


def test_a_version_comes_back_with_all_that_belongs_to_it(db):
    author, tag, other = make.author(), make.tag("Port"), make.article()
    article = make.article(headline="Un", bylines=[author], tags=[tag], embargoed_until=NOON)
    article.related_picks.create(other=other)
    before = article.note_change(NOON)
    article.bylines.all().delete()
    article.related_picks.all().delete()
    article.tags.clear()
    make.change(article, headline="Deux", embargoed_until=None)
    version, lost = history.restore(before, at=NOON + HOUR, by=None)
    article.refresh_from_db()
    assert (version.origin, version.values, lost) == ("restored", before.values, [])
    assert article.values() == before.values


def test_what_has_gone_meanwhile_is_told(db):
    author, tag = make.author(), make.tag("Port")
    article = make.article(bylines=[author], tags=[tag])
    before = article.versions.get()
    make.change(article, headline="Deux")
    Byline.objects.all().delete()
    author.delete()
    tag.delete()
    _version, lost = history.restore(before, at=NOON + HOUR, by=None)
    assert sorted(lost) == ["bylines", "tags"]
    article.refresh_from_db()
    assert article.headline == before.values["headline"]


def test_a_save_that_comes_too_late_is_kept_and_changes_nothing(db):
    article = make.article(headline="Un")
    late = article.values() | {"headline": "Trop tard"}
    make.change(article, headline="Deux")
    version = history.set_aside(article, late, seen=1, at=NOON, by=None)
    article.refresh_from_db()
    assert (version.number, version.origin, version.base) == (3, "set_aside", 1)
    assert (article.headline, article.version) == ("Deux", 2)


def test_writing_over_another_version_than_the_one_seen_is_refused(db):
    article = make.article(headline="Un")
    make.change(article, headline="Deux")
    version, _lost = history.write(article, article.values(), at=NOON, by=None, origin="merged", seen=1)
    assert version is None
