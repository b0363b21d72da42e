"""Who may change a picture may restrict its use; to lift what restricts it is for editors."""

import pytest

from desk.roles import EDITOR, JOURNALIST
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client):
    def sign_in(role):
        client.force_login(make.user(role))

    return sign_in


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("blocked", True, ""), ("once_only", True, ""), ("not_for_partners", True, ""), ("not_after", make.NOON, "")],
)
def test_only_editors_lift_what_restricts_a_picture(client, sign_in, name, before, after):
    image = make.image(**{name: before})
    values = {"focal_x": "0.5", "focal_y": "0.5", "alt_text": "Un quai", f"initial-{name}": ""}
    sign_in(JOURNALIST)
    response = client.post(f"/admin/images/image/{image.pk}/change/", values | {name: after, f"initial-{name}": "on"})
    image.refresh_from_db()
    assert getattr(image, name) == before, response.status_code
    sign_in(EDITOR)
    initial = {f"initial-{name}": "2026-02-07T12:00" if name == "not_after" else "on"}
    client.post(f"/admin/images/image/{image.pk}/change/", values | {name: after} | initial)
    image.refresh_from_db()
    assert not getattr(image, name)


def test_a_journalist_restricts_a_picture(client, sign_in):
    image = make.image()
    sign_in(JOURNALIST)
    values = {"focal_x": "0.5", "focal_y": "0.5", "alt_text": "Un quai", "blocked": "on"}
    assert client.post(f"/admin/images/image/{image.pk}/change/", values).status_code == 302
    image.refresh_from_db()
    assert image.blocked


def test_an_earlier_end_is_a_restriction_and_a_later_one_is_not(client, sign_in):
    image = make.image(not_after=make.NOON)
    sign_in(JOURNALIST)
    values = {"focal_x": "0.5", "focal_y": "0.5", "alt_text": "Un quai", "initial-not_after": "2026-02-07T12:00"}
    address = f"/admin/images/image/{image.pk}/change/"
    assert client.post(address, values | {"not_after": "2026-02-08T12:00"}).status_code == 200
    assert client.post(address, values | {"not_after": "2026-02-06T12:00"}).status_code == 302
    image.refresh_from_db()
    assert image.not_after == make.NOON - make.DAY


def test_the_words_alone_lift_nothing(client, sign_in):
    image = make.image(blocked=True)
    sign_in(JOURNALIST)
    words = {"alt_text": "Un pont", "credit": "Moi", "blocked": "", "not_for_partners": ""}
    assert client.post(f"/admin/images/image/{image.pk}/words/", words).status_code == 200
    image.refresh_from_db()
    assert (image.alt_text, image.blocked) == ("Un pont", True)


@pytest.mark.parametrize(("role", "told"), [(JOURNALIST, True), (EDITOR, False)])
def test_the_form_says_so_to_those_who_may_not(client, sign_in, role, told):
    sign_in(role)
    client.cookies["django_language"] = "en"
    page = client.get(f"/admin/images/image/{make.image().pk}/change/").content.decode()
    assert ("only editors lift" in page) == told
