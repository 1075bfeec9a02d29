"""`/metrics` says how full Redis is, of one server and of each primary of a cluster."""

from __future__ import annotations

import pytest
from redis import Redis

from worker.metrics.memory import MemoryCollector
from worker.store.redis import RedisStore

pytestmark = pytest.mark.redis


def samples(url: str, shards: int) -> dict[str, list[float]]:
    store = RedisStore(url, shards=shards)
    found = {family.name: [one.value for one in family.samples] for family in MemoryCollector(store).collect()}
    store.close()
    return found


def test_of_one_server(redis_url: str) -> None:
    """Used and allowed, in bytes."""
    found = samples(redis_url, 1)
    with Redis.from_url(redis_url) as client:
        maximum = client.info("memory")["maxmemory"]
    assert found["warraq_redis_memory_used_bytes"][0] > 100_000
    assert found["warraq_redis_memory_max_bytes"] == [maximum]


def test_of_each_primary(redis_cluster: str) -> None:
    """A full one among three refuses what belongs there, whatever the others have left."""
    found = samples(redis_cluster, 5)
    assert len(found["warraq_redis_memory_used_bytes"]) == 3


def test_where_nobody_answers() -> None:
    """Nothing, and no error: `warraq_up` says it."""
    assert samples("redis://127.0.0.1:1/0", 1) == {}
