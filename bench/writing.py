"""What it costs to decide about a story of 1,200 words: statements, milliseconds and CPU of each verb.

`DATA_DIR=/tmp/bench python bench/writing.py` for SQLite, with `DATABASE_URL=postgres:///writing_bench` for
PostgreSQL. `RUNS=50` for more, `SHOW=publish` prints the statements of one verb. It writes stories: never against a
newsroom's own database. Each verb is run for one story after the other, and the verbs interleaved, so that a machine
that gets busy slows them all. Transactions are real; what follows their commit (the words' spellings, who is told) is
measured with them. Statements are all that go to the database, BEGIN and COMMIT too. On a machine that is busy with
something else the fastest of the runs and the CPU say more than the median: of this process, and of PostgreSQL's. For
comparison the first row is what any Django program does: a row with the same text, four tags, two authors, published.
"""

import os
import statistics
import sys
import time
from collections import defaultdict
from datetime import timedelta
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
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import history, publishing  # noqa: E402
from articles.models import Article, Byline, RelatedPick, Section, Tag  # noqa: E402
from articles.models.article import ArticleTag  # noqa: E402
from authors.models import Author  # noqa: E402
from desk.roles import CHIEF_EDITOR  # noqa: E402
from images.models import Image  # noqa: E402
from masthead.models import Masthead  # noqa: E402

RUNS = int(os.environ.get("RUNS", "20"))
SHOW = os.environ.get("SHOW", "")
WORDS, PARAGRAPH = 1200, 60
MOST_MS, MOST_STATEMENTS = 15, 20  # that publishing, correcting and scheduling may cost on PostgreSQL
BOUNDED = ("publish", "publish an update", "correct", "schedule")
HOUR = timedelta(hours=1)
SYLLABLES = "ba bre cha co dé du fi ga gne la lou mai mer no ou pen qui rai sé ta teur tion va vé".split()  # noqa: SIM905
chance = Random(5)
VOCABULARY = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(5000)]
COMMON = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]  # as in any language: few words are half of a text


class Newsroom:
    """An editor in chief, and what a story needs: two authors, four tags, three pictures, two other stories."""

    def __init__(self):
        call_command("migrate", verbosity=0)
        Masthead.objects.get_or_create(pk=1)
        self.mark = f"bench-{time.time_ns()}"
        self.user = User.objects.create_user(self.mark, is_staff=True)
        self.user.groups.add(Group.objects.get(name=CHIEF_EDITOR))
        self.section = Section.objects.create(language="fr", name=self.mark, slug=self.mark)
        names = [f"{self.mark}-{number}" for number in range(4)]
        self.authors = [Author.objects.create(display_name=name, slug=name) for name in names[:2]]
        self.tags = [Tag.objects.create(name=name, slug=name) for name in names]
        self.images = [_picture(name) for name in names[:3]]
        self.others = []
        self.others = [self._published() for _ in range(2)]

    def _published(self):
        story = self.story()
        publishing.publish(story, at=timezone.now(), by=self.user)
        return story

    def story(self):
        """A working copy that is approved, with everything that a story may have."""
        story = Article.objects.create(
            headline="Le pont rouvre", kicker="Port", standfirst="Après un an de travaux.", body=self.text(),
            language="fr", section=self.section, created_by=self.user, stage=Article.Stage.APPROVED,
            lead_image=self.images[0],
        )  # fmt: skip
        for position, author in enumerate(self.authors):
            Byline.objects.create(article=story, author=author, position=position)
        for position, other in enumerate(self.others):
            RelatedPick.objects.create(article=story, other=other, position=position)
        story.tags.set(self.tags)
        story.note_change(timezone.now(), self.user)
        return story

    def text(self):
        words = chance.choices(VOCABULARY, COMMON, k=WORDS)
        starts = range(0, WORDS, PARAGRAPH)
        body = "".join(f"<p>{' '.join(words[start : start + PARAGRAPH]).capitalize()}.</p>" for start in starts)
        figures = "".join(f'<figure data-image-id="{image.pk}"></figure>' for image in self.images[1:])
        return body + figures + "".join(f'<p><a data-article-id="{other.pk}">{other}</a></p>' for other in self.others)

    # What is measured, in the order in which it happens to one story

    def verbs(self):
        return {
            "plain Django": self.plain,
            "save": self.save,
            "publish": self.decided(publishing.publish),
            "correct": self.correct,
            "save again": self.save,
            "publish an update": self.decided(publishing.publish, kind="update"),
            "save for later": self.save,
            "schedule": self.schedule,
            "save once more": self.save,
            "update what waits": self.decided(publishing.update_scheduled),
            "reschedule": self.reschedule,
            "cancel": self.decided(publishing.cancel),
            "withdraw": self.decided(publishing.withdraw, reason="Erreur de nom."),
            "restore": self.decided(publishing.restore),
            "kill": self.decided(publishing.kill, reason="Décision de justice."),
        }

    # Each is prepared, which isn't measured, and gives what is.

    def plain(self, story):
        values, at = {"headline": story.headline, "body": self.text(), "section": self.section}, timezone.now()

        @transaction.atomic
        def write():
            row = Article.objects.create(**values)
            Byline.objects.bulk_create(Byline(article=row, author=author) for author in self.authors)
            ArticleTag.objects.bulk_create(ArticleTag(content_object=row, tag=tag) for tag in self.tags)
            row.stage, row.first_published_at = Article.Stage.APPROVED, at
            row.save()

        return write

    def decided(self, verb, **said):
        return lambda story: lambda: verb(story, at=timezone.now(), by=self.user, **said)

    def schedule(self, story):
        said = {"when": timezone.now() + HOUR, "by": self.user, "kind": "update"}
        return lambda: publishing.schedule(story, at=timezone.now(), **said)

    def reschedule(self, story):
        when = timezone.now() + 2 * HOUR
        return lambda: publishing.reschedule(story, when=when, at=timezone.now(), by=self.user)

    def correct(self, story):
        body = Article.objects.get(pk=story.pk).body.replace("</p>", " Corrigé.</p>", 1)
        said = {"changes": {"body": body}, "kind": "correction", "note": "Un nom était faux."}
        return lambda: publishing.correct(story, at=timezone.now(), by=self.user, **said)

    def save(self, story):
        """As the writing form does: another text, the same relations."""
        story.refresh_from_db()
        held = story.values() | {"body": self.text()}
        return lambda: history.save(story, held, seen=story.version, at=timezone.now(), by=self.user)


