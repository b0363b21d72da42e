"""What the worker does with what is ordered: at once for the desk, later for readers, and whatever happens to it."""

import logging
import os
import signal
import subprocess
import sys
import time
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from images import rendering, tasks
from images.models import MOST_TRIES, Image
from images.uploading import take_in
from newsroom import keeper
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def small(monkeypatch, django_capture_on_commit_callbacks):
    """Upload a small picture as a request would, with what is done once it is committed."""

    def upload(seed=1, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return take_in(make.upload(make.photo((400, 300), seed)), by=None, **options)

    return upload


def work():
    """As db_worker does it, which itself takes no part in a test's transaction; `TestForReal` runs the whole of it."""
    options = {"queue_names": [], "excluded_queue_names": [], "interval": 0, "batch": True, "max_tasks": None}
    options |= {"backend_name": "default", "startup_delay": False, "worker_id": "test"}
    while waits := DBTaskResult.objects.ready().first():
        waits.claim("test")
        Worker(**options).run_task(waits)


def waiting(name="make_renditions"):
    return DBTaskResult.objects.filter(task_path__endswith=name, status="READY")


def broken(image):
    """A picture whose master was damaged after it came in."""
    image.master.storage.delete(image.master.name)
    return image


class TestOrdering:
    def test_an_upload_orders_the_rest_and_the_desk_sees_it_at_once(self, small):
        image = small()
        assert image.thumbnail_url
        assert not image.ready
        assert waiting().count() == 1
        work()
        image.refresh_from_db()
        assert image.ready
        assert not Image.objects.unfinished()

    def test_what_is_rolled_back_orders_nothing(self, db):
        take_in(make.upload(make.photo((400, 300))), by=None)  # inside the test's transaction, never committed
        assert not waiting()

    def test_a_moved_focal_point_is_ordered_and_old_crops_go_an_hour_later(self, at_noon, small, time_machine):
        image = small()
        work()
        image.refresh_from_db()
        old = image.crop_url("1:1")
        Image.objects.filter(pk=image.pk).update(focal_x=0.9)
        tasks.make_renditions.enqueue(image.pk)
        work()
        image.refresh_from_db()
        assert image.crop_url("1:1") != old
        file = image.folder + "/" + old.rpartition("/")[2]
        assert rendering.default_storage.exists(file)
        assert waiting("remove_old_crops").get().run_after
        time_machine.shift(2 * make.HOUR)
        work()
        assert not rendering.default_storage.exists(file)
        assert rendering.default_storage.exists(image.folder + "/" + image.crop_url("1:1").rpartition("/")[2])


class TestTrouble:
    def test_a_broken_picture_is_logged_tried_again_later_and_given_up_in_the_end(
        self, at_noon, small, caplog, time_machine
    ):
        image, fine = broken(small()), small(seed=2)
        for tries in range(1, MOST_TRIES + 1):
            with caplog.at_level(logging.ERROR):
                work()
            image.refresh_from_db()
            assert image.tries == tries
            assert f"picture {image.pk} could not be made" in caplog.text
            time_machine.shift(make.HOUR)
        fine.refresh_from_db()
        assert fine.ready
        assert not waiting()
        assert tasks.order_unfinished() == 0
        assert image in Image.objects.unfinished()

    def test_it_can_be_tried_again_by_hand(self, small):
        image = broken(small())
        Image.objects.update(tries=MOST_TRIES)
        said = StringIO()
        call_command("make_renditions", now=True, stdout=said)
        assert "1 were given up" in said.getvalue()
        image.master.storage.save(image.master.name, make.upload(make.photo((400, 300))))
        call_command("make_renditions", now=True, again=True, stdout=said)
        image.refresh_from_db()
        assert image.ready

    def test_by_hand_too_one_failure_stops_no_other(self, small, capsys):
        broken(small())
        fine = small(seed=2)
        call_command("make_renditions", now=True, stdout=StringIO(), stderr=StringIO())
        fine.refresh_from_db()
        assert fine.ready

    def test_a_worker_that_was_told_to_stop_counts_no_try_and_goes_on_where_it_stopped(self, small, monkeypatch):
        image = small()
        real, made = rendering._store, []

        def stop_at_the_third(image, ratio, picture):
            made.append(ratio)
            if len(made) == 3:
                raise SystemExit(1)
            real(image, ratio, picture)

        monkeypatch.setattr(rendering, "_store", stop_at_the_third)
        with pytest.raises(SystemExit):
            rendering.render(image.pk)
        image.refresh_from_db()
        assert image.tries == 0
        assert image.crop_url("16:9").rpartition("/")[2].startswith("16x9-")
        monkeypatch.setattr(rendering, "_store", lambda image, ratio, picture: made.append(ratio))
        rendering.render(image.pk)
        assert made == ["free", "16:9", "4:3", "4:3", "1:1"]

    def test_what_was_running_when_a_worker_was_killed_is_ordered_again(self, small):
        image = small()
        DBTaskResult.objects.update(status="RUNNING")
        work()
        image.refresh_from_db()
        assert not image.ready
        assert tasks.order_unfinished() == 1
        assert tasks.order_unfinished() == 0  # it waits already
        work()
        image.refresh_from_db()
        assert image.ready

    def test_a_picture_that_kills_its_worker_does_so_a_few_times_only(self, small, monkeypatch):
        image = small()
        monkeypatch.setattr(rendering, "_count_try", lambda pk, change: None)  # a kill undoes nothing
        Image.objects.update(tries=MOST_TRIES)
        assert tasks.order_unfinished() == 0
        assert rendering.render(image.pk) is False

    def test_twice_is_as_good_as_once(self, small):
        image = small()
        rendering.render(image.pk)
        image.refresh_from_db()
        before = image.renditions
        rendering.render(image.pk)
        rendering.render(image.pk + 999)
        image.refresh_from_db()
        assert image.renditions == before

    def test_a_focal_point_moved_meanwhile_is_not_overwritten(self, small, monkeypatch):
        image = small()
        real = rendering._store

        def move_meanwhile(image, ratio, picture):
            real(image, ratio, picture)
            Image.objects.update(focal_x=0.2)

        monkeypatch.setattr(rendering, "_store", move_meanwhile)
        rendering.render(image.pk)
        image.refresh_from_db()
        assert not image.ready
        monkeypatch.setattr(rendering, "_store", real)
        rendering.render(image.pk)
        image.refresh_from_db()
        assert image.ready
        assert image.renditions["1:1"]["mark"] == "20-50"

    def test_a_picture_deleted_meanwhile_leaves_no_files(self, small, monkeypatch, tmp_path):
        image = small()
        real = rendering._store

        def delete_meanwhile(image, ratio, picture):
            real(image, ratio, picture)
            Image.objects.all().delete()

        monkeypatch.setattr(rendering, "_store", delete_meanwhile)
        rendering.render(image.pk)
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.django_db(transaction=True)
class TestForReal:
    def test_the_command_does_what_an_earlier_worker_left_undone_and_ends(self, monkeypatch):
        monkeypatch.setattr(os, "nice", lambda by: None)  # of this process it could not be taken back
        image = take_in(make.upload(make.photo((400, 300))), by=None)
        DBTaskResult.objects.update(status="RUNNING")
        call_command("work", batch=True)
        image.refresh_from_db()
        assert image.ready


SLEEPER = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]


