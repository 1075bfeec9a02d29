"""What only the Redis index can show: many processes, bounded keys, the oldest server."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis

from tests.conftest import empty_database
from tests.contract.stories.texts import mixture, signed, text
from worker.errors import Unavailable
from worker.stories.memory import MemoryStories
from worker.stories.redis import RedisStories

pytestmark = pytest.mark.redis


@pytest.fixture
def client(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as made:
        yield made


def _index(client: Redis, **options: int) -> RedisStories:
    return RedisStories(lambda: client, "redis://test", **options)


DOCUMENTS = [
    (f"{story}-{copy}", mixture(story, 1000 + 10 * story + copy, share))
    for story in range(30)
    for copy, share in enumerate((1.0, 0.95, 0.9, 0.85))
]


def _groups(found: dict[str, str | None]) -> set[frozenset[str]]:
    groups: dict[str | None, set[str]] = {}
    for id, cluster in found.items():
        groups.setdefault(cluster, set()).add(id)
    return {frozenset(group) for group in groups.values()}


def test_four_workers_find_the_clusters_that_one_finds(redis_url: str) -> None:
    """Each placement is atomic, so no two can miss each other."""
    alone = MemoryStories()
    with ThreadPoolExecutor(4) as pool, Redis.from_url(redis_url) as client:
        index = _index(client)
        list(pool.map(lambda one: index.place(one[0], 1, one[1]), DOCUMENTS))
        together = {id: index.place(id, 1, signature).id for id, signature in DOCUMENTS}
    for id, signature in DOCUMENTS:
        alone.place(id, 1, signature)
    assert _groups(together) == _groups({id: alone.place(id, 1, signature).id for id, signature in DOCUMENTS})


def test_all_keys_share_a_slot_and_expire(client: Redis) -> None:
    """A cluster's node keeps the window, and what nobody adds to goes away by itself."""
    index = _index(client)
    for id, signature in DOCUMENTS:
        index.place(id, 1, signature)
    lasting = {b"state", b"ticks", b"sizes", b"latest"}  # a handful of bytes, or pruned as documents come
    for key in client.scan_iter():
        assert key.startswith(b"warraq:{stories}:")
        assert key.rpartition(b":")[2] in lasting or client.pttl(key) > 0 or key.split(b":")[2] in lasting


def test_pages_grow_with_the_window_and_old_ones_still_answer(client: Redis) -> None:
    """Documents placed when the window was small are found when it is large."""
    index = _index(client)
    first = index.place("first", 1, signed(text(1)))
    client.hset("warraq:{stories}:state", "next", 100_000)  # as if as many had come since
    second = index.place("second", 1, signed(text(1)))
    assert second.id == first.id
    assert any(key.startswith(b"warraq:{stories}:b3:") for key in client.scan_iter())
    assert index.place("third", 1, signed(text(1))).id == first.id


def test_a_story_outlives_its_first_document(client: Redis) -> None:
    """Its id stays while it goes on, though the document that it is named after has left the window."""
    index = _index(client)
    first = index.place("first", 1, signed(text(1)))
    index.place("second", 1, signed(text(1)))
    other = index.place("other", 1, mixture(1, 2, 0.5))
    assert other.id != first.id
    _leave_the_window(client, 2)
    assert index.place("third", 1, signed(text(1))).id == first.id
    bridged = index.place("bridge", 1, mixture(1, 2, 0.72))
    assert bridged.id == first.id == index.place("second", 1, signed(text(1))).id
    for id in (first.id, other.id):
        found = index.story(id or "")
        assert found is not None
        assert found.id == first.id


def _leave_the_window(client: Redis, oldest: int) -> None:
    """As if the documents below number `oldest` were older than the window."""
    moment = client.lindex("warraq:{stories}:ticks", 0).partition(b":")[0]
    client.lset("warraq:{stories}:ticks", 0, moment + b":%d" % oldest)


def test_it_works_on_the_oldest_server_that_is_supported(oldest_redis_host: str) -> None:
    """Redis 6.2."""
    with empty_database(oldest_redis_host) as url, Redis.from_url(url) as client:
        index = _index(client)
        first = index.place("a", 1, signed(text(1)))
        assert index.place("b", 1, signed(text(1))).id == first.id
        assert index.newest(1)[0].documents == ("a", "b")


def test_a_server_that_is_away_is_unavailable() -> None:
    """One of our errors, naming the address."""
    with Redis(port=1, socket_connect_timeout=1) as client, pytest.raises(Unavailable, match="redis://test"):
        _index(client).place("a", 1, signed(text(1)))
