"""Every address of the project against every role and against nobody: one without a rule here fails."""

import inspect
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from articles import history
from articles.models import Article
from articles.refusals import NotAllowed, Refusal
from desk import sharing
from desk.models import Remark, SharedLink
from desk.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, JOURNALIST, RANKS
from masthead.models import Masthead, Page
from tests import make
from tests.make import HOUR, NOON

pytestmark = pytest.mark.django_db

NOBODY, OWN = "nobody", "a journalist, with an own story"
PERSONS = [NOBODY, JOURNALIST, OWN, EDITOR, CHIEF_EDITOR, ADMINISTRATOR]
ALL, STAFF, OWNERS, EDITORS, CHIEFS, ADMINISTRATORS = (frozenset(PERSONS[start:]) for start in range(6))
NONE = frozenset()

# Who may open each address, by its name. A new address needs its line.
STORIES = "admin:articles_article_"
MAY_OPEN = {
    "frontpage:home": ALL,
    "articles:search": ALL,
    "articles:section": ALL,
    "articles:archives": ALL,
    "articles:corrections": ALL,
    "authors:authors": ALL,
    "articles:archive_month": ALL,
    "articles:archive_day": ALL,
    "articles:feed": ALL,
    "articles:section_feed": ALL,
    "articles:tag_feed": ALL,
    "articles:author_feed": ALL,
    "articles:story": ALL,
    "articles:updates": ALL,
    "articles:versions": ALL,
    "articles:tag": ALL,
    "authors:author": ALL,
    "found:robots": ALL,
    "found:ads": ALL,
    "found:security": ALL,
    "found:indexnow_key": ALL,
    "found:share_image": ALL,
    "found:sitemap": ALL,
    "found:sitemap_pages": ALL,
    "found:sitemap_news": ALL,
    "found:sitemap_stories": ALL,
    "found:sitemap_tags": ALL,
    "readership:count": ALL,
    "reads:most_read": ALL,
    "masthead:page": ALL,
    "contact:write": ALL,
    "contact:sent": ALL,
    "preview": ALL,  # whoever holds a link that was signed
    "set_language": ALL,
    "javascript-catalog": ALL,
    "admin:login": ALL,
    "admin:logout": ALL,
    "admin:index": STAFF,
    "admin:app_list": STAFF,
    "admin:autocomplete": STAFF,
    "admin:jsi18n": STAFF,
    "admin:password_change": STAFF,
    "admin:password_change_done": STAFF,
    "admin:view_on_site": STAFF,
    "admin:-": STAFF,  # what leads nowhere, or on to what has a rule
    "fronts:index": EDITORS,
    "fronts:arrange": EDITORS,
    "fronts:preview": EDITORS,
    "fronts:candidates": EDITORS,
    "fronts:fillers": EDITORS,
    "fronts:history": EDITORS,
    "desk:design": STAFF,
    "desk:preview": STAFF,
    "desk:preview_new": STAFF,
    "desk:versions": STAFF,
    "desk:compare": STAFF,
    "desk:restore_version": OWNERS,
    "desk:restore_edition": OWNERS,
    "desk:conflict": OWNERS,
    "desk:dismiss": OWNERS,
    "desk:people": STAFF,
    "desk:remarks": STAFF,
    "desk:resolve": OWNERS,  # or whoever wrote the remark
    "desk:share": OWNERS,
    "desk:revoke": OWNERS,
    "desk:keep": STAFF,  # each by POST; of whose stories is in tests/desk/test_autosave.py and test_presence.py
    "desk:discard": STAFF,
    "desk:presence": STAFF,
    "desk:present": STAFF,
    "desk:calendar": STAFF,
    "desk:move": STAFF,  # each verb asks for its right
    "desk:rights": EDITORS,
    "desk:submit": OWNERS,
    "desk:send_back": EDITORS,
    "desk:approve": EDITORS,
    "desk:spike": EDITORS,
    "desk:unspike": EDITORS,
    "desk:update_scheduled": EDITORS,
    "desk:set_embargo": EDITORS,
    "desk:say": EDITORS,  # of the verb that is asked for here, "publish"
    "desk:say_time": STAFF,
    "desk:bulk": STAFF,  # each verb asks for its right
    "desk:log": STAFF,
    "desk:carried": OWNERS,
    "desk:publish": EDITORS,
    "desk:schedule": EDITORS,
    "desk:reschedule": EDITORS,
    "desk:cancel": EDITORS,
    "desk:correct": EDITORS,
    "desk:withdraw": EDITORS,
    "desk:restore": EDITORS,
    "desk:kill": CHIEFS,
    f"{STORIES}picker": STAFF,
    f"{STORIES}embed": STAFF,
    f"{STORIES}changelist": STAFF,
    f"{STORIES}columns": STAFF,  # of their own list, as its named views
    f"{STORIES}views": STAFF,
    f"{STORIES}add": STAFF,
    f"{STORIES}history": STAFF,
    f"{STORIES}change": OWNERS,  # those of others are previewed
    f"{STORIES}delete": NONE,  # it was published
    "admin:articles_tag_picker": STAFF,
    "admin:articles_tag_changelist": STAFF,
    "admin:articles_tag_history": STAFF,
    "admin:articles_tag_change": STAFF,  # to look at; see POST_ONLY
    "admin:articles_tag_add": STAFF,
    "admin:articles_tag_merge": CHIEFS,
    "admin:articles_tag_delete": CHIEFS,
    "admin:articles_section_changelist": STAFF,
    "admin:articles_section_history": STAFF,
    "admin:articles_section_change": STAFF,
    "admin:articles_section_add": CHIEFS,
    "admin:articles_section_delete": ADMINISTRATORS,
    "admin:authors_author_picker": STAFF,
    "admin:authors_author_changelist": STAFF,
    "admin:authors_author_history": STAFF,
    "admin:authors_author_change": STAFF,
    "admin:authors_author_add": EDITORS,
    "admin:authors_author_new": EDITORS,
    "admin:authors_author_delete": ADMINISTRATORS,
    "admin:images_image_picker": STAFF,
    "admin:images_image_changelist": STAFF,
    "admin:images_image_history": STAFF,
    "admin:images_image_change": STAFF,
    "admin:images_image_add": STAFF,
    "admin:images_image_upload": STAFF,
    "admin:images_image_words": STAFF,
    "admin:images_image_original": STAFF,
    "admin:images_image_delete": CHIEFS,
    "admin:masthead_masthead_changelist": CHIEFS,  # leads on to the one masthead
    "admin:masthead_masthead_change": CHIEFS,
    "admin:masthead_masthead_history": CHIEFS,
    "admin:masthead_masthead_add": NONE,
    "admin:masthead_masthead_delete": NONE,
    "admin:masthead_page_changelist": CHIEFS,
    "admin:masthead_page_add": CHIEFS,
    "admin:masthead_page_change": CHIEFS,
    "admin:masthead_page_history": CHIEFS,
    "admin:masthead_page_delete": CHIEFS,
    "admin:readership_message_changelist": STAFF,  # of journalists, what was written to them
    "admin:readership_message_change": EDITORS,  # to look at; here one to the newsroom
    "admin:readership_message_history": EDITORS,
    "admin:readership_message_handle": EDITORS,
    "admin:readership_message_add": NONE,
    "admin:readership_message_delete": CHIEFS,
    "admin:auth_user_changelist": CHIEFS,
    "admin:auth_user_add": CHIEFS,
    "admin:auth_user_change": CHIEFS,
    "admin:auth_user_history": CHIEFS,
    "admin:auth_user_password_change": CHIEFS,
    "admin:auth_user_delete": ADMINISTRATORS,
}
# Where looking is for more people than changing.
MAY_SEND = {
    "admin:articles_tag_change": EDITORS,
    "admin:articles_section_change": CHIEFS,
    "admin:authors_author_change": EDITORS,
    "admin:readership_message_change": NONE,
}
# What answers "not found" or "no" even to those who may: no story has that token, no picture here has a file …
LEADS_NOWHERE = {
    "admin:-",
    "admin:view_on_site",
    "admin:autocomplete",
    "admin:images_image_original",
    "preview",
    "desk:carried",
    "desk:move",
}
# Of what is not for them, nothing tells people that it is there.
TOLD_TO_NOBODY = "admin:readership_message_"


