"""A time is entered as the clock on the newsroom's wall shows it: one that is skipped, one that comes twice."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from articles.moments import REPEATED, SKIPPED, MomentField, instant


class Form(forms.Form):
    when = MomentField(required=False)


def entered(text, turn=None):
    form = Form(QueryDict(f"when={text}" + (f"&when_turn={turn}" if turn is not None else "")))
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2026-02-07T18:00", "2026-02-07T17:00:00+00:00"),
        ("2026-07-07T18:00:15", "2026-07-07T16:00:15+00:00"),
        ("2026-03-29T01:59:59", "2026-03-29T00:59:59+00:00"),
        ("2026-03-29T03:00", "2026-03-29T01:00:00+00:00"),
        ("2026-10-25T01:59", "2026-10-24T23:59:00+00:00"),
        ("2026-10-25T03:00", "2026-10-25T02:00:00+00:00"),
        ("2026-02-07T18:00Z", "2026-02-07T18:00:00+00:00"),
    ],
)
def test_it_becomes_an_instant(local, utc):
    assert entered(local).cleaned_data["when"].isoformat() == utc


@pytest.mark.parametrize("local", ["2026-03-29T02:00", "2026-03-29T02:30", "2026-03-29T02:59:59"])
@pytest.mark.parametrize("turn", [None, "0", "1"])
def test_the_hour_that_is_skipped_is_refused_whatever_is_answered(local, turn):
    (error,) = entered(local, turn).errors.as_data()["when"]
    assert error.code == SKIPPED
    assert local[11:16] in str(error.messages[0])


@pytest.mark.parametrize("turn", [None, "", "2", "x", "%00"])
def test_the_hour_that_comes_twice_is_asked_about(turn):
    form = entered("2026-10-25T02:30", turn)
    assert [error.code for error in form.errors.as_data()["when"]] == [REPEATED]
    with override("en"):
        page = str(form["when"])
    assert 'value="2026-10-25T02:30"' in page
    assert "02:30 for the first time (summer time, UTC+2)" in page
    assert "02:30 for the second time (winter time, UTC+1)" in page


@pytest.mark.parametrize(("turn", "utc"), [("0", "2026-10-25T00:30:00+00:00"), ("1", "2026-10-25T01:30:00+00:00")])
def test_the_answer_says_which(turn, utc):
    form = entered("2026-10-25T02:30", turn)
    assert form.cleaned_data["when"].isoformat() == utc
    assert f'value="{turn}" checked' in str(form["when"])


def test_a_kept_instant_that_comes_twice_is_shown_with_its_answer():
    for hour, turn in ((0, "0"), (1, "1")):
        kept = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        page = str(Form(initial={"when": kept})["when"])
        assert f'value="{turn}" checked' in page
        assert page.count(" checked") == 1


@pytest.mark.parametrize(
    "local", ["2026-02-07T18:00", "2026-03-29T02:30", "", "x", "9999-12-31T23:59", "2026-13-01T00:00"]
)
def test_nobody_is_asked_about_any_other(local):
    assert "moment-turns" not in str(entered(local)["when"])


@pytest.mark.parametrize(
    "text", ["x", "2026-02-30T18:00", "2026-02-07T25:00", "%00", "0000-01-01T00:00", "18:00", "9" * 5000, "٣"]
)
def test_what_is_no_time_is_refused_and_shown_again(text):
    form = entered(text)
    assert form.errors["when"]
    assert str(form["when"].value()) == QueryDict(f"t={text}")["t"]


@pytest.mark.parametrize("local", ["1899-12-31T23:59", "9001-01-01T00:00", "0001-01-01T00:00", "9999-12-31T23:59:59"])
def test_the_ends_of_the_calendar_are_refused(local):
    assert [error.code for error in entered(local).errors.as_data()["when"]] == ["year"]


def instants(local):
    """Those that it may be, whatever is answered; none where it is refused for good."""
    for turn in ("0", "1"):
        with suppress(ValidationError):
            yield instant(local, turn)


@given(local=st.datetimes(datetime(1980, 1, 1), datetime(2037, 1, 1)))
def test_every_instant_shows_the_time_that_was_typed(local):
    shown = {timezone.localtime(at).replace(tzinfo=None, fold=0) for at in instants(local)}
    assert shown <= {local}
    assert shown or local.month == 3  # of all refusals, only that of the skipped hour stands whatever is answered
