"""Pages such as "about": edited by chief editors, cleaned, linked in the footer of every page."""

import pytest
from django.urls import reverse

from desk.roles import CHIEF_EDITOR, EDITOR
from masthead.models import Masthead, Page
from masthead.pages import put_in_footer
from tests import make

pytestmark = pytest.mark.django_db


def form(**values):
    said = {"title": "À propos", "language": "fr", "slug": "a-propos", "summary": "", "position": "0"}
    return said | {"in_footer": "on", "body": "<h2>Qui</h2><p>Nous <script>x</script>tous.</p>"} | values


def test_a_chief_editor_makes_one_and_readers_find_it(client, django_assert_max_num_queries):
    make.masthead()
    client.force_login(make.user(CHIEF_EDITOR))
    assert client.get(reverse("admin:masthead_page_add")).status_code == 200
    assert client.post(reverse("admin:masthead_page_add"), form()).status_code == 302
    client.logout()
    assert 'href="/pages/a-propos/">À propos</a>' in client.get("/").content.decode()
    assert "/pages/a-propos/" not in client.get("/en/").content.decode()
    with django_assert_max_num_queries(4):
        page = client.get("/pages/a-propos/").content.decode()
    assert "<h2>Qui</h2><p>Nous tous.</p>" in page
    assert client.get("/en/pages/a-propos/").status_code == 404


def test_what_is_deleted_leaves_the_footer(client):
    make.masthead()
    page = Page.objects.create(title="Charte", language="fr", slug="charte", body="<p>x</p>")
    put_in_footer()
    assert Masthead.objects.current().footer["fr"] == [{"title": "Charte", "address": "/pages/charte/"}]
    client.force_login(make.user(CHIEF_EDITOR))
    client.post(reverse("admin:masthead_page_delete", args=[page.pk]), {"post": "yes"})
    assert Masthead.objects.current().footer == {}


def test_two_pages_of_a_language_have_two_addresses_and_others_may_not(client):
    Page.objects.create(title="Charte", language="fr", slug="a-propos")
    client.force_login(make.user(CHIEF_EDITOR))
    assert client.post(reverse("admin:masthead_page_add"), form()).status_code == 200
    client.force_login(make.user(EDITOR))
    assert client.post(reverse("admin:masthead_page_add"), form(slug="autre")).status_code == 403
    assert Page.objects.count() == 1


def test_a_page_and_its_translation_lead_to_each_other(client):
    french = Page.objects.create(title="Charte", language="fr", slug="charte")
    english = Page.objects.create(title="Ethics", language="en", slug="ethics", translation_of=french)
    for here, there in ((french, english), (english, french)):
        page = client.get(here.get_absolute_url()).content.decode()
        for address, language in ((here, here.language), (there, there.language)):
            assert f'hreflang="{language}" href="http://127.0.0.1:8000{address.get_absolute_url()}"' in page
    client.force_login(make.user(CHIEF_EDITOR))
    refused = client.post(reverse("admin:masthead_page_add"), form(translation_of=french.pk))
    assert list(refused.context["adminform"].form.errors) == ["translation_of"]