def addresses(resolver=None, space=""):
    """(name, pattern) of every address; those without a name are "-"."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield space + (pattern.name or "-"), pattern
        else:
            yield from addresses(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))


@pytest.fixture(autouse=True)
def _quickly(settings, monkeypatch):
    """A template is read once, not for each of a thousand requests."""
    monkeypatch.setattr("newsroom.middleware.timezone.now", lambda: NOON + HOUR)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def world(person):
    """One of everything, and the numbers and words that lead to it, by the name of the model."""
    user = None if person == NOBODY else make.user(JOURNALIST if person == OWN else person)
    make.masthead(indexnow_key="some-key-or-other", contact_email="redaction@example.org")
    story = make.published(lead_image=make.image(), tags=["Port"], created_by=user if person == OWN else None)
    other = make.user(JOURNALIST)
    author = story.bylines.get().author
    client = Client()
    if user:
        client.force_login(user)
    return {
        "user": user,
        "cookies": client.cookies.output(header=""),
        "article": story,
        "numbers": {
            "articles_article": story.pk,
            "articles_tag": story.tags.get().pk,
            "articles_section": story.section_id,
            "authors_author": author.pk,
            "images_image": story.lead_image_id,
            "masthead_page": Page.objects.create(title="Charte", language="fr", slug="charte").pk,
            "masthead_masthead": Masthead.objects.get().pk,
            "auth_user": other.pk,
            "readership_message": make.message(article=story).pk,
        },
        "words": {
            "article_id": story.pk,
            "image_id": story.lead_image_id,
            "content_type_id": ContentType.objects.get_for_model(Article).pk,
            "section": story.section.slug,
            "front": "fr",
            "kind": "rss.xml",
            "key": "some-key-or-other",
            "part": 0,
            "digest": story.editions.get().digest[:12],
            "year": f"{NOON:%Y}",
            "month": f"{NOON:%m}",
            "day": f"{NOON:%d}",
            "app_label": "articles",
            "verb": "publish",
            "url": "nowhere",
            "token": f"{'0' * 32}.{'0' * 43}",
            "link_id": _shared_link(story, user),
            "remark_id": Remark.objects.create(article=story, by=other, at=NOON, text="À voir").pk,
            "number": _late_save(story, user),
            "edition_id": story.editions.get().pk,
        },
    }


def _shared_link(story, user):
    """One's own link to the story, for the address that revokes it."""
    return SharedLink.objects.create(article=story, made_by=user, made_at=NOON, expires_at=NOON + 2 * HOUR).pk


