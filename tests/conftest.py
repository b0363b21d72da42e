"""What every test starts from: files that vanish, cheap passwords, and what to do where a program is missing."""

import os

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache

hypothesis.settings.register_profile(  # a machine that is busy with something else fails no test
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")
CI = os.environ.get("CI", "").lower() in {"1", "true"}


def missing(what, how):
    """Skip a test for want of a program, or fail it where nothing may be missing."""
    sentence = f"{what} was not found; {how}"
    if CI:
        pytest.fail(sentence)
    pytest.skip(sentence)


def pytest_configure():
    """Before any module is read, for some make the application: WhiteNoise warns of a missing folder."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _throwaway(settings, tmp_path):
    from articles.searching import spelling

    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "originals": {"BACKEND": "images.storages.PrivateDisk", "OPTIONS": {"location": tmp_path / "originals"}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}  # what is ordered isn't done
    LocMemCache("", {}).clear()  # the one that the default settings name: each test begins with nothing known
    caches["process"].clear()
    spelling.KNOWN.clear()  # of a transaction that was rolled back


@pytest.fixture(autouse=True)
def _no_words_left(request, django_db_blocker):
    """After a test whose transactions were real the tables of models are emptied; the search's belong to no model."""
    marker = request.node.get_closest_marker("django_db")
    by_marker = marker and marker.kwargs.get("transaction")
    real = by_marker or {"transactional_db", "live_server"} & set(request.fixturenames)
    yield
    if real:
        from tests import words

        with django_db_blocker.unblock():
            words.forget()


@pytest.fixture
def at_noon(time_machine):
    """Move the clock of the whole process to `make.NOON`, for tests that go through a request."""
    from tests import make

    time_machine.move_to(make.NOON, tick=False)
    return make.NOON


def on_postgresql():
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
