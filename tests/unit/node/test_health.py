"""A container's health check: a worker is well while its loop turns, or its document may take as long."""

from __future__ import annotations

import os
import time
from types import SimpleNamespace

import pytest

from schemas import Article
from worker.bootstrap import node_dir
from worker.errors import Unavailable
from worker.node.health import problems
from worker.node.heartbeat import Heartbeat, youngest
from worker.producer import submission
from worker.service.recorder import Recorder
from worker.settings import Settings
from worker.store.memory import MemoryStore
from worker.store.protocol import Lease, Policy


@pytest.fixture
def settings(tmp_path):
    return Settings(state_dir=tmp_path, document_time_limit=1)


@pytest.fixture
def store(clock):
    return MemoryStore(Policy(lease_ms=10**9), clock=clock)


@pytest.fixture
def beating(settings):
    Heartbeat(node_dir(settings)).beat()


def found(settings, store):
    return list(problems(settings, SimpleNamespace(store=store)))


def silent_for(settings, seconds):
    (beat,) = node_dir(settings).glob("*.beat")
    os.utime(beat, (time.time() - seconds,) * 2)


def test_a_machine_without_a_worker_is_not_well(settings, store):
    """It says where it looked."""
    (said,) = found(settings, store)
    assert "no worker runs here" in said
    assert str(node_dir(settings)) in said


@pytest.mark.usefixtures("beating")
def test_a_heartbeat_is_health_while_it_is_young(settings, store):
    """Its silence is told in seconds; a worker that ended in order has none."""
    assert found(settings, store) == []
    silent_for(settings, 1000)
    (said,) = found(settings, store)
    assert "last heartbeat was 1000 s ago" in said
    Heartbeat(node_dir(settings)).end()
    assert youngest(node_dir(settings)) is None


@pytest.mark.usefixtures("beating")
def test_a_solo_worker_at_work_is_well_without_a_heartbeat(settings, store):
    """As long as its document may take; its loop stands still meanwhile."""
    silent_for(settings, 1000)
    recorder = Recorder(node_dir(settings))
    recorder.began(Lease("a", 1, 1, b"{}", "token"))
    assert found(settings, store) == []
    assert len(found(settings.model_copy(update={"document_time_limit": -60}), store)) == 1
    recorder.finished()
    assert len(found(settings, store)) == 1
    recorder.close()


@pytest.mark.usefixtures("beating")
def test_work_that_does_not_end_is_a_problem(settings, store, clock):
    """A document that waits is none while others are finished."""
    store.submit([submission(Article(id=id, text="x")) for id in ("waits", "done")])
    clock.now = 100_000
    assert found(settings, store) == []
    clock.now = 130_000
    (said,) = found(settings, store)
    assert "130 s" in said


@pytest.mark.usefixtures("beating")
def test_a_store_that_is_away_is_said(settings):
    """In its own words."""

    def away():
        raise Unavailable("Redis does not answer")

    assert found(settings, SimpleNamespace(status=away)) == ["Redis does not answer"]