@pytest.fixture(scope="module")
def environ(tmp_path_factory):
    """Of processes with a database of their own."""
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environ |= {"DATA_DIR": str(tmp_path_factory.mktemp("kept"))}
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, env=environ, cwd=django_settings.BASE_DIR, check=True)
    return environ


class TestKeeper:
    """The process that keeps the worker alive beside the server."""

    @pytest.fixture
    def kept(self, monkeypatch):
        monkeypatch.setattr(keeper.signal, "signal", lambda *args: None)
        return keeper.Keeper

    def test_a_crash_is_said_and_the_worker_starts_again(self, kept, capfd, monkeypatch):
        it = kept([sys.executable, "-c", "raise SystemExit(3)"])
        waits = []
        monkeypatch.setattr(it, "_sleep", lambda wait: (waits.append(wait), len(waits) == 4 and it._stop()))
        it.keep()
        assert waits == [1, 2, 4, 8]
        assert "stopped (code 3)" in capfd.readouterr().err

    def test_it_ends_and_takes_the_worker_along_when_the_server_has_gone(self, kept):
        it = kept(SLEEPER)
        it.parent = -1
        it.keep()  # returns at once

    def test_a_worker_that_does_not_listen_is_ended_all_the_same(self, monkeypatch):
        monkeypatch.setattr(keeper, "PATIENCE", 0.2)
        deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
        worker = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
        worker.stdout.readline()
        assert keeper.stop(worker) == -signal.SIGKILL

    @pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
    def test_however_the_server_ends_nothing_is_left_running(self, environ, end):
        """The server here is a program that sleeps; keeper and worker are the real ones."""
        program = (
            "import subprocess, sys, time\n"
            "print(subprocess.Popen([sys.executable, '-m', 'newsroom.keeper']).pid, flush=True)\n"
            "time.sleep(60)"
        )
        server = subprocess.Popen(
            [sys.executable, "-c", program],
            env=environ,
            cwd=django_settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        pid = int(server.stdout.readline())
        worker = _until(lambda: _children(pid))[0]
        _until(lambda: _niceness(worker) == 10)
        server.send_signal(end)
        server.wait(10)
        _until(lambda: not _alive(pid) and not _alive(worker))


def _until(happens, seconds=150):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if result := happens():
            return result
        time.sleep(0.1)
    raise AssertionError("it did not happen")


def _children(pid):
    run = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(child) for child in run.stdout.split()]


def _niceness(pid):
    return os.getpriority(os.PRIO_PROCESS, pid)


def _alive(pid):
    run = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return run.stdout.strip() and not run.stdout.startswith("Z")
