"""What verify finds, when a store was damaged, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.contract.conftest import article, finish, lease
from worker.store.keys import Shard
from worker.store.protocol import Policy
from worker.store.redis import RedisStore

pytestmark = pytest.mark.redis
KEY = Shard(0).key


@pytest.fixture
def store(redis_url: str) -> Iterator[RedisStore]:
    """Two documents in every state there is."""
    opened = RedisStore(redis_url, Policy())
    for n in "12":
        finish(opened, f"done{n}")
        opened.submit([article(f"{state}{n}") for state in ("queued", "leased", "released", "dead", "dropped")])
        lease(opened, f"leased{n}")
        opened.release(lease(opened, f"released{n}"))
        for state in ("dead", "dropped"):
            opened.bury(f"{state}{n}", 1, b"{}")
        opened.drop(f"dropped{n}")
    opened.reject("1-1", "inbox:1-1", b"{}")
    yield opened
    opened.close()


def test_nothing_is_found_where_nothing_is_wrong(store: RedisStore) -> None:
    """Documents in every state hold together."""
    assert list(store.verify()) == []


Damage = Callable[[RedisStore], object]

AGAIN: dict[Any, Any] = {"id": "done2", "revision": 1, "number": 3}
DAMAGES: list[tuple[str, Damage, str, str]] = [
    ("article", lambda s: s.client.delete(KEY("article", "queued1")), "missing", "queued1"),
    ("record", lambda s: s.client.delete(KEY("record", "queued1")), "doubled", "queued1"),
    ("result", lambda s: s.client.delete(KEY("result", "done1")), "missing", "done1"),
    ("letter", lambda s: s.client.delete(KEY("letter", "dead1")), "missing", "dead1"),
    ("inbox letter", lambda s: s.client.delete(KEY("letter", "inbox:1-1")), "missing", "inbox:1-1"),
    ("unlisted letter", lambda s: s.client.zrem(KEY("dead"), "dead1"), "missing", "dead1"),
    ("unlisted result", lambda s: s.client.zrem(KEY("done"), "done1"), "missing", "done1"),
    ("unlisted open", lambda s: s.client.zrem(KEY("open"), "leased1"), "missing", "leased1"),
    ("in no queue", lambda s: s.client.zrem(KEY("waiting"), "queued1"), "stuck", "queued1"),
    ("never released", lambda s: s.client.zrem(KEY("retry"), "released1"), "stuck", "released1"),
    ("lease long over", lambda s: s.client.zadd(KEY("leased"), {"leased1": 1}), "stuck", "leased1"),
    ("in two queues", lambda s: s.client.zadd(KEY("retry"), {"queued1": 1}), "doubled", "queued1"),
    ("done and queued", lambda s: s.client.zadd(KEY("waiting"), {"done1": 1}), "doubled", "done1"),
    (
        "two entries",
        lambda s: s.client.xadd(KEY("results"), {"id": "done2", "revision": 1, "number": 3}),
        "doubled",
        "done2",
    ),
]


@pytest.mark.parametrize(("damage", "kind", "id"), [d[1:] for d in DAMAGES], ids=[d[0] for d in DAMAGES])
def test_damage_is_named(store: RedisStore, damage: Damage, kind: str, id: str) -> None:
    """Kind and id of the one document that is wrong, and of no other."""
    damage(store)
    found = [finding for finding in store.verify() if finding.kind != "books"]
    assert (kind, id) in {(finding.kind, finding.id) for finding in found}
    assert {finding.id for finding in found} == {id}


def test_a_lost_entry_is_named_by_its_number(store: RedisStore) -> None:
    """A consumer will never see that commit."""
    finish(store, "done3")
    middle = store.read("g", "c", limit=10)[1]
    store.client.xdel(KEY("results"), middle.position)
    (finding,) = store.verify()
    assert (finding.kind, finding.detail) == ("missing", "results entries 2 to 2")


def test_sums_that_differ_are_told(store: RedisStore) -> None:
    """A counter was lost, or a document vanished."""
    store.client.hincrby(KEY("counters"), "submitted", 5)
    (finding,) = store.verify()
    assert finding.kind == "books"
    assert "are open instead of" in finding.detail


def test_forgotten_documents_are_not_missed(redis_url: str) -> None:
    """Retention is no damage."""
    brief = RedisStore(redis_url, Policy(result_ttl_ms=1))
    finish(brief, "gone")
    while brief.client.exists(KEY("record", "gone")):
        pass
    assert [f for f in brief.verify() if f.id == "gone"] == []
    brief.close()
