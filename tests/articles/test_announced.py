"""A time that is still ahead, as the desk says it: which instant, in which zone, how far away."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from articles.times import announced, distance, exact_moment
from tests.make import DAY, HOUR, MINUTE, NOON, SECOND

NO_BREAK = "\xa0"  # French has it between a number and its unit
EVENING = datetime(2026, 2, 7, 17, 0, tzinfo=UTC)  # 18:00 in Paris, a Saturday


def plain(words):
    return words.replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "samedi 7 février à 18:00, heure de Paris, dans 3 h 12"),
        ("en", "Saturday 7 February at 18:00, Paris time, in 3 h 12 min"),
    ],
)
def test_the_whole_sentence(language, said):
    with override(language):
        assert plain(announced(EVENING, EVENING - 3 * HOUR - 12 * MINUTE)) == said


@pytest.mark.parametrize(
    ("ahead", "french", "english"),
    [
        (timedelta(0), "dans 0 seconde", "in 0 seconds"),
        (SECOND, "dans 1 seconde", "in 1 second"),
        (59 * SECOND, "dans 59 secondes", "in 59 seconds"),
        (MINUTE, "dans 1 min", "in 1 min"),
        (HOUR - SECOND, "dans 59 min", "in 59 min"),
        (HOUR, "dans 1 h", "in 1 h"),
        (HOUR + 5 * MINUTE, "dans 1 h 05", "in 1 h 05 min"),
        (DAY - SECOND, "dans 23 h 59", "in 23 h 59 min"),
        (DAY, "dans 1 jour", "in 1 day"),
        (DAY + HOUR, "dans 1 jour et 1 h", "in 1 day and 1 h"),
        (3 * DAY + 5 * HOUR, "dans 3 jours et 5 h", "in 3 days and 5 h"),
        (7 * DAY + 5 * HOUR, "dans 7 jours", "in 7 days"),
        (-HOUR, "dans 0 seconde", "in 0 seconds"),
    ],
)
def test_the_distance(ahead, french, english):
    for language, said in (("fr", french), ("en", english)):
        with override(language):
            assert plain(distance(NOON + ahead, NOON)) == said


@pytest.mark.parametrize(
    ("at", "french", "english"),
    [
        (EVENING + 15 * SECOND, "samedi 7 février à 18:00:15", "Saturday 7 February at 18:00:15"),
        (datetime(2026, 2, 28, 23, 0, tzinfo=UTC), "dimanche 1er mars à 00:00", "Sunday 1 March at 00:00"),
        (
            datetime(2026, 12, 31, 23, 0, tzinfo=UTC),
            "vendredi 1er janvier 2027 à 00:00",
            "Friday 1 January 2027 at 00:00",
        ),
    ],
    ids=["with its seconds", "the first of a month", "another year, in the newsroom's zone"],
)
def test_the_moment(at, french, english):
    for language, said in (("fr", french), ("en", english)):
        with override(language):
            assert exact_moment(at, NOON) == said


@override("fr")
def test_the_hour_that_comes_twice_says_which_of_the_two_it_is():
    summer, winter = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert "à 02:30, heure de Paris, heure d’été, UTC+2, " in announced(summer, NOON)
    assert "à 02:30, heure de Paris, heure d’hiver, UTC+1, " in announced(winter, NOON)


@override("fr")
def test_a_change_of_the_clocks_on_the_way_counts_hours_as_they_pass():
    evening, morning = datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 3, 29, 6, tzinfo=UTC)  # 21:00, 08:00
    assert plain(announced(morning, evening)) == "dimanche 29 mars à 08:00, heure de Paris, dans 10 h"


@override("en")
@given(seconds=st.integers(0, 10**8))
def test_what_is_said_of_the_distance_is_never_too_far(seconds):
    """It may leave out less than what it tells last; never does it promise more time than there is."""
    words = distance(NOON + timedelta(seconds=seconds), NOON).replace("and", "").split()[1:]
    units = {"second": 1, "seconds": 1, "min": 60, "h": 3600, "day": 86400, "days": 86400}
    told = [(int(number), units[unit]) for number, unit in zip(words[::2], words[1::2], strict=True)]
    total = sum(number * unit for number, unit in told)
    assert 0 <= seconds - total < (86400 if seconds >= 7 * 86400 else 3600 if seconds >= 86400 else 60)
