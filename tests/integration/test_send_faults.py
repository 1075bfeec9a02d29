"""Sending on while Redis forgets, refuses, or loses answers: every receipt is right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.contract.conftest import article, finish, lease
from tests.proxy import proxy
from worker.errors import Overloaded, Unavailable
from worker.local.embedded import redis_server
from worker.store.protocol import Policy, Submission
from worker.store.redis import RedisStore

pytestmark = pytest.mark.redis

BATCHES = [[article(f"{batch}{i}") for i in range(120)] for batch in "abc"]


def expected(batch: list[Submission]) -> list[tuple[str, int, str]]:
    return [(one.id, 1, "new") for one in batch]


def received(sender) -> list[tuple[str, int, str]]:
    return [(receipt.id, receipt.revision, receipt.status) for receipt in sender.receive()]


@pytest.fixture
def own_redis() -> Iterator[str]:
    """A server to do harm to."""
    with redis_server() as server:
        yield server.url


@pytest.mark.parametrize("lose_first", [1, 3])
def test_lost_answers(redis_url: str, lose_first: int) -> None:
    """The connection goes with what was on it; each document is one revision, and its receipt says `new`."""
    with proxy(redis_url) as (between, url), closing(RedisStore(url)) as store, closing(store.sender()) as sender:
        finish(store, "warm")
        left = [lose_first]

        def lose(request: bytes) -> bool:
            left[0] -= b"EVALSHA" in request
            return b"EVALSHA" in request and left[0] >= 0

        between.lose = lose
        sender.send(BATCHES[0])
        sender.send(BATCHES[1])
        assert received(sender) == expected(BATCHES[0])
        sender.send(BATCHES[2])
        assert received(sender) == expected(BATCHES[1])
        assert received(sender) == expected(BATCHES[2])
        assert between.lost >= 1
        assert store.status().submitted == 361


def test_connections_cut_on_the_way(redis_url: str) -> None:
    """Between sending and receiving, with more behind; what comes last still counts."""
    with closing(RedisStore(redis_url)) as store, closing(store.sender()) as sender:
        sender.send(BATCHES[0])
        sender.send([article("a0", "corrected"), *BATCHES[1]])
        store.client.client_kill_filter(_type="normal", skipme=True)
        first = received(sender)
        assert [id for id, _, _ in first] == [one.id for one in BATCHES[0]]
        assert first[1:] == expected(BATCHES[0])[1:]  # the first may be answered for after its correction
        assert received(sender)[1:] == expected(BATCHES[1])
        assert lease(store, "a0").payload == b'{"text": "corrected"}'


def test_scripts_are_loaded_where_they_are_missing(own_redis: str) -> None:
    """On a new server, and where they are forgotten on the way."""
    with closing(RedisStore(own_redis)) as store, closing(store.sender()) as sender:
        sender.send(BATCHES[0])
        sender.send(BATCHES[1])
        assert received(sender) == expected(BATCHES[0])
        store.client.script_flush()
        sender.send(BATCHES[2])
        assert received(sender) == expected(BATCHES[1])
        assert received(sender) == expected(BATCHES[2])


def test_redis_runs_full_on_the_way(own_redis: str) -> None:
    """It says so, as often as it is asked; when there is room again every receipt comes, in order."""
    with closing(RedisStore(own_redis)) as store, closing(store.sender()) as sender:
        finish(store, "warm")

        def filling() -> Iterator[Submission]:
            store.client.config_set("maxmemory", 1)
            yield from BATCHES[0]

        sender.send(filling())
        with pytest.raises(Overloaded, match="maxmemory"):
            sender.receive()
        with pytest.raises(Overloaded, match="maxmemory"):
            sender.receive()
        store.client.config_set("maxmemory", 0)
        sender.send(BATCHES[1])
        assert received(sender) == expected(BATCHES[0])
        assert received(sender) == expected(BATCHES[1])
        assert store.status().submitted == 241


def test_no_replica_has_it(redis_url: str) -> None:
    """With WARRAQ_REPLICAS a receipt means that a replica has it: without one there is none."""
    with closing(RedisStore(redis_url, Policy(replicas=1))) as store, closing(store.sender()) as sender:
        sender.send(BATCHES[0])
        with pytest.raises(Unavailable, match="0 of 1 replicas"):
            sender.receive()


def test_a_server_that_goes_away(own_redis: str) -> None:
    """It is said plainly, when the receipts are asked for."""
    with closing(RedisStore(own_redis)) as store, closing(store.sender()) as sender:

        def ending() -> Iterator[Submission]:
            yield from BATCHES[0]
            store.client.shutdown(nosave=True)
            yield from BATCHES[1]

        sender.send(ending())
        with pytest.raises(Unavailable):
            sender.receive()


def test_a_sender_that_is_left_early_gives_no_answers_to_others(redis_url: str) -> None:
    """Its connection goes back to the others without what was not received."""
    with closing(RedisStore(redis_url)) as store:
        for batch in BATCHES:
            with closing(store.sender()) as sender:
                sender.send(batch)
            assert store.states([batch[0].id]) in (["queued"], [None])
