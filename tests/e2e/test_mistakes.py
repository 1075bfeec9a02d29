"""A wrong Redis: each command says what is wrong and what to do, and shows no password."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from redis import Redis

from worker.local.embedded import redis_server
from worker.store.protocol import Submission
from worker.store.redis import RedisStore

pytestmark = pytest.mark.redis

COMMANDS = [["submit", "scripts/samples"], ["worker", "--concurrency", "1"], ["up", "--workers", "1"]]


def told(url: str, arguments: list[str], **settings: str) -> str:
    environment = os.environ | {"WARRAQ_REDIS_URL": url} | settings
    command = [sys.executable, "-m", "worker.cli", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=300, check=False)
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert "Traceback" not in said
    assert "sesame" not in said
    return said


@pytest.fixture(scope="module")
def replica(redis_host: str) -> Iterator[str]:
    """A read-only copy of the test server."""
    primary = urlsplit(redis_host)
    with redis_server() as server, Redis.from_url(server.url) as redis:
        redis.replicaof(primary.hostname or "localhost", primary.port or 6379)
        yield server.url


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_a_wrong_password_is_named(redis_host: str, arguments: list[str]) -> None:
    """Where to correct it stands in the message."""
    server = urlsplit(redis_host)
    said = told(f"redis://somebody:sesame@{server.hostname}:{server.port}/0", arguments)
    assert "refuses the user or password; check WARRAQ_REDIS_URL" in said


@pytest.mark.parametrize("arguments", COMMANDS[:2], ids=lambda arguments: arguments[0])
def test_a_read_only_replica_is_named(replica: str, arguments: list[str]) -> None:
    """Work must go to the primary."""
    assert "is a read-only replica; WARRAQ_REDIS_URL must name the primary" in told(replica, arguments)


@pytest.mark.parametrize("arguments", [["submit", "scripts/samples"], ["consume"], ["status"], ["doctor"]])
def test_a_redis_that_is_down_is_named(arguments: list[str]) -> None:
    """With its address, to be checked or started."""
    assert "127.0.0.1:1/0 does not answer; is it running?" in told("redis://:sesame@127.0.0.1:1/0", arguments)


def test_an_argument_that_is_no_text_is_named(redis_url: str) -> None:
    """Bytes that are not UTF-8 can be no id."""
    assert "an argument is not UTF-8" in told(redis_url, ["show", os.fsdecode(b"\xff")])


def test_a_doctor_without_redis_tells_the_rest() -> None:
    """What was found before Redis was asked is told all the same."""
    environment = os.environ | {"WARRAQ_REDIS_URL": "redis://127.0.0.1:1/0"}
    done = subprocess.run(
        [sys.executable, "-m", "worker.cli", "doctor"], env=environment, capture_output=True, check=False
    )
    assert "time limits: document 30 s" in done.stdout.decode()
    assert done.returncode == 2


@pytest.mark.parametrize("arguments", [*COMMANDS[:2], ["consume"], ["status"], ["show", "a"]], ids=" ".join)
def test_another_number_of_shards_is_named(redis_url: str, arguments: list[str]) -> None:
    """Both numbers are, for documents would be looked for where they are not."""
    with closing(RedisStore(redis_url, shards=2)) as store:
        store.submit([Submission("a", b"{}", digest="a")])
    said = told(redis_url, arguments, WARRAQ_SHARDS="3")
    assert "spread over 2 shards, WARRAQ_SHARDS says 3: set WARRAQ_SHARDS=2" in said
