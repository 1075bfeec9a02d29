"""`warraq doctor` on servers that were made ill, one way at a time: it names the illness and what to type."""

from __future__ import annotations

import re
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from redis import Redis

from tests.chaos.lab import Server, until
from worker import doctor
from worker.doctor import Finding, examine
from worker.errors import Unavailable
from worker.settings import Settings, load

pytestmark = pytest.mark.redis

WELL = ("--appendonly", "yes")


def ill(settings: Settings) -> list[Finding]:
    return [finding for finding in examine(settings) if finding.verdict != "ok"]


def of(tmp_path: Path, *options: str, **settings: Any) -> list[Finding]:
    """What is wrong with a server of these options."""
    server = Server(tmp_path, *options)
    try:
        return ill(load(redis_url=server.url, **settings))
    finally:
        server.kill()


def test_a_sound_server_has_nothing(tmp_path: Path) -> None:
    """With a bound to its memory and a file that keeps it."""
    assert of(tmp_path, *WELL, "--maxmemory", "100mb") == []


@pytest.mark.parametrize(
    ("options", "verdict", "what", "mend"),
    [
        (
            (*WELL, "--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"),
            "bad",
            "maxmemory-policy allkeys-lru: a full Redis forgets articles",
            "CONFIG SET maxmemory-policy noeviction",
        ),
        (("--appendonly", "no"), "warn", "appendonly is off", "CONFIG SET appendonly yes"),
        ((*WELL, "--replicaof", "127.0.0.1 1"), "bad", "this Redis is a replica", "name the primary"),
    ],
)
def test_what_is_wrong_is_named_with_what_mends_it(
    tmp_path: Path, options: tuple[str, ...], verdict: str, what: str, mend: str
) -> None:
    """And nothing else is."""
    (finding,) = of(tmp_path, *options)
    assert finding.verdict == verdict
    assert what in finding.what
    assert mend in finding.mend


def test_a_server_that_is_nearly_full(tmp_path: Path) -> None:
    """How much a server needs for itself differs by its release."""
    server = Server(tmp_path, *WELL)
    try:
        with Redis.from_url(server.url) as client:
            client.config_set("maxmemory", client.info("memory")["used_memory"] * 10 // 8)
        (finding,) = ill(load(redis_url=server.url))
    finally:
        server.kill()
    assert (finding.verdict, "of maxmemory used" in finding.what) == ("warn", True)
    assert "raise maxmemory" in finding.mend


def test_a_broker_that_is_away_is_no_wonder_to_the_user(tmp_path: Path) -> None:
    """It may be another server than the ledger's, and without it no worker wakes up."""
    (finding,) = of(tmp_path, *WELL, broker_url="redis://:secret@127.0.0.1:1/0")
    assert (finding.verdict, finding.mend) == ("bad", "set WARRAQ_BROKER_URL, or start it")
    assert "127.0.0.1:1" in finding.what
    assert "secret" not in finding.what


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """A full disk: Redis refuses even to be asked how it is, and the error says why."""
    server = Server(tmp_path, *WELL, "--appendfsync", "everysec", "--stop-writes-on-bgsave-error", "no")
    try:
        server.fill_disk()
        with Redis.from_url(server.url) as client:
            until(lambda: _broken(client), "the file cannot be written")
        with pytest.raises(Unavailable, match="cannot write to its disk"):
            ill(load(redis_url=server.url))
    finally:
        server.kill()


def _broken(client: Redis) -> bool:
    try:
        client.set("key", "x" * 100_000)
    except Exception:
        return True
    return client.info("persistence")["aof_last_write_status"] != "ok"


def test_every_primary_of_a_cluster_is_looked_at(tmp_path: Path) -> None:
    """One that evicts is enough to lose articles."""
    from tests.clusters import cluster

    broker = Server(tmp_path, *WELL)
    try:
        with cluster() as url:
            port = int(url.rpartition(":")[2].split("/")[0])
            with Redis(port=port) as client:
                client.config_set("maxmemory-policy", "allkeys-lru")
            found = ill(load(redis_url=url, broker_url=broker.url))
    finally:
        broker.kill()
    assert [finding.what for finding in found if "evict" in finding.what or "policy" in finding.what] == [
        f"127.0.0.1:{port}: maxmemory-policy allkeys-lru: a full Redis forgets articles"
    ]


@pytest.mark.parametrize("ahead", [90, -90])
def test_clocks_that_disagree(redis_url: str, monkeypatch: pytest.MonkeyPatch, ahead: int) -> None:
    """By more than a few seconds; the finding says by how much, and which is ahead."""
    real = time.time
    monkeypatch.setattr(doctor.time, "time", lambda: real() + ahead)
    (said,) = [finding.what for finding in ill(load(redis_url=redis_url)) if "clock" in finding.what]
    told = re.fullmatch(r"this machine's clock is ([+-]\d+) s from Redis's", said)
    assert told
    assert 60 <= int(told[1]) * ahead / 90 <= 90  # less by as much as the question took


def test_a_slow_answer_is_no_wrong_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Redis's time lies between question and answer, however far these are apart."""
    redis: Any = SimpleNamespace(time=lambda: (1_060, 0))
    moments = iter([1_000.0, 1_120.0])
    monkeypatch.setattr(doctor.time, "time", lambda: next(moments))
    assert doctor._clock(redis, {}).verdict == "ok"


def test_a_redis_that_is_too_old() -> None:
    """Streams and scripts need 6.2."""
    assert doctor._version(None, {"redis_version": "5.0.14"}).verdict == "bad"
    assert doctor._version(None, {"redis_version": "6.2.0"}).verdict == "ok"
    assert doctor._version(None, {"redis_version": "255.255.255"}).verdict == "ok"


@pytest.mark.parametrize(
    ("setting", "extra"), [({"tracing": True}, "otel"), ({"metrics_port": 9105}, "web"), ({"compress": True}, "zstd")]
)
def test_what_was_asked_for_and_is_not_installed(
    redis_url: str, monkeypatch: pytest.MonkeyPatch, setting: dict[str, Any], extra: str
) -> None:
    """Named with the command that installs it."""
    monkeypatch.setattr(doctor, "missing", lambda name: ["no-such"] if name == extra else [])
    assert f"pip install 'warraq[{extra}]'" in [finding.mend for finding in ill(load(redis_url=redis_url, **setting))]