def _late_save(story, user):
    """One's own, which waits to be brought into the story."""
    values = story.values() | {"headline": "Trop tard"}
    return history.set_aside(story, values, seen=1, at=NOON, by=user).number


def _arguments(name, pattern, world):
    model = "_".join(name.rpartition(":")[2].split("_")[:2])
    number = world["numbers"].get(model, world["article"].pk)
    slugs = {"articles:tag": world["article"].tags.get().slug, "articles:section": world["article"].section.slug}
    slugs |= {"masthead:page": "charte"}
    slugs |= {"authors:author": world["article"].bylines.get().author.slug, "articles:story": world["article"].slug}
    slugs |= {"articles:versions": world["article"].slug}
    slugs |= {f"{name}_feed": slug for name, slug in slugs.items()} | {"articles:author_feed": slugs["authors:author"]}
    names = pattern.pattern.regex.groupindex
    return {key: world["words"].get(key, slugs.get(name, "x") if key == "slug" else number) for key in names}


def _address(name, pattern, world):
    """Without a name or with converters that admin repeats for each model, the pattern itself is filled in."""
    if name.endswith(":-"):
        return "/admin/nowhere-at-all"
    return reverse(name, kwargs=_arguments(name, pattern, world))


def _verdict(response):
    """What somebody else's story is read in, instead of its form, is a refusal too."""
    there = response.headers.get("Location", "")
    if response.status_code == 403 or there.startswith("/admin/login/") or there.endswith("/preview/"):
        return "refused"
    return {404: "not found", 405: "not this way"}.get(response.status_code, "open")


