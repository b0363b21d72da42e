"""Builders: the shortest way to a story in the state that a test is about."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from random import Random

from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from articles import publishing
from articles.models import Article, Byline, Edition, Section, Tag
from authors.models import Author
from desk import roles
from frontpage.models import Front, Layout, Slot
from images.models import Image
from masthead.models import Masthead, Page
from readership.counting import count_view, gather
from readership.models import Message

NOON = datetime(2026, 2, 7, 11, 0, tzinfo=UTC)  # 12:00 in Paris
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

_numbers = count(1)


def user(role=None, **values):
    """A member of the newsroom with that role's rights; None: an administrator."""
    if role:
        roles.install(apps)
    number = next(_numbers)
    made = User.objects.create(
        **({"username": f"user{number}", "is_staff": True, "is_superuser": role is None} | values)
    )
    if role:
        made.groups.add(Group.objects.get(name=role))
    return made


def writer():
    """A journalist who may edit every story, for tests that are not about whose story it is."""
    made = user(roles.JOURNALIST)
    made.user_permissions.add(permission("edit_any_article"))
    return made


def permission(codename):
    return Permission.objects.get(codename=codename)


def section(language="fr", **values):
    number = next(_numbers)
    return Section.objects.create(
        **({"language": language, "name": f"Rubrique {number}", "slug": f"rubrique-{number}"} | values)
    )


def author(**values):
    number = next(_numbers)
    return Author.objects.create(**({"display_name": f"Auteur {number}", "slug": f"auteur-{number}"} | values))


def image(**values):
    """A library picture that needs no file on the disk, as it is just after its upload."""
    number = next(_numbers)
    defaults = {
        "original": f"secret-{number}-/picture.jpg",
        "master": f"secret-{number}-/master.jpg",
        "folder": f"pictures/unguessable-{number}-",
        "width": 1600,
        "height": 1000,
        "renditions": {"free": {"mark": "", "webp": [320, 960]}},
    }
    return Image.objects.create(**defaults | {"alt_text": "Un quai", "credit": "Agence"} | values)


def masthead(**values):
    return Masthead.objects.create(**{"name": "L’Estran", "age_warning_days": 365} | values)


def article(*, bylines=None, tags=(), at=NOON - DAY, **values):
    """A working copy that is complete enough to be published."""
    language = values.get("language", "fr")
    if "section" not in values:
        values["section"] = Section.objects.filter(language=language).first() or section(language)
    made = Article.objects.create(
        **{"headline": f"Titre {next(_numbers)}", "standfirst": "Un chapô.", "body": "<p>Un texte.</p>"} | values
    )
    for position, name in enumerate([author()] if bylines is None else bylines):
        Byline.objects.create(article=made, author=name, position=position)
    made.tags.set(tags)
    made.note_change(at)
    return made


def change(article, at=NOON, **values):
    """Change the working copy, as a journalist does."""
    article.refresh_from_db()
    for name, value in values.items():
        setattr(article, name, value)
    article.save()
    article.note_change(at)
    return article


def published(*, at=NOON, by=None, **values):
    """A story that is live from `at`."""
    made = article(at=at - HOUR, **values)
    publishing.publish(made, at=at, by=by)
    made.refresh_from_db()
    return made


def live(article, at):
    """The edition that readers see at `at`, or None."""
    return Edition.objects.live(at).filter(article=article).first()


def tag(name, **values):
    return Tag.objects.create(name=name, **values)


def photo(size=(1800, 1200), seed=1):
    """A Pillow picture with large shapes, that looks like no other seed's."""
    chance = Random(seed)  # noqa: S311  nothing secret
    tiny = Pillow.frombytes("RGB", (9, 6), chance.randbytes(162))
    return tiny.resize(size, Pillow.Resampling.BICUBIC)


def upload(picture=None, kind="JPEG", name="photo.jpg", **options):
    """A file as a form or a drop hands it over; `picture` is a Pillow one, or bytes."""
    if not isinstance(picture, bytes):
        buffer = BytesIO()
        (picture or photo()).save(buffer, kind, **options)
        picture = buffer.getvalue()
    return SimpleUploadedFile(name, picture)


def message(at=NOON, **values):
    """What a reader wrote to the newsroom."""
    number = next(_numbers)
    defaults = {"name": "Une lectrice", "email": "lectrice@example.org", "text": "Bonjour.", "language": "fr"}
    return Message.objects.create(**defaults | {"subject": f"Message {number}", "received_at": at} | values)


def layout(*slots, live_from=NOON, language="fr", section=None, by=None, **values):
    """A layout of a front; each slot a dictionary, or a story, which then leads."""
    front, _made = Front.objects.get_or_create(language=language, section=section)
    made = Layout.objects.create(
        **{"front": front, "live_from": live_from, "made_at": live_from or NOON, "made_by": by} | values
    )
    for position, slot in enumerate(slots):
        said = slot if isinstance(slot, dict) else {"article": slot}
        Slot.objects.create(layout=made, position=position, **{"style": "lead"} | said)
    return made


def page(**values):
    """A page of the masthead, such as its charter."""
    return Page.objects.create(**{"title": "Charte", "slug": "charte", "language": "fr", "body": "<p>a</p>"} | values)


def every_node(picture):
    """A text that holds each kind of node."""
    figure = f'<figure data-image-id="{picture.pk}"><figcaption>Un quai</figcaption></figure>'
    return f"""<h2>Titre</h2><p>Un <strong>texte</strong> et <a href="https://x.example/">un lien</a>.</p><h3>Sous</h3>
    <aside data-node="key-points"><ul><li><p>Un point</p></li></ul></aside><ol start="3"><li><p>Trois</p></li></ol>
    <blockquote><p>Cité.</p><footer><cite>Lui</cite></footer></blockquote><hr>
    <blockquote data-node="pull-quote"><p>Exergue.</p><footer><cite>Elle</cite></footer></blockquote>
    <aside data-node="fact-box"><h3>Encadré</h3><p>Un fait.</p></aside><aside data-node="note"><p>Note.</p></aside>
    <dl data-node="timeline"><div><dt>1998</dt><dd><p>Le pont.</p></dd></div></dl>{figure}
    <figure data-node="gallery">{figure}{figure}</figure>
    <figure data-node="embed" data-url="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></figure>
    <table><tbody><tr><th>An</th><th>Prix</th></tr><tr><td>2025</td><td>12</td></tr></tbody></table>"""


def read(article, times=1, at=NOON):
    """So many views of a story, which are in its totals already."""
    for _ in range(times):
        count_view(article.pk, at)
    gather(at + SECOND)
    return article
