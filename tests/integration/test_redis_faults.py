"""A real Redis that forgets, refuses, or loses answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis

from tests.contract.conftest import PIPELINE, article, claim, commit, finish, lease
from tests.proxy import proxy
from worker.errors import Misconfigured, Overloaded, Unavailable
from worker.local.embedded import redis_server
from worker.store.keys import KEYS, parse
from worker.store.protocol import Lease, Policy
from worker.store.redis import RedisStore

pytestmark = pytest.mark.redis


@pytest.fixture
def own_redis() -> Iterator[str]:
    """A server to do harm to."""
    with redis_server() as server:
        yield server.url


@pytest.fixture
def store(redis_url: str) -> Iterator[RedisStore]:
    opened = RedisStore(redis_url)
    yield opened
    opened.close()


def test_scripts_are_loaded_where_they_are_missing(own_redis: str) -> None:
    """After SCRIPT FLUSH, or on a new server, in the middle of a pipeline."""
    store = RedisStore(own_redis)
    store.submit([article("a"), article("b")])
    held = lease(store, "a")
    store.client.script_flush()
    assert [r.status for r in store.submit([article("b"), article("c"), article("c")])] == [
        "unchanged",
        "new",
        "unchanged",
    ]
    store.client.script_flush()
    assert commit(store, held) == "committed"
    store.close()


def test_everything_survives_a_restart(tmp_path: Path) -> None:
    """Documents, leases, dead letters, groups; the scripts come back by themselves."""
    with redis_server(directory=tmp_path) as server:
        store = RedisStore(server.url)
        finish(store, "done")
        store.submit([article("leased"), article("dead")])
        held = lease(store, "leased")
        store.bury("dead", 1, b"{}")
        assert len(store.read("g", "c", limit=10)) == 1
        store.close()
    with redis_server(directory=tmp_path) as server:
        store = RedisStore(server.url)
        assert commit(store, held) == "committed"
        assert [letter.id for letter in store.dead()] == ["dead"]
        assert [e.id for e in store.read("g", "c", limit=10)] == ["done"]
        assert store.status().counters["committed"] == 2
        store.close()


def losing(lose_first: int) -> Callable[[bytes], bool]:
    """Loses the answers to the first scripts."""
    left = [lose_first]

    def lose(request: bytes) -> bool:
        if b"EVALSHA" in request and left[0]:
            left[0] -= 1
            return True
        return False

    return lose


@pytest.mark.parametrize("lose_first", [1, 3])
def test_lost_answers_change_nothing(redis_url: str, lose_first: int) -> None:
    """Each call is done once, and answered as if nothing had been lost."""
    with proxy(redis_url) as (between, url):
        store = RedisStore(url)
        finish(store, "warm")  # the scripts are loaded

        between.lose = losing(lose_first)
        assert [(r.id, r.status, r.revision) for r in store.submit([article("a"), article("a"), article("b")])] == [
            ("a", "new", 1),
            ("a", "unchanged", 1),
            ("b", "new", 1),
        ]
        between.lose = losing(lose_first)
        held = lease(store, "a")
        assert held.attempt == 1
        between.lose = losing(lose_first)
        assert commit(store, held) == "already"  # a commit is right either way
        between.lose = losing(lose_first)
        assert store.bury("b", 1, b"{}")
        between.lose = losing(lose_first)
        assert store.replay("b") == "articles"
        store.bury("b", 1, b"{}")
        between.lose = losing(lose_first)
        assert store.drop("b")
        between.lose = losing(lose_first)
        assert store.requeue(["a"], pipeline="9+x") == [("a", "bulk")]
        between.lose = losing(lose_first)
        store.release(lease(store, "a", "9+x"))
        assert between.lost >= 7

        store.ack("g", store.read("g", "c", limit=10))
        finish(store, "c")
        between.lose = losing(lose_first)
        (entry,) = store.read("g", "c", limit=10)
        assert (entry.id, entry.delivered) == ("c", 1 + lose_first)
        counters = store.status().counters
        assert (counters["submitted"], counters["buried"], counters["dropped"]) == (4, 2, 1)
        assert (counters["requeued"], counters["replayed"], counters["released"]) == (1, 1, 1)
        store.close()


def test_a_claim_survives_more_losses_than_retries(redis_url: str) -> None:
    """Asked for again by its name, after an error, the lease is the one that was given; it cost one attempt."""
    with proxy(redis_url) as (between, url):
        store = RedisStore(url)
        finish(store, "warm")
        store.submit([article("a")])
        between.lose = lambda request: b"EVALSHA" in request
        with pytest.raises(Unavailable):
            store.claim(["a"], pipeline=PIPELINE, token="mine")
        between.lose = lambda _: False
        (held,) = store.claim(["a"], pipeline=PIPELINE, token="mine")
        assert isinstance(held, Lease)
        assert held.attempt == 1
        assert store.status().counters["claimed"] == 2  # with the warm one
        store.close()


def test_a_dead_network_is_unavailable(redis_url: str) -> None:
    """After the retries, and it says where."""
    with proxy(redis_url) as (between, url):
        store = RedisStore(url)
        between.lose = lambda _: True
        with pytest.raises(Unavailable, match=str(between.port)):
            store.status()
        between.lose = lambda _: False
        assert store.status().queued == 0
        store.close()


def test_a_full_redis_takes_no_new_work_and_loses_none(own_redis: str) -> None:
    """Submissions and claims are refused whole; what is at work can be finished, buried, read."""
    store = RedisStore(own_redis)
    store.submit([article("a"), article("b"), article("c"), article("waits")])
    held, doomed = lease(store, "a"), lease(store, "b")
    released = lease(store, "c")
    store.client.config_set("maxmemory", 1)
    with pytest.raises(Overloaded, match="maxmemory"):
        store.submit([article("new")])
    with pytest.raises(Overloaded):
        claim(store, "waits")
    assert commit(store, held) == "committed"
    assert store.bury("b", doomed.revision, b"{}")
    store.release(released)
    assert store.reap(limit=10, overdue_ms=0) != []
    store.client.config_set("maxmemory", 0)
    assert store.client.exists("warraq:{0}:record:new", "warraq:{0}:article:new") == 0
    status = store.status()
    assert (status.queued, status.leased, status.done, status.dead) == (2, 0, 1, 1)
    assert [e.id for e in store.read("g", "c", limit=10)] == ["a"]
    assert lease(store, "waits").attempt == 1
    store.close()


def test_a_nearly_full_redis_takes_no_submissions(own_redis: str) -> None:
    """The rest of its memory is for results; there is room again when there is memory again."""
    store = RedisStore(own_redis, Policy(max_memory=0.5))
    store.client.config_set("maxmemory", store.client.info("memory")["used_memory"] * 3 // 2)
    with pytest.raises(Overloaded, match=r"\d+% of its maxmemory"):
        store.submit([article("a")])
    store.client.config_set("maxmemory", "1gb")
    assert store.submit([article("a")])[0].status == "new"
    store.close()


def test_passwords(own_redis: str) -> None:
    """None, a wrong one, the right one; never shown."""
    with Redis.from_url(own_redis) as client:
        client.config_set("requirepass", "s3cret")
    with pytest.raises(Misconfigured, match="wants a password"):
        RedisStore(own_redis).status()
    wrong = RedisStore(own_redis.replace("//", "//:wr0ng@"))
    with pytest.raises(Misconfigured, match="refuses") as caught:
        wrong.status()
    assert "wr0ng" not in str(caught.value)
    assert "wr0ng" not in repr(wrong)
    assert RedisStore(own_redis.replace("//", "//:s3cret@")).status().queued == 0


def test_a_read_only_replica(own_redis: str) -> None:
    """The primary is asked for."""
    store = RedisStore(own_redis)
    store.submit([article("a")])
    store.client.config_set("replica-serve-stale-data", "yes")
    store.client.replicaof("127.0.0.1", 1)
    with pytest.raises(Misconfigured, match="primary"):
        store.submit([article("b")])
    store.client.replicaof("NO", "ONE")
    store.close()


def test_a_user_without_the_right(own_redis: str) -> None:
    """Least privilege done wrong is said so."""
    with Redis.from_url(own_redis) as client:
        client.execute_command("ACL", "SETUSER", "reader", "on", ">pw", "~*", "+get", "+ping", "+@connection")
    with pytest.raises(Misconfigured, match="does not allow"):
        RedisStore(own_redis.replace("//", "//reader:pw@")).submit([article("a")])


def test_every_key_is_in_the_table(store: RedisStore) -> None:
    """Its kind, its type, and a lifetime only where the table says so."""
    kept = RedisStore(store.url, Policy(result_ttl_ms=60_000, max_deliveries=1))
    finish(kept, "done")
    kept.submit([article("queued"), article("released"), article("leased"), article("dead"), article("dropped")])
    kept.release(lease(kept, "released"))
    lease(kept, "leased")
    for id in ("dead", "dropped"):
        kept.bury(id, 1, b"{}")
    kept.drop("dropped")
    kept.client.xadd("warraq:{0}:inbox", {"article": b"x"})
    kept.receive("w", limit=1)
    for _ in range(2):
        kept.read("g", "c", limit=10)  # the second time it goes aside
    found = set()
    for key in kept.client.scan_iter():
        kind, _ = parse(key.decode())
        found.add(kind)
        assert kept.client.type(key).decode() == KEYS[kind].type
        assert kept.client.ttl(key) == -1 or KEYS[kind].lifetime
    assert found == set(KEYS)
    kept.close()


def test_two_installations_on_one_server(redis_url: str) -> None:
    """A namespace each: they do not see each other."""
    one, two = RedisStore(redis_url, namespace="one"), RedisStore(redis_url, namespace="two")
    finish(one, "a")
    assert two.result("a") is None
    assert two.status().submitted == 0
    assert isinstance(Lease("a", 1, 1, b""), Lease)
    for store in (one, two):
        store.close()
