"""Times as readers read them: in the site's zone, the language's words and its typography."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from articles.times import long_moment, machine_time, short_day, short_moment, zone_name

NIGHT = datetime(2026, 2, 7, 2, 37, tzinfo=UTC)
SUMMER_FIRST = datetime(2026, 7, 31, 22, 5, tzinfo=UTC)  # the 1st of August in Paris


@pytest.mark.parametrize(
    ("say", "at", "french", "english"),
    [
        (short_moment, NIGHT, "7 fév. 2026 à 03:37", "7 Feb 2026, 03:37"),
        (long_moment, NIGHT, "7 février 2026 à 03:37", "7 February 2026 at 03:37"),
        (short_day, NIGHT, "7 fév. 2026", "7 Feb 2026"),
        (long_moment, SUMMER_FIRST, "1er août 2026 à 00:05", "1 August 2026 at 00:05"),
        (short_day, datetime(2026, 5, 11, 12, tzinfo=UTC), "11 mai 2026", "11 May 2026"),
    ],
)
def test_in_both_languages(say, at, french, english):
    with override("fr"):
        assert say(at) == french
    with override("en"):
        assert say(at) == english


def test_machines_get_the_offset():
    assert machine_time(NIGHT) == "2026-02-07T03:37:00+01:00"
    assert machine_time(SUMMER_FIRST) == "2026-08-01T00:05:00+02:00"


def test_the_zone_has_the_name_of_its_city(settings):
    with override("fr"):
        assert zone_name() == "heure de Paris"
    settings.TIME_ZONE = "America/Port_of_Spain"
    with override("en"):
        assert zone_name() == "Port of Spain time"
