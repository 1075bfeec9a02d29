"""The Redis users of docs/redis-users.acl: each can do its work, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from redis import Redis
from redis.exceptions import NoPermissionError

from tests.contract.conftest import article, claim, commit, finish, lease
from worker.broker import celery_app
from worker.errors import Misconfigured
from worker.local.embedded import redis_server
from worker.publish import Publisher
from worker.settings import load
from worker.store.keys import Shard
from worker.store.protocol import Policy, Refused
from worker.store.redis import RedisStore

pytestmark = pytest.mark.redis

USERS = Path(__file__).parents[2] / "docs" / "redis-users.acl"
KEY = Shard(0).key
As = Callable[[str], RedisStore]


@pytest.fixture
def host() -> Iterator[str]:
    """A Redis with the users of the file (but for the default one, which sets things up)."""
    with redis_server() as server, Redis.from_url(server.url) as admin:
        if int(admin.info()["redis_version"].partition(".")[0]) < 7:
            pytest.skip("the users' rules need Redis 7: selectors, and read-only keys")
        for line in USERS.read_text().splitlines():
            _, name, *rules = line.split()
            if name != "default":
                admin.execute_command("ACL", "SETUSER", name, *rules)
        yield server.url


@pytest.fixture
def by(host: str) -> Iterator[As]:
    """The store as one of the users sees it."""
    opened: list[RedisStore] = []

    def store(user: str) -> RedisStore:
        opened.append(RedisStore(url_of(host, user), Policy(max_deliveries=1)))
        return opened[-1]

    yield store
    for one in opened:
        one.close()


def url_of(host: str, user: str) -> str:
    return host.replace("//", f"//{user}:CHANGE-ME-{user.upper()}@")


def publish(host: str, user: str) -> int:
    """Announce a document as `user`; how many messages wait."""
    settings = load(redis_url=SecretStr(url_of(host, user)))
    publisher = Publisher(celery_app(settings), settings)
    try:
        publisher.publish(["a"], "articles")
        return publisher.waiting("articles")
    finally:
        publisher.close()


def test_a_producer_submits_and_reads_nothing(host: str, by: As) -> None:
    """Neither results nor what others submitted; it cannot do a worker's or an operator's work."""
    finish(by("worker"), "done")
    store = by("producer")
    assert store.submit([article("a")])[0].status == "new"
    assert store.submit([article("a", "b"), article("done", "b")])[0].status == "revised"
    assert store.states(["a"]) == ["queued"]
    assert publish(host, "producer") == 1
    for forbidden in (
        lambda: store.result("done"),
        lambda: claim(store, "a"),
        lambda: store.read("g", "c", limit=1),
        lambda: list(store.dead()),
    ):
        with pytest.raises(Misconfigured, match="does not allow"):
            forbidden()


def test_any_program_may_be_let_to_the_inbox_alone(host: str, by: As) -> None:
    """XADD, and nothing else."""
    with Redis.from_url(url_of(host, "inbox")) as client:
        client.xadd(KEY("inbox"), {"article": b"{}"})
        for forbidden in (lambda: client.xrange(KEY("inbox")), lambda: client.xadd(KEY("results"), {"id": b"x"})):
            with pytest.raises(NoPermissionError):
                forbidden()
    assert len(by("worker").receive("w", limit=10)) == 1


def test_a_worker_does_all_of_the_work(host: str, by: As) -> None:
    """From the inbox to the result; it cannot configure or empty the server."""
    store = by("worker")
    store.client.xadd(KEY("inbox"), {"article": b"{}"})
    (item,) = store.receive("w", limit=10)
    store.submit([article("a"), article("b"), article("c")])
    store.done([item.position])
    assert commit(store, lease(store, "a")) == "committed"
    store.release(lease(store, "b"))
    store.bury("c", 1, b"{}")
    assert store.reap(limit=10, overdue_ms=None) == [("b", "articles")]
    assert store.tidy().entries == 1
    assert store.status().done == 1
    assert publish(host, "worker") == 1
    forbids(store, "CONFIG GET maxmemory", "FLUSHALL", "FLUSHDB", "KEYS *", "GET other:key", "ACL LIST", "SHUTDOWN")


def test_a_consumer_reads_and_writes_nothing_but_its_place(by: As) -> None:
    """Its group's progress and its poison; no result, document or entry."""
    finish(by("worker"), "a", "b")
    store = by("consumer")
    entries = store.read("g", "c", limit=1)
    assert store.result(entries[0].id) is not None
    assert len(store.read("g", "c", limit=10)) == 1  # the first went aside
    store.ack("g", entries)
    assert len(store.aside("g")) == 1
    forbids(
        store,
        f"SET {KEY('result', 'a')} forged",
        f"XADD {KEY('results')} * id x",
        f"XTRIM {KEY('results')} MAXLEN 0",
        f"XDEL {KEY('results')} 1-1",
        f"DEL {KEY('result', 'a')}",
        f"XGROUP DESTROY {KEY('results')} g",
        f"HSET {KEY('counters')} committed 0",
        f"GET {KEY('article', 'a')}",
    )
    for forbidden in (lambda: store.submit([article("x")]), lambda: store.bury("a", 1, b"{}")):
        with pytest.raises(Misconfigured, match="does not allow"):
            forbidden()
    assert claim(by("worker"), "a") == Refused("a", "done")


def test_an_operator_looks_after_documents(host: str, by: As) -> None:
    """Dead letters, reprocessing, verification; not the server."""
    worker = by("worker")
    finish(worker, "done")
    worker.submit([article("dead"), article("dropped")])
    for id in ("dead", "dropped"):
        worker.bury(id, 1, b"{}")
    store = by("operator")
    assert [letter.id for letter in store.dead()] == ["dead", "dropped"]
    assert store.replay("dead") == "articles"
    assert store.drop("dropped")
    assert store.requeue(["done"], pipeline="9+x") == [("done", "bulk")]
    assert list(store.verify()) == []
    assert list(store.ids()) == ["done"]
    assert store.groups() == []
    assert publish(host, "operator") == 1
    forbids(store, "CONFIG SET maxmemory 1", "FLUSHALL", "ACL LIST", "GET other:key")


def forbids(store: RedisStore, *commands: str) -> None:
    client: Any = store.client
    for command in commands:
        with pytest.raises(NoPermissionError):
            client.execute_command(*command.split())
