"""One world a store: every promise of the protocol is tested in each of them."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.clusters import cluster
from tests.conftest import empty_database
from worker.store.connection import connect
from worker.store.keys import NAMESPACE, Shard
from worker.store.memory import MemoryStore
from worker.store.protocol import Lease, Policy, Result, Store, Submission
from worker.store.redis import RedisStore

PIPELINE = "0.1.0+aaaa"


@dataclass
class World:
    """A kind of store: how to open one, how to let its clock go on, how another program posts to its inbox."""

    open: Callable[[Policy], Any]
    wait_ms: Callable[[int], None]
    post: Callable[..., None]


@pytest.fixture(scope="session")
def redis_cluster() -> Iterator[str]:
    """A cluster of three servers."""
    with cluster() as url:
        yield url


@pytest.fixture(params=["memory", "redis", "redis-6.2", "redis-3-shards", "redis-cluster"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Memory; Redis as installed; the oldest Redis supported; three shards on one server, five on a cluster."""
    if request.param == "memory":
        yield memory_world()
        return
    if request.param == "redis-cluster":
        url = request.getfixturevalue("redis_cluster")
        yield from redis_world(url, shards=5, namespace=f"t{secrets.token_hex(6)}")  # a cluster has one database
        return
    host = request.getfixturevalue("oldest_redis_host" if request.param == "redis-6.2" else "redis_host")
    with empty_database(host) as url:
        yield from redis_world(url, shards=3 if request.param == "redis-3-shards" else 1)


def memory_world() -> World:
    """A store with a clock that goes on only when told."""
    held = {"now": 1_700_000_000_000}
    stores: list[MemoryStore] = []

    def open_store(policy: Policy) -> MemoryStore:
        store = MemoryStore(policy, clock=lambda: held["now"])
        if stores:  # a second handle on the same data
            store.book = replace(stores[0].book, policy=policy)
        stores.append(store)
        return store

    def wait_ms(milliseconds: int) -> None:
        held["now"] += milliseconds

    def post(**fields: bytes) -> None:
        stores[0].post(**fields)

    return World(open_store, wait_ms, post)


def redis_world(url: str, *, shards: int, namespace: str = NAMESPACE) -> Iterator[World]:
    """A store on a database; its clock is the server's, which is waited for."""
    client: Any = connect(url)
    stores: list[RedisStore] = []

    def open_store(policy: Policy) -> RedisStore:
        stores.append(RedisStore(url, policy, shards=shards, namespace=namespace))
        return stores[-1]

    def server_ms() -> float:
        seconds, micros = client.time()
        return seconds * 1000 + micros / 1000

    def wait_ms(milliseconds: int) -> None:
        end = server_ms() + milliseconds
        while server_ms() <= end:
            time.sleep(0.001)

    yield World(open_store, wait_ms, lambda **fields: client.xadd(Shard(0, namespace).key("inbox"), fields))
    for store in stores:
        store.close()
    client.close()


@pytest.fixture
def store(world: World) -> Store:
    """A store with the usual policy."""
    return world.open(Policy())


def article(id: str, content: str = "a", **more: Any) -> Submission:
    return Submission(id, f'{{"text": "{content}"}}'.encode(), digest=content, **more)


def claim(store: Store, id: str, pipeline: str = PIPELINE) -> Any:
    return store.claim([id], pipeline=pipeline)[0]


def lease(store: Store, id: str, pipeline: str = PIPELINE) -> Lease:
    claimed = claim(store, id, pipeline)
    assert isinstance(claimed, Lease), claimed
    return claimed


def result_of(lease: Lease, pipeline: str = PIPELINE) -> Result:
    return Result(lease.id, lease.revision, pipeline, f'{{"id": "{lease.id}", "rev": {lease.revision}}}'.encode())


def commit(store: Store, lease: Lease, pipeline: str = PIPELINE) -> str:
    return store.commit([result_of(lease, pipeline)])[0]


def finish(store: Store, *ids: str) -> None:
    """Submit, claim and commit each id."""
    store.submit([article(id) for id in ids])
    claims = store.claim(ids, pipeline=PIPELINE)
    assert store.commit([result_of(one) for one in claims if isinstance(one, Lease)]) == ["committed"] * len(ids)
