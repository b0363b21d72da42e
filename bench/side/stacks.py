"""The servers of the comparison, and what is asked of each of them."""

import gzip
import os
import subprocess
import sys
import venv
from pathlib import Path

import brotli

from bench import content
from bench.side import places
from bench.side.places import FOLDER, ROOT, STORIES
from bench.side.servers import Case, Server, fetch

IN_TURN = 100  # stories, from all over the archive
PACKED = {"Accept-Encoding": "br"}
GZIPPED = {"Accept-Encoding": "gzip"}
OTHER = FOLDER / "wagtail-venv"
NEEDS = Path(__file__).parent / "wagtail_site" / "requirements.txt"
NGINX = """
{module}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
daemon off;
{user}
events {{ worker_connections 1024; }}
http {{
    types {{ text/html html; }}
    access_log off;
    sendfile on;
    tcp_nopush on;
    tcp_nodelay on;
    keepalive_requests 100000000;
    open_file_cache max=1000;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{
        listen 127.0.0.1:{port};
        root {folder};
        gzip_static on;
        {brotli}
    }}
}}
"""


def granian(python, application, port):
    """One process with one thread that works: more gain nothing on one core."""
    command = [python, "-m", "granian", application, "--interface", "wsgi", "--host", "127.0.0.1", "--port", port]
    return [*command, "--workers", "1", "--blocking-threads", "1", "--no-access-log", "--log-level", "warning"]


def prepare(*command, python=sys.executable, **environment):
    """Run what fills a database, as a process of its own with settings of its own."""
    done = subprocess.run(["nice", "-n5", python, *command], env=os.environ | environment, cwd=ROOT)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed.")


# Ours

OURS = {
    "DATA_DIR": str(FOLDER / "ours"),
    "DATABASE_URL": places.database("ours"),
    "SITE_URL": "http://127.0.0.1:8000",
}


def fill_ours():
    places.make_database("ours")
    prepare("-m", "bench.filling", str(STORIES), **OURS)


def ours(port, **environment):
    command = granian(sys.executable, "newsroom.wsgi:application", port)
    return Server(command, port, OURS | environment, _sessions("ours"))


# A plain Django page


def fill_plain():
    places.make_database("plain")
    prepare("-m", "bench.plain.fill", str(STORIES), PLAIN_DATABASE_URL=places.database("plain"))


def plain(port, **environment):
    command = granian(sys.executable, "bench.plain.wsgi:application", port)
    return Server(command, port, {"PLAIN_DATABASE_URL": places.database("plain"), **environment}, _sessions("plain"))


