"""One suite for both keepers of the story index."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from redis import Redis

from worker.stories import Stories
from worker.stories.memory import MemoryStories
from worker.stories.protocol import WEEK_MS
from worker.stories.redis import RedisStories

Make = Callable[..., Stories]


@pytest.fixture(params=["memory", "redis"])
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    """Makes an index with a window of so many milliseconds (a week)."""
    if request.param == "memory":
        yield lambda window_ms=WEEK_MS: MemoryStories(window_ms=window_ms)
        return
    url = request.getfixturevalue("redis_url")
    with Redis.from_url(url) as client:
        yield lambda window_ms=WEEK_MS: RedisStories(lambda: client, url, window_ms=window_ms)


@pytest.fixture
def stories(make: Make) -> Stories:
    """An empty index of a week."""
    return make()


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for a condition."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.01)
