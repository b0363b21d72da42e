"""A process that dies between any two statements of a verb, or a failure there, leaves the story as it was."""

import os

import pytest
from django.db import connection, connections, transaction

from articles import planning, publishing, review
from articles.models import (
    Article,
    Byline,
    Edition,
    EditionByline,
    EditionLink,
    EditionPicture,
    EditionRelated,
    EditionTag,
    LogLine,
    RelatedPick,
    Takedown,
    Version,
)
from articles.publishing import Pending
from tests import make
from tests.make import DAY, HOUR, NOON

KILLED, FAILED, DONE = 9, 1, 0  # exit codes of the child
AMONG_THEMSELVES = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO")  # of transactions: nothing happens between these


def _submitted():
    return make.article(stage=Article.Stage.SUBMITTED)


def _spiked():
    return make.article(stage=Article.Stage.SPIKED)


def _live():
    return make.published(at=NOON - 2 * DAY)


def _changed():
    return make.change(_live(), at=NOON - DAY, headline="Nouveau", body="<p>Récrit.</p>")


def _waiting():
    """Live, with an edition that waits and a working copy that went on since."""
    article = _changed()
    publishing.schedule(article, when=NOON + DAY, at=NOON - 2 * HOUR, by=None, kind="update", note="Suite.")
    return make.change(article, at=NOON - HOUR, headline="Plus nouveau")


def _withdrawn():
    article = _live()
    publishing.withdraw(article, at=NOON - HOUR, by=None, reason="Vérification.")
    return article


# Of each verb: a story on which it has as much to do as it can have, and what it is called with.
CASES = {
    "plan": (_waiting, {"when": NOON + DAY}),
    "submit": (make.article, {}),
    "send_back": (_submitted, {"remark": "À revoir."}),
    "approve": (_submitted, {}),
    "spike": (_submitted, {}),
    "unspike": (_spiked, {}),
    "publish": (_waiting, {"kind": "update", "pending": Pending.KEEP}),
    "schedule": (_waiting, {"kind": "update", "pending": Pending.DROP, "when": NOON + HOUR}),
    "update_scheduled": (_waiting, {}),
    "reschedule": (_waiting, {"when": NOON + HOUR}),
    "cancel": (_waiting, {}),
    "correct": (_waiting, {"kind": "minor", "changes": {"kicker": "Port"}, "pending": Pending.CARRY}),
    "withdraw": (_waiting, {"reason": "Faux.", "pending": Pending.DROP}),
    "kill": (_waiting, {"reason": "Justice."}),
    "restore": (_withdrawn, {}),
    "set_embargo": (_waiting, {"until": NOON + HOUR}),
}


def verbs():
    found = {}
    for module in (planning, publishing, review):
        own = [value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__]
        found |= {value.__name__: value for value in own if hasattr(value, "permission")}
    return found


def test_every_verb_has_its_case():
    assert verbs().keys() == CASES.keys()


OWN = [Edition, Takedown, LogLine, Version, Byline, RelatedPick]
OF_EDITIONS = [EditionByline, EditionTag, EditionPicture, EditionLink, EditionRelated]


def snapshot(article):
    """All that a decision can change of a story; without the numbers of rows, which a sequence may have skipped."""
    rows = [_without_number(model.objects.filter(article=article)) for model in OWN]
    counts = [model.objects.filter(edition__article=article).count() for model in OF_EDITIONS]
    return rows, counts, _without_number(Article.objects.filter(pk=article.pk)), sorted(article.tags.names())


def _without_number(rows):
    return sorted(str(row | {"id": None}) for row in rows.order_by().values())


def decide(name, article):
    verbs()[name](article, at=NOON, by=None, **CASES[name][1])


def stopping_after(number, stop):
    """Call `stop` once that many statements of the decision have run; what follows its end changes no story."""
    run = []

    def execute(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if connection.in_atomic_block and not sql.startswith(AMONG_THEMSELVES):
            run.append(sql)
            if len(run) == number:
                stop()
        return result

    return connection.execute_wrapper(execute)


def in_another_process(name, article, number):
    """Decide in a child with a connection of its own, which dies after that many statements; its exit code."""
    connections.close_all()  # before the fork: a connection that two processes share serves neither
    child = os.fork()
    if not child:
        code = FAILED
        try:
            with stopping_after(number, lambda: os._exit(KILLED)):
                decide(name, article)
            code = DONE
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", CASES)
def test_a_process_that_is_killed(name):
    article = CASES[name][0]()
    before, number = snapshot(article), 1
    while (code := in_another_process(name, article, number)) == KILLED:
        assert snapshot(article) == before, f"killed after statement {number}"
        number += 1
    assert code == DONE
    assert number > 3
    assert snapshot(article) != before


class Fails(Exception):
    pass


def _fail():
    raise Fails


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_a_failure(name):
    article = CASES[name][0]()
    before, number, failed = snapshot(article), 1, True
    while failed:
        try:
            with transaction.atomic(), stopping_after(number, _fail):
                decide(name, article)
            failed = False
        except Fails:
            assert snapshot(article) == before, f"failed after statement {number}"
            number += 1
    assert number > 3
    assert snapshot(article) != before
