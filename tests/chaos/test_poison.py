"""A poison document fails alone: bounded attempts, a dead letter with its stage, a healthy worker, unharmed others."""

from __future__ import annotations

import pytest

from schemas import Rejection
from tests.chaos.conftest import laboratory
from tests.chaos.lab import Lab, articles, check, until

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
        lab = make(document_time_limit=1, document_memory_mib=128, lease_margin=4)
        lab.worker(children=2)
        yield lab


@pytest.mark.parametrize("deed", CODES)
def test_a_poison_document_fails_alone(lab: Lab, deed: str):
    """Among 31 good ones in the same message: they are done, none charged, and it is dead with stage and cause."""
    before = lab.parts.store.status()
    good = articles(31, f"{deed}-good")
    (poison,) = articles(1, f"{deed}-poison", do=deed)
    ids = lab.submit([*good[:16], poison, *good[16:]])
    lab.settle()
    letter = Rejection.model_validate_json(lab.parts.store.dead_letter(poison.id))
    assert (letter.stage, letter.cause.code, letter.attempts) == ("obey", CODES[deed], lab.settings.max_attempts)
    assert letter.article == poison
    status = lab.parts.store.status()
    claimed = status.counters["claimed"] - before.counters.get("claimed", 0)
    assert claimed == len(good) + lab.settings.max_attempts, "a bystander was charged an attempt"
    check(lab, ids)
    assert lab.workers[0].alive


def test_many_poison_documents_do_not_stop_the_good_ones(lab: Lab):
    """One in five kills its process, and every good one is done."""
    done = lab.parts.store.status().done
    ids = lab.submit([*articles(40, "many-good"), *articles(10, "many-poison", do="exit")])
    lab.settle(90)
    check(lab, ids)
    assert lab.parts.store.status().done == done + 40


def test_a_killing_document_does_not_end_a_solo_worker_for_good(make_lab):
    """A solo worker dies with it; one that is started again finishes the others and buries it."""
    lab = make_lab()
    ids = lab.submit([*articles(5), *articles(1, "poison", do="exit"), *articles(5, "e")])
    for _ in range(lab.settings.max_attempts):
        worker = lab.worker(pool="solo")
        until(lambda: lab.settled() or not worker.alive, "the worker dies or ends its work")  # noqa: B023
    lab.worker(pool="solo")
    lab.settle()
    check(lab, ids)
    assert lab.parts.store.status().dead == 1
