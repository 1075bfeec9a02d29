"""The ledger on a primary that fails over to its replica."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from pydantic import SecretStr
from redis import Redis

from tests.clusters import sentinel, until
from tests.contract.conftest import article, commit, finish, lease
from worker.broker import celery_app
from worker.errors import Unavailable, WarraqError
from worker.publish import Publisher
from worker.settings import load
from worker.store.protocol import Policy
from worker.store.redis import RedisStore

pytestmark = pytest.mark.redis


def answers(store: RedisStore) -> bool:
    """Whether a write is taken: the old primary is gone and the new one is known."""
    with suppress(WarraqError):
        store.submit([article("after")])
        return True
    return False


def cut_off(replica: Redis, primary: Redis) -> None:
    """The replica loses its primary, which refuses its name from now on."""
    replica.config_set("masteruser", "nobody")
    replica.config_set("masterauth", "wrong")
    primary.execute_command("CLIENT", "KILL", "TYPE", "replica")
    until(lambda: replica.info("replication")["master_link_status"] == "down")


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


@pytest.mark.parametrize("replicas", [0, 1])
def test_what_waiting_for_a_replica_buys(tmp_path: Path, replicas: int) -> None:
    """A submission that no replica has dies with the primary. With WAIT the producer knows, and sends it again."""
    with sentinel(tmp_path) as watched, Redis.from_url(watched.replica) as replica:
        store = RedisStore(watched.url, Policy(replicas=replicas))
        store.submit([article("confirmed")])
        assert store.client.wait(1, 5000) == 1
        cut_off(replica, store.client)
        if replicas:
            with pytest.raises(Unavailable, match="0 of 1 replicas confirmed"):
                store.submit([article("late")])
        else:
            assert store.submit([article("late")])[0].status == "new"
        os.kill(store.client.info()["process_id"], signal.SIGKILL)
        store.policy = Policy()  # the new primary has no replica yet
        until(lambda: answers(store))
        assert store.states(["confirmed", "late"]) == ["queued", None]
        store.close()


def test_the_broker_may_be_that_primary_too(tmp_path: Path) -> None:
    """Messages go where the sentinel says; workers need nothing but this address."""
    with sentinel(tmp_path) as watched:
        settings = load(redis_url=SecretStr(watched.url))
        publisher = Publisher(celery_app(settings), settings)
        publisher.publish(["a", "b"], "bulk")
        assert publisher.waiting("bulk") == 1
        publisher.close()