def redis(port):
    command = ["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    return Server([*command, "--dir", FOLDER], port)


# Wagtail


def fill_wagtail():
    """Into an environment of its own, from PyPI: nothing of it comes near ours."""
    mark = OTHER / "requirements.txt"
    if not mark.exists() or mark.read_text() != NEEDS.read_text():
        print("Installing Wagtail …", flush=True)
        venv.create(OTHER, with_pip=True, clear=True)
        pip = [OTHER / "bin/python", "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "-r", NEEDS]
        if subprocess.run(pip).returncode:
            sys.exit("Wagtail can't be installed.")
        mark.write_text(NEEDS.read_text())
    places.make_database("wagtail")
    python, database = str(OTHER / "bin/python"), places.database("wagtail")
    prepare("-m", "bench.side.wagtail_site.fill", str(STORIES), python=python, WAGTAIL_DATABASE_URL=database)


def wagtail(port, **environment):
    command = granian(OTHER / "bin/python", "bench.side.wagtail_site.wsgi:application", port)
    address = {"WAGTAIL_DATABASE_URL": places.database("wagtail")}
    return Server(command, port, address | environment, _sessions("wagtail"))


def _sessions(name):
    return [places.database_name(name)] if places.DATABASES else []


# nginx


def nginx(port):
    folder = FOLDER / "nginx"
    folder.mkdir(parents=True, exist_ok=True)
    has = places.BROTLI.exists()
    text = NGINX.format(
        module=f"load_module {places.BROTLI};" if has else "",
        brotli="brotli_static on;" if has else "",
        user="user root;" if os.geteuid() == 0 else "",
        folder=folder,
        port=port,
    )
    (folder / "nginx.conf").write_text(text)
    return Server(["nginx", "-e", folder / "error.log", "-c", folder / "nginx.conf"], port)


def lay_out(page):
    """The page as files: as it is, and packed as tightly as it can be."""
    for ending, packed in {"": page, ".gz": gzip.compress(page, 9), ".br": brotli.compress(page)}.items():
        (FOLDER / "nginx" / f"story.html{ending}").write_bytes(packed)


# What is asked


def cases(ports):
    """All rows; `ports` gives the next one that is free."""
    stories = [content.story(number, STORIES) for number in range(0, STORIES, max(1, STORIES // IN_TURN))]
    words = stories[0].headline
    theirs = [f"/section-{one.section}/{one.slug}/" for one in stories]
    return [
        *_cases_of_nginx(ports, words),
        *_cases_of_ours(ports, stories, words),
        *_cases_of_plain(ports, theirs, words),
        *_cases_of_wagtail(ports, theirs, words),
    ]


def _cases_of_nginx(ports, words):
    server, path = nginx(next(ports)), ["/story.html"]
    packed = PACKED if places.BROTLI.exists() else GZIPPED
    name = f"nginx, static file compressed ahead ({packed['Accept-Encoding']})"
    yield Case("nginx", "nginx, static file", server, path, words)
    yield Case("nginx-packed", name, server, path, words, packed)


def _cases_of_ours(ports, stories, words):
    paths = [our_address(one) for one in stories]
    kept, drawn = ours(next(ports)), ours(next(ports), READER_CACHE_MB="0")
    yield Case("kept", "Marbre, from the reader cache", kept, paths[:1], words)
    yield Case("kept-packed", "Marbre, from the reader cache, compressed (br)", kept, paths[:1], words, PACKED)
    yield Case("story", "Marbre, a story's page drawn", drawn, paths, words)
    yield Case("home", "Marbre, home page drawn", drawn, ["/"])
    sections = [f"/section-{number}/" for number in range(content.SECTIONS)]
    yield Case("section", "Marbre, a section's page drawn", drawn, sections)


def _cases_of_plain(ports, paths, words):
    server = plain(next(ports))
    local = plain(next(ports), PLAIN_CACHE="locmem")
    yield Case("plain", "plain Django page (Django templates, 5 queries)", server, paths, words)
    yield Case("ready", "Django view with ready bytes, seven middlewares", server, ["/ready/"])
    yield Case("locmem", "plain Django page, cache middleware, local memory", local, paths[:1], words)
    if places.found("redis-server"):
        keeper = redis(next(ports))
        remote = plain(next(ports), PLAIN_CACHE=f"redis://127.0.0.1:{keeper.port}/0")
        remote.beside = [keeper]
        yield Case("redis", "plain Django page, cache middleware, Redis", remote, paths[:1], words)


def _cases_of_wagtail(ports, paths, words):
    tuned, untuned = wagtail(next(ports), WAGTAIL_TUNED="1"), wagtail(next(ports))
    yield Case("wagtail", "Wagtail, tuned", tuned, paths, words, longer=3)
    yield Case("wagtail-untuned", "Wagtail, as shipped", untuned, paths, words, longer=3)
    kept = wagtail(next(ports), WAGTAIL_TUNED="1", WAGTAIL_CACHE="1")
    yield Case("wagtail-kept", "Wagtail, cache middleware, local memory", kept, paths[:1], words)


def our_address(story):
    return f"/section-{story.section}/{story.slug}-{story.number + 1}/"


def our_page(case):
    return fetch(case.server.port, case.paths[0])[2]
