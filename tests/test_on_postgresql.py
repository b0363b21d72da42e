"""The invariants, once more on PostgreSQL, when the suite runs on SQLite and a server is found on the machine."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests import postgresql
from tests.conftest import missing, on_postgresql


@pytest.mark.skipif(on_postgresql(), reason="the whole suite runs on PostgreSQL already")
def test_the_invariants_hold_on_postgresql_too():
    programs = postgresql.find_server()
    if not programs:
        missing("A server of PostgreSQL 13 or newer", "install Debian's package postgresql")
    with postgresql.server(programs) as address:
        command = [sys.executable, "-m", "pytest", "-q", "-m", "invariant", "-p", "no:cacheprovider", "-p", "no:xdist"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        environment["DATABASE_URL"] = address
        run = subprocess.run(
            command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
        )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
