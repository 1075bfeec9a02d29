"""The ledger's time is Redis's, whatever the clock of the machine that calls."""

from __future__ import annotations

import time

import pytest
from redis import Redis

from tests.contract.conftest import article, finish, lease
from worker.store.keys import NAMESPACE, Shard
from worker.store.protocol import Policy
from worker.store.redis import RedisStore

pytestmark = pytest.mark.redis

DAY = 86_400
LEASE_MS = 60_000


@pytest.fixture(params=[-DAY, DAY])
def wrong_clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process lives in yesterday, or tomorrow."""
    true, true_ns = time.time, time.time_ns
    monkeypatch.setattr(time, "time", lambda: true() + request.param)
    monkeypatch.setattr(time, "time_ns", lambda: true_ns() + request.param * 1_000_000_000)


@pytest.mark.usefixtures("wrong_clock")
def test_no_time_of_ours_enters_the_ledger(redis_url: str) -> None:
    """Each moment that is kept is near Redis's own; no lease ends early, and ages are true."""
    store = RedisStore(redis_url, Policy(lease_ms=LEASE_MS))
    finish(store, "done")
    store.submit([article(name) for name in ("waiting", "leased", "retry", "dead")])
    lease(store, "leased")
    store.release(lease(store, "retry"), delay_ms=LEASE_MS)
    store.bury("dead", 1, b"{}")
    with Redis.from_url(redis_url) as client:
        now = client.time()[0] * 1000
        for kind in ("open", "waiting", "retry", "leased", "done", "dead"):
            scores = [score for _, score in client.zrange(Shard(0, NAMESPACE).key(kind), 0, -1, withscores=True)]
            assert scores
            assert all(abs(score - now) < 2 * LEASE_MS for score in scores), kind
    assert store.reap(limit=10, overdue_ms=LEASE_MS) == []
    status = store.status()
    assert 0 <= (status.oldest_seconds or 0) < LEASE_MS / 1000
    assert 0 <= (status.idle_seconds or 0) < LEASE_MS / 1000
    assert list(store.ids()) == ["done"]
    store.close()
