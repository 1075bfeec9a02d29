"""The number of shards is part of the data: another one is refused before it does harm, and both are named."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator

import pytest

from tests.contract.conftest import PIPELINE, article, finish
from worker.errors import Misconfigured
from worker.store.protocol import Policy
from worker.store.redis import RedisStore

Open = Callable[[int], RedisStore]

CALLS: dict[str, Callable[[RedisStore], object]] = {
    "submit": lambda store: store.submit([article("b")]),
    "claim": lambda store: store.claim(["a"], pipeline=PIPELINE),
    "reap": lambda store: store.reap(limit=1, overdue_ms=None),
    "receive": lambda store: store.receive("w", limit=1),
    "read": lambda store: store.read("g", "c", limit=1),
    "result": lambda store: store.result("a"),
    "status": lambda store: store.status(),
    "dead": lambda store: list(store.dead()),
    "verify": lambda store: list(store.verify()),
}


@pytest.fixture(params=["redis", "cluster"])
def spread(request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens stores on the same Redis, with any number of shards."""
    url = request.getfixturevalue("redis_cluster" if request.param == "cluster" else "redis_url")
    namespace, opened = f"t{secrets.token_hex(6)}", []

    def open_store(shards: int) -> RedisStore:
        opened.append(RedisStore(url, shards=shards, namespace=namespace))
        return opened[-1]

    yield open_store
    for store in opened:
        store.close()


@pytest.mark.parametrize("ours", [1, 5])
@pytest.mark.parametrize("name", CALLS)
def test_another_number_is_refused(spread: Open, name: str, ours: int) -> None:
    """More or fewer, whatever is asked; nothing was changed, and the right number still serves."""
    finish(spread(3), "a")
    with pytest.raises(Misconfigured, match=rf"over 3 shards, WARRAQ_SHARDS says {ours}: set WARRAQ_SHARDS=3"):
        CALLS[name](spread(ours))
    status = spread(3).status()
    assert (status.submitted, status.done) == (1, 1)


def test_any_number_will_do_before_the_first_document(spread: Open) -> None:
    """Who only looks settles nothing."""
    for shards in (1, 3, 2):
        assert spread(shards).status().submitted == 0
    assert spread(4).submit([article("a")])[0].status == "new"


def test_whoever_was_there_before_the_first_document_learns_it_too(spread: Open) -> None:
    """A producer at its first submission, which is refused whole; a worker when it looks for what is overdue."""
    late, first = spread(1), spread(3)
    assert late.status().submitted == 0
    first.submit([article("a")])
    for name in ("submit", "reap"):
        with pytest.raises(Misconfigured, match="over 3 shards"):
            CALLS[name](late)
    assert first.states(["b"]) == [None]


def test_what_is_no_article_settles_the_number_as_well(spread: Open) -> None:
    """Its letter must be found again."""
    spread(3).reject("1-1", "inbox:1-1", b"{}")
    with pytest.raises(Misconfigured, match="over 3 shards"):
        spread(1).dead_letter("inbox:1-1")


def test_a_cluster_cannot_be_waited_for(redis_cluster: str) -> None:
    """A promise that a cluster cannot keep is refused, with the setting that makes it; nothing was written."""
    namespace = f"t{secrets.token_hex(6)}"
    for replicas, submitted in ((1, 0), (0, 1)):
        store = RedisStore(redis_cluster, Policy(replicas=replicas), shards=1, namespace=namespace)
        if replicas:
            with pytest.raises(Misconfigured, match="WARRAQ_REPLICAS=0"):
                store.submit([article("a")])
        else:
            store.submit([article("a")])
        assert store.status().submitted == submitted
        store.close()
