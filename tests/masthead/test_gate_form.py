"""The masthead's form says what the publish gate makes of each rule, and can't say anything else."""

import pytest

from desk.roles import CHIEF_EDITOR
from masthead.gate import USUAL, Level, Rule, levels
from masthead.models import Masthead
from tests import make

pytestmark = pytest.mark.django_db

FORM = "/admin/masthead/masthead/1/change/"


@pytest.fixture
def chief(client):
    client.force_login(make.user(CHIEF_EDITOR))
    make.masthead()
    return client


def values(**gate):
    chosen = {rule: USUAL[rule] for rule in Rule.values} | gate
    data = {f"gate_{rule}": level for rule, level in chosen.items()}
    data |= {"name": "L’Estran", "language": "fr", "age_warning_days": 365}
    return data | {"press_quotes-TOTAL_FORMS": 0, "press_quotes-INITIAL_FORMS": 0}


def test_only_what_differs_is_kept(chief):
    assert chief.post(FORM, values(standfirst="block", advertiser="off")).status_code == 302
    assert Masthead.objects.get().gate == {"standfirst": "block", "advertiser": "off"}
    assert chief.post(FORM, values()).status_code == 302
    assert Masthead.objects.get().gate == {}


def test_it_shows_what_is_kept(chief):
    Masthead.objects.update(gate={"byline": "block", "nonsense": "block", "credit": "nonsense"})
    form = chief.get(FORM).context["adminform"].form
    shown = dict(zip(Rule.values, form["gate"].field.widget.decompress(form["gate"].value()), strict=True))
    assert shown == levels({"byline": "block"})
    assert chief.get(FORM).content.decode().count('type="radio" name="gate_') == len(Rule) * len(Level)


@pytest.mark.parametrize("level", ["", "x", "BLOCK", "\x00"])
def test_bad_values_are_refused_and_change_nothing(chief, level):
    Masthead.objects.update(gate={"byline": "block"})
    response = chief.post(FORM, values(byline=level))
    assert "gate" in response.context["adminform"].form.errors
    assert Masthead.objects.get().gate == {"byline": "block"}