def _picture(name):
    shown = {"free": {"mark": "", "webp": [320, 960]}}
    files = {"original": f"{name}/o.jpg", "master": f"{name}/m.jpg", "folder": name}
    return Image.objects.create(**files, width=1600, height=1000, renditions=shown, alt_text="Un quai", credit="Agence")


def servers_cpu():
    """Milliseconds that PostgreSQL's process of this connection has used; 0 on SQLite."""
    if connection.vendor != "postgresql":
        return 0
    used = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return int(used.split()[0]) / 1e6


def times_of(act):
    """Milliseconds by the clock, of this process's CPU and of PostgreSQL's."""
    server, wall, processor = servers_cpu(), time.perf_counter(), time.process_time()
    act()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    return wall * 1000, processor * 1000, servers_cpu() - server


def main():
    room = Newsroom()
    stories = [room.story() for _ in range(RUNS + 2)]
    verbs, times, counts = room.verbs(), defaultdict(list), {}
    for number, story in enumerate(stories):
        for name, prepare in verbs.items():
            act = prepare(story)
            if number < RUNS + 1:
                times[name].append(times_of(act))
                continue
            with CaptureQueriesContext(connection) as queries:
                act()
            counts[name] = len(queries)
            if name == SHOW:
                print(*(query["sql"][:300] for query in queries), sep="\n")
    table(verbs, times, counts)


def table(verbs, times, counts):
    print(f"{connection.vendor}, {WORDS} words, {RUNS} runs")
    titles = "statements", "median ms", "fastest ms", "CPU ms", "PostgreSQL's"
    print(f"{'':20}" + "".join(f"{title:>14}" for title in titles))
    dear = []
    for name in verbs:
        walls, ours, servers = zip(*times[name][1:], strict=True)  # the first fills caches
        values = statistics.median(walls), min(walls), statistics.median(ours), statistics.median(servers)
        print(f"{name:20}{counts[name]:>14}" + "".join(f"{value:>14.1f}" for value in values))
        dear += [name] if name in BOUNDED and (counts[name] > MOST_STATEMENTS or min(walls) > MOST_MS) else []
    if dear and connection.vendor == "postgresql":
        sys.exit(f"{', '.join(dear)}: more than {MOST_STATEMENTS} statements or {MOST_MS} ms.")


if __name__ == "__main__":
    main()
