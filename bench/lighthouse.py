"""What Lighthouse says of the readers' pages: `python bench/lighthouse.py http://127.0.0.1:8000`.

Lighthouse is no part of this house: `npm install lighthouse@12` in a folder of its own, and its program is either on
the PATH or named by LIGHTHOUSE. It opens Debian's Chromium as a middling phone on a slow line. The site must run
(`make run`); each page is opened three times, and the middle run counts. Without Lighthouse it says so and ends well.
"machine" is Lighthouse's own figure of how fast this one was just then: slowed to a quarter it makes a middling
phone of one at 1,500 and more. Where it is far lower, as on a busy machine, the performance tells of the machine.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from urllib.request import urlopen

RUNS = int(os.environ.get("RUNS", "3"))
TRIES = 3  # of one opening: on a busy machine Chromium sometimes answers too late
KINDS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}  # what each has to reach
PROGRAM = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic"
FIGURES = {"first-contentful-paint": "ms", "largest-contentful-paint": "ms", "cumulative-layout-shift": ""}


def pages(site):
    """One address of each kind that counts, by name; the first story and its author as the front page has them."""
    story = _first(site, "/", r'card-headline"><a href="(/[^"]+-\d+/)"')
    author = _first(site, story, r'class="byline".*?href="(/auteurs/[^"]+/)"')
    section = _first(site, "/", r'section-nav.*?<li><a href="([^"]+)"')
    return {"home": "/", "section": section, "story": story, "author": author, "search": "/recherche/"}


def _first(site, path, pattern):
    with urlopen(site + path, timeout=30) as answer:  # noqa: S310  the address that whoever runs this gave
        return re.search(pattern, answer.read().decode(), re.DOTALL)[1]


def looked_at(address):
    """The report on one opening of a page."""
    command = [PROGRAM, address, "--quiet", "--output=json", "--output-path=stdout", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(KINDS)}")
    environment = os.environ | {"CHROME_PATH": CHROMIUM}
    for _try in range(TRIES):
        said = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
        if said.returncode == 0:
            return json.loads(said.stdout)
    sys.exit(f"Lighthouse gave up on {address}: {said.stderr.strip()[-400:]}")


def middle(reports, kind):
    return round(100 * statistics.median(report["categories"][kind]["score"] or 0 for report in reports))


def complaints(report):
    """What costs points, each once."""
    counting = {ref["id"] for kind in KINDS for ref in report["categories"][kind]["auditRefs"] if ref["weight"]}
    audits = (report["audits"][name] for name in sorted(counting))
    return [f"{one['id']}: {one.get('displayValue', one['title'])}" for one in audits if (one["score"] or 0) < 0.9
            and one["scoreDisplayMode"] not in {"notApplicable", "manual", "informative"}]  # fmt: skip


def row(name, reports):
    scores = {kind: middle(reports, kind) for kind in KINDS}
    audits = reports[0]["audits"]
    figures = [f"{audit} {audits[audit]['numericValue']:.0f}{unit}" for audit, unit in FIGURES.items() if unit]
    figures.append(f"shift {audits['cumulative-layout-shift']['numericValue']:.3f}")
    figures.append(f"machine {statistics.median(one['environment']['benchmarkIndex'] for one in reports):.0f}")
    print(f"{name:8}", *(f"{kind} {score}" for kind, score in scores.items()), *figures, flush=True)
    for complaint in complaints(reports[0]):
        print(f"         {complaint}", flush=True)
    return all(scores[kind] >= least for kind, least in KINDS.items())


def main(site="http://127.0.0.1:8000"):
    if not PROGRAM or not CHROMIUM:
        print("Lighthouse or Chromium was not found: nothing was measured.")
        return 0
    reached = [row(name, [looked_at(site + path) for _ in range(RUNS)]) for name, path in pages(site).items()]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
