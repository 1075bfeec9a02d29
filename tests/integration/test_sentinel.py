"""The ledger on a primary that fails over to its replica."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.clusters import sentinel, until
from tests.contract.conftest import article, commit, finish, lease
from worker.broker import celery_app
from worker.errors import WarraqError
from worker.publish import Publisher
from worker.settings import load
from worker.store.redis import RedisStore

pytestmark = pytest.mark.redis


def answers(store: RedisStore) -> bool:
    """Whether a write is taken: the old primary is gone and the new one is known."""
    with suppress(WarraqError):
        store.submit([article("after")])
        return True
    return False


def test_work_goes_on_after_a_failover(tmp_path: Path) -> None:
    """What the replica had is there: documents, leases, dead letters; workers and consumers just go on."""
    with sentinel(tmp_path) as watched:
        store = RedisStore(watched.url)
        finish(store, "done")
        store.submit([article("leased"), article("dead")])
        held = lease(store, "leased")
        store.bury("dead", 1, b"{}")
        assert store.client.wait(1, 5000) == 1
        os.kill(store.client.info()["process_id"], signal.SIGKILL)
        until(lambda: answers(store))
        assert commit(store, held) == "committed"
        assert store.states(["done", "leased", "dead", "after"]) == ["done", "done", "dead", "queued"]
        assert [entry.id for entry in store.read("g", "c", limit=10)] == ["done", "leased"]
        assert list(store.verify()) == []
        store.close()


def test_the_broker_may_be_that_primary_too(tmp_path: Path) -> None:
    """Messages go where the sentinel says; workers need nothing but this address."""
    with sentinel(tmp_path) as watched:
        settings = load(redis_url=SecretStr(watched.url))
        publisher = Publisher(celery_app(settings), settings)
        publisher.publish(["a", "b"], "bulk")
        assert publisher.waiting("bulk") == 1
        publisher.close()
