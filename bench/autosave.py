"""What it costs the server that no word is lost: a table of statements and milliseconds, for a story of 1,500 words.

`DATA_DIR=/tmp/bench python bench/autosave.py` for SQLite, with `DATABASE_URL=postgres:///autosave_bench` for
PostgreSQL. `RUNS=100` for more. It writes stories: never against a newsroom's own database. The whole request is
measured, from the address to the answer's last byte, without the network: median and slowest of twenty, and CPU, which
doesn't count what PostgreSQL does. A machine that is busy shows in the first two, hardly in the third.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
if not {"DATA_DIR", "DATABASE_URL"} & set(os.environ):
    sys.exit("Name a scratch folder in DATA_DIR: this writes stories.")

import django

django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Article, Byline, Section  # noqa: E402
from authors.models import Author  # noqa: E402
from desk.roles import EDITOR  # noqa: E402
from masthead.models import Masthead  # noqa: E402

RUNS = int(os.environ.get("RUNS", "20"))
WORDS, PARAGRAPH = 1500, 60
MOST_MS, MOST_STATEMENTS = 15, 5  # that keeping words may cost
SYLLABLES = "ba bre cha co dé du fi ga gne la lou mai mer no ou pen qui rai sé ta teur tion va vé".split()  # noqa: SIM905
chance = Random(5)


def text():
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(WORDS)]
    starts = range(0, WORDS, PARAGRAPH)
    return "".join(f"<p>{' '.join(words[start : start + PARAGRAPH]).capitalize()}.</p>" for start in starts)


class Newsroom:
    """An editor who has signed in, and stories that nobody else touches."""

    def __init__(self):
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        Masthead.objects.get_or_create(pk=1)
        self.mark = f"bench-{time.time_ns()}"
        self.user = User.objects.create_user(self.mark, is_staff=True)
        self.user.groups.add(Group.objects.get(name=EDITOR))
        self.section = Section.objects.create(language="fr", name=self.mark, slug=self.mark)
        self.author = Author.objects.create(display_name=self.mark, slug=self.mark)
        self.client = Client(HTTP_HOST="127.0.0.1")
        self.client.force_login(self.user)
        self.stories = [self.story() for _ in range(RUNS + 2)]
        self.sent = {story: self.form(story) for story in self.stories}
        self.stamp = 0

    def story(self):
        story = Article.objects.create(
            headline="Le pont rouvre", standfirst="Après un an de travaux.", body=text(), language="fr",
            section=self.section, created_by=self.user, stage=Article.Stage.APPROVED,
        )  # fmt: skip
        Byline.objects.create(article=story, author=self.author, position=0)
        story.note_change(timezone.now(), self.user)
        return story

    def form(self, story):
        """What the browser would send of the story's form."""
        page = self.client.get(self.address(story))
        form = page.context_data["adminform"].form
        sent = {form.add_prefix(name): field_value(form[name]) for name in form.fields}
        for formset in page.context_data["inline_admin_formsets"]:
            sent |= rows_of(formset.formset)
        return {name: value for name, value in sent.items() if value is not None}

    @staticmethod
    def address(story):
        return reverse("admin:articles_article_change", args=[story.pk])

    def post_json(self, name, **asked):
        asked |= {"by": self.user.pk, "form": "aaaaaaaa-0000"}
        return self.client.post(reverse(f"desk:{name}"), json.dumps(asked), content_type="application/json")

    # What is measured: each for the run's own story

    def keep(self, story):
        self.stamp += 1
        fields = {name: [str(value)] for name, value in self.sent[story].items()}
        fields["body"] = [f"{story.body}<p>{self.stamp}</p>"]
        return self.post_json("keep", article=story.pk, stamp=self.stamp, base=1, fields=fields)

    def beat(self, story):
        return self.post_json("presence", article=story.pk, known=1)

    def open(self, story):
        return self.client.get(self.address(story))

    def save(self, story):
        changed = {"body": f"{story.body}<p>Plus.</p>", "_continue": "1", "_form": "aaaaaaaa-0000"}
        response = self.client.post(self.address(story), self.sent[story] | changed)
        return _moved_on(response)

    def publish(self, story):
        return _moved_on(self.client.post(reverse("desk:publish", args=[story.pk])))


def _moved_on(response):
    """A form that was refused comes back with 200."""
    if response.status_code != 302:
        context = response.context_data
        form = context.get("form") or context["adminform"].form
        sys.exit(f"{form.errors} {form.non_field_errors()} {context.get('errors')}")
    return response


def field_value(bound):
    value = bound.value()
    return str(value) if value not in (None, False) and not isinstance(value, list) else None


def rows_of(formset):
    sent = {
        f"{formset.prefix}-TOTAL_FORMS": len(formset.forms),
        f"{formset.prefix}-INITIAL_FORMS": formset.initial_form_count(),
    }
    for number, form in enumerate(formset.forms):
        sent |= {form.add_prefix(name): field_value(form[name]) for name in form.fields}
        sent[form.add_prefix("position")] = number
    return sent


def times_of(act, story):
    wall, processor = time.perf_counter(), time.process_time()
    response = act(story)
    times = (time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000
    if response.status_code not in (200, 302):
        sys.exit(f"{act.__name__}: {response.status_code}")
    return times


def measured(act, stories):
    """(statements, median ms, slowest ms, median ms of CPU). The first run, which fills caches, is not counted."""
    first, *others, last = stories
    act(first)
    walls, processors = zip(*(times_of(act, story) for story in others), strict=True)
    with CaptureQueriesContext(connection) as queries:
        act(last)
    return len(queries), statistics.median(walls), max(walls), statistics.median(processors)


def main():
    room = Newsroom()
    acts = {
        "words kept, the first time": room.keep,
        "words kept, each other time": room.keep,
        "a beat of presence": room.beat,
        "the form opened": room.open,
        "saved": room.save,
        "published": room.publish,
    }
    print(f"{connection.vendor}, {WORDS} words, {RUNS} runs")
    print(f"{'':28}{'statements':>12}{'median ms':>12}{'slowest ms':>12}{'CPU ms':>12}", flush=True)
    dear = []
    for name, act in acts.items():
        count, *times = measured(act, room.stories)
        print(f"{name:28}{count:>12}" + "".join(f"{value:>12.1f}" for value in times), flush=True)
        dear += [name] if act == room.keep and (count > MOST_STATEMENTS or times[2] > MOST_MS) else []
    if dear:
        sys.exit(f"Keeping words may cost {MOST_STATEMENTS} statements and {MOST_MS} ms of CPU.")


if __name__ == "__main__":
    main()
