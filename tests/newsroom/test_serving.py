"""The production server, started as `make run` starts it: pages, hashed static files and pictures come out of it."""

import gzip
import os
import re
import signal
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import brotli
import pytest
from django.conf import settings

SECONDS = 120  # after which a start has failed, however slow the machine


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a newsroom that has just been started in an empty folder, with its demo stories."""
    port = free_port()
    environ = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
    environ |= {"DATA_DIR": str(tmp_path_factory.mktemp("site")), "PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "start"],
        env=environ, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    try:
        yield _wait_for(f"http://127.0.0.1:{port}", process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=SECONDS)


def _wait_for(address, process):
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urlopen(address, timeout=5).close()  # noqa: S310  an address of ours
        except URLError:
            time.sleep(0.2)
        else:
            return address
    raise AssertionError(process.communicate(timeout=30)[0].decode())


def get(address):
    with urlopen(address, timeout=20) as response:  # noqa: S310  an address of ours
        return response, response.read()


def test_it_serves_pages_styles_and_pictures(site):
    response, home = get(site)
    assert response.status == 200
    assert "L’Estran" in home.decode()
    style = re.search(r'href="(/static/css/site\.[0-9a-f]{12}\.css)"', home.decode())[1]
    response, _content = get(site + style)
    assert "immutable" in response.headers["Cache-Control"]
    picture = re.search(r"/media/[^ \"]+\.webp", home.decode())[0]
    response, content = get(site + picture)
    assert response.headers["Content-Type"] == "image/webp"
    assert content[8:12] == b"WEBP"


PAGES = ("/", "/en/", "/mer/", "/recherche/", "/auteurs/", "/corrections/", "/archives/", "/contact/", "/rien/de/tel/")
FILES = re.compile(r'<link rel="stylesheet" href="([^"]+)"|<script[^>]* src="([^"]+)"')


def weight(address):
    """(text, bytes as they come over the wire) of what a browser asks for."""
    asked = Request(address, headers={"Accept-Encoding": "br, gzip"})  # noqa: S310  an address of ours
    try:
        with urlopen(asked, timeout=20) as response:  # noqa: S310
            content, packed = response.read(), response.headers.get("Content-Encoding")
    except HTTPError as error:
        content, packed = error.read(), error.headers.get("Content-Encoding")
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(packed, bytes)
    return unpack(content).decode(), len(content)


def own_files(site, address):
    """The bytes of a page, and those of each style sheet and script that it asks for."""
    text, size = weight(site + address)
    files = [style or script for style, script in FILES.findall(text)]
    assert all(file.startswith("/static/") for file in files)
    return size, [weight(site + file)[1] for file in files]


def test_no_page_makes_its_reader_wait_for_many_files(site):
    """Two sheets and two scripts, with the page itself and its icon six requests; no fonts, and nothing of others."""
    home = get(site)[1].decode()
    story = re.search(r'card-headline"><a href="([^"]+)"', home)[1]
    for page in (*PAGES, story):
        size, files = own_files(site, page)
        assert 1 <= len(files) <= 4, page
        assert sum(files) < 16_000, page
        assert size + sum(files) < 30_000, page
    assert len(own_files(site, story)[1]) == 4
    sheets = "".join(get(site + sheet)[1].decode() for sheet, _script in FILES.findall(home) if sheet)
    assert not re.search(r"@font-face|@import|url\(", sheets)


def test_it_leaves_no_way_out_of_the_pictures_folder(site):
    for path in ("/media/../secret_key", "/media/%2e%2e/secret_key", "/media/..%2fsecret_key", "/media//etc/passwd"):
        with pytest.raises(URLError):
            get(site + path)
