"""What the writing form weighs when it is opened for the first time: bytes as they travel, by kind.

Against a running newsroom (`make run`): `python bench/form.py http://127.0.0.1:8000 NAME PASSWORD [STORY]`.
The story's own pictures are left out. Queries are counted by the tests.
"""

import shutil
import sys
from collections import Counter

from playwright.sync_api import sync_playwright


def opened(page, address):
    """Open `address` with an empty cache; {kind of file: bytes}, and the number of requests."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    files, kinds = {}, Counter()
    session.on(
        "Network.responseReceived", lambda e: files.__setitem__(e["requestId"], (e["response"]["url"], e["type"]))
    )
    session.on("Network.loadingFinished", lambda event: add(kinds, files, event))
    page.goto(address, wait_until="networkidle")
    return kinds, len(files)


def note(files, event):
    files[event["requestId"]] = event["response"]["url"], event["type"]


def add(kinds, files, event):
    url, kind = files.get(event["requestId"], ("", "Other"))
    if "/media/" not in url:
        kinds[kind] += int(event["encodedDataLength"])


def main(site, name, password, story="1"):
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=site)
        page.goto("/admin/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", password)
        page.click(".submit-row [type=submit]")
        page.wait_for_url("**/admin/")
        kinds, requests = opened(page, f"/admin/articles/article/{story}/change/")
        words = page.locator("[data-words]").inner_text()
        browser.close()
    for kind, size in kinds.most_common():
        sys.stdout.write(f"{kind:12} {size / 1000:8.1f} KB\n")
    sys.stdout.write(f"{words}: {sum(kinds.values()) / 1000:.1f} KB in {requests} requests\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
