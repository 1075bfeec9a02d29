"""A poison document fails alone: bounded attempts, a dead letter with its stage, a healthy worker, unharmed others."""

from __future__ import annotations

import pytest

from schemas import Article, Rejection
from tests.chaos.conftest import laboratory
from tests.chaos.lab import Lab, articles, check, until
from worker.store.keys import Shard

CODES = {
    "raise": "stage_error",
    "exit": "process_died",
    "segfault": "process_died",
    "kill": "process_died",
    "memory": "memory",
    "loop": "timeout",
    "hang": "process_died",
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """One lab with one worker, which has to survive all that follows."""
    with laboratory(tmp_path_factory.mktemp("poison")) as make:
        # A process that hangs is killed after the time limit and half of the margin; the other half is for a machine
        # that is slow to do it: a lease that ran out first would not tell of the stage.
        lab = make(document_time_limit=2, document_memory_mib=128, lease_margin=12)
        lab.worker(children=2)
        yield lab


@pytest.mark.parametrize("deed", CODES)
def test_a_poison_document_fails_alone(lab: Lab, deed: str):
    """Among 31 good ones in the same message: they are done, none charged, and it is dead with stage and cause."""
    good = articles(31, f"{deed}-good")
    (poison,) = articles(1, f"{deed}-poison", do=deed)
    ids = lab.submit([*good[:16], poison, *good[16:]])
    lab.settle()
    letter = Rejection.model_validate_json(lab.parts.store.dead_letter(poison.id))
    assert (letter.stage, letter.cause.code, letter.attempts) == ("obey", CODES[deed], lab.settings.max_attempts)
    assert letter.article == poison
    assert attempts(lab, good) == {1}, "a bystander was charged an attempt"
    check(lab, ids)
    assert lab.workers[0].alive


def attempts(lab: Lab, documents: list[Article]) -> set[int]:
    """How many attempts are on the books of `documents`."""
    with lab.server.client() as client:
        keys = [Shard(0, lab.settings.namespace).key("record", one.id) for one in documents]
        return {int(client.hget(key, "attempts")) for key in keys}


def test_many_poison_documents_do_not_stop_the_good_ones(lab: Lab):
    """One in five kills its process, and every good one is done."""
    done = lab.parts.store.status().done
    ids = lab.submit([*articles(40, "many-good"), *articles(10, "many-poison", do="exit")])
    lab.settle()
    check(lab, ids)
    assert lab.parts.store.status().done == done + 40


def test_where_nobody_saw_which_document_did_it(make_lab):
    """A machine is lost with a message in hand: the message's documents go on one by one, and only the poison pays."""
    lab = make_lab(lease_margin=8)
    good, (poison,) = articles(31), articles(1, "poison", do="exit")
    lost = lab.worker(pool="solo")
    until(lambda: lost.said("ready."), "it is ready")
    ids = lab.submit([*good[:16], poison, *good[16:]])
    until(lambda: not lost.alive, "it died with the poison")
    held = lab.parts.store.status().leased
    assert held >= 16, "the poison and the fifteen behind it; those before it may be on the books already"
    lab.settings = lab.settings.model_copy(update={"state_dir": lab.home / "another machine"})
    lab.worker(children=2)
    lab.settle()
    check(lab, ids)
    assert attempts(lab, good) == {1}
    letter = Rejection.model_validate_json(lab.parts.store.dead_letter(poison.id))
    assert (letter.stage, letter.attempts) == ("obey", lab.settings.max_attempts)
    assert lab.parts.store.status().counters["expired"] >= held


def test_a_killing_document_does_not_end_a_solo_worker_for_good(make_lab):
    """A solo worker dies with it; one that is started again finishes the others and buries it.

    It may die once more than there are attempts: a message's lease that ran out before the next worker came to read
    what the dead one was doing charges nobody.
    """
    lab = make_lab()
    ids = lab.submit([*articles(5), *articles(1, "poison", do="exit"), *articles(5, "e")])
    for _ in range(lab.settings.max_attempts + 1):
        worker = lab.worker(pool="solo")
        until(lambda: lab.settled() or not worker.alive, "the worker dies or ends its work")  # noqa: B023
        if worker.alive:
            break
    else:
        lab.worker(pool="solo")
    lab.settle()
    check(lab, ids)
    assert lab.parts.store.status().dead == 1
