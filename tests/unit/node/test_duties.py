"""Duties go on whatever fails, and say so once; a deaf node connects again or ends."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from celery.exceptions import WorkerShutdown
from structlog.testing import capture_logs

from worker.errors import Unavailable
from worker.node.duties import _MOST_BATCHES, _Patient, _take, _watch
from worker.node.watchdog import Deaf, Hopeless
from worker.service.recorder import Recorder
from worker.settings import Settings
from worker.store.protocol import Lease


def test_a_failing_duty_is_said_once_and_again_when_it_is_over():
    """Not once a second for as long as Redis is away."""
    answers = [None, Unavailable("away"), Unavailable("away"), None, None]

    def duty():
        if answer := answers.pop(0):
            raise answer

    patient = _Patient("reaper", duty)
    with capture_logs() as logs:
        for _ in range(5):
            patient()
    assert [line["event"] for line in logs] == ["duty fails", "duty works again"]
    assert {line["duty"] for line in logs} == {"reaper"}


@pytest.mark.parametrize(("batches", "taken"), [(0, 1), (2, 3), (99, _MOST_BATCHES)])
def test_the_inbox_is_taken_until_empty_but_not_for_ever(batches, taken):
    """The loop has messages to hand out."""
    asked = []

    def take():
        asked.append(1)
        return len(asked) <= batches

    _take(SimpleNamespace(parts=SimpleNamespace(intake=SimpleNamespace(take=take))))
    assert len(asked) == taken


class Dog:
    """Notes what it is told, and raises what it is given."""

    def __init__(self, error=None):
        self.error, self.told = error, []

    def look(self, *, busy, waiting, **_):
        self.told.append((busy, waiting()))
        if self.error:
            raise self.error


def watch(tmp_path, dog, *served):
    settings = Settings(state_dir=tmp_path)
    publisher = SimpleNamespace(waiting=lambda queue: {"articles": 3, "bulk": 40}[queue])
    crew = SimpleNamespace(
        settings=settings, directory=tmp_path, watchdog=dog, parts=SimpleNamespace(publisher=publisher)
    )
    queues = SimpleNamespace(consume_from=dict.fromkeys(served))
    _watch(crew, SimpleNamespace(app=SimpleNamespace(amqp=SimpleNamespace(queues=queues))))


@pytest.mark.parametrize(("served", "waiting"), [(["articles", "bulk"], 43), (["articles"], 3), (["bulk"], 40)])
def test_only_queues_that_the_node_serves_can_make_it_deaf(tmp_path, served, waiting):
    """What waits for other nodes is not its silence."""
    from worker.broker import lane

    dog = Dog()
    watch(tmp_path, dog, *(lane(Settings(state_dir=tmp_path), queue) for queue in served))
    assert dog.told == [(False, waiting)]


def test_a_node_whose_processes_hold_documents_is_busy(tmp_path):
    """Those of this node, and not before they hold one."""
    dog, recorder = Dog(), Recorder(tmp_path)
    watch(tmp_path, dog)
    recorder.holds(["a"], "token")
    recorder.began(Lease("a", 1, 1, b"", "token"))
    watch(tmp_path, dog)
    recorder.close()
    assert [busy for busy, _ in dog.told] == [False, True]


@pytest.mark.parametrize(("error", "raised"), [(Deaf("no word"), Deaf), (Hopeless("no word"), WorkerShutdown)])
def test_a_deaf_node_connects_again_and_a_hopeless_one_ends(tmp_path, error, raised):
    """With the reason in the log."""
    with capture_logs() as logs, pytest.raises(raised):
        watch(tmp_path, Dog(error))
    assert [line["reason"] for line in logs] == ["no word"]