def _asked(world, method, address):
    """The answer to one request, and nothing of it stays."""
    client = Client(raise_request_exception=True)
    client.cookies.load(world["cookies"])
    with transaction.atomic():
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    return response


def test_every_address_has_a_rule():
    named = {name for name, _pattern in addresses()}
    assert sorted(named - MAY_OPEN.keys()) == []
    assert sorted(MAY_OPEN.keys() - named) == []


@pytest.mark.parametrize("person", PERSONS)
def test_whoever_may_opens_it_and_nobody_else(world, person):
    wrong = []
    for name, pattern in dict(addresses()).items():
        address = _address(name, pattern, world)
        found = {method: _asked(world, method, address) for method in ("get", "post")}
        if all(response.status_code == 405 for response in found.values()):
            wrong.append((name, "answers neither GET nor POST"))
        for method, may in (("get", MAY_OPEN[name]), ("post", MAY_SEND.get(name, MAY_OPEN[name]))):
            if not _as_said(found[method], name, person in may):
                wrong.append((method, name, found[method].status_code))
    assert wrong == [], person


def _as_said(response, name, may):
    """What exists is open or refused. An address for one method says so to the other, whoever asks."""
    if response.status_code >= 500:
        return False
    usual = {"open", "not this way"} | ({"not found", "refused"} if name in LEADS_NOWHERE else set())
    refused = {"refused", "not this way"} | ({"not found"} if name.startswith(TOLD_TO_NOBODY) else set())
    return _verdict(response) in (usual if may else refused)


def test_whoever_has_the_token_opens_a_shared_preview(client):
    _link, token = sharing.share(make.article(), at=NOON, by=None, until=NOON + 2 * HOUR)
    assert client.get(reverse("preview", args=[token])).status_code == 200


# The verbs, which ask for the same rights whoever calls them.

MAY_DECIDE = {
    "plan": OWNERS,
    "submit": OWNERS,
    "send_back": EDITORS,
    "approve": EDITORS,
    "spike": EDITORS,
    "unspike": EDITORS,
    "publish": EDITORS,
    "schedule": EDITORS,
    "update_scheduled": EDITORS,
    "reschedule": EDITORS,
    "cancel": EDITORS,
    "set_embargo": EDITORS,
    "correct": EDITORS,
    "withdraw": EDITORS,
    "kill": CHIEFS,
    "restore": EDITORS,
    "share": OWNERS,
    "revoke": OWNERS,
}
SAID = {"when": NOON + 2 * HOUR, "until": NOON + 2 * HOUR, "reason": "Une raison", "remark": "À revoir", "changes": {}}
SAID |= {"link": SharedLink(expires_at=NOON)}
MODULES = [
    import_module(found.name)
    for app in ("articles", "desk")
    for found in walk_packages([str(settings.BASE_DIR / app)], f"{app}.")
    if "migrations" not in found.name
]
VERBS = {
    name: function
    for module in MODULES
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if hasattr(function, "permission") and function.__module__ == module.__name__
}


def test_every_verb_has_a_rule():
    """Every function of the project that `articles.log.verb` made, wherever it is."""
    assert sorted(VERBS.keys() - MAY_DECIDE.keys()) == []
    assert sorted(MAY_DECIDE.keys() - VERBS.keys()) == []


@pytest.mark.parametrize("person", [person for person in PERSONS if person != NOBODY])
@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_for_those_who_may(world, person, name):
    asked = inspect.signature(VERBS[name]).parameters
    said = {key: value for key, value in SAID.items() if key in asked and asked[key].default is asked[key].empty}
    try:
        VERBS[name](world["article"], at=NOON + HOUR, by=world["user"], **said)
        allowed = True
    except NotAllowed:
        allowed = False
    except Refusal:
        allowed = True  # refused for what the story is, not for who asks
    assert allowed == (person in MAY_DECIDE[name])


def test_ranks_name_every_role_once():
    assert set(RANKS) == {JOURNALIST, EDITOR, CHIEF_EDITOR, ADMINISTRATOR}
    assert settings.AUTHENTICATION_BACKENDS == ["desk.permissions.DeskBackend"]
