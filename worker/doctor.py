"""What is misconfigured, and how to mend it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Literal

from redis import Redis, RedisCluster

from worker.broker import MESSAGE_SECONDS, QUEUES, celery_app, message_seconds
from worker.errors import WarraqError
from worker.extras import missing
from worker.publish import Publisher
from worker.settings import Settings
from worker.store.connection import connect, disconnect
from worker.store.faults import public, translated

Verdict = Literal["ok", "warn", "bad"]
Info = Mapping[str, Any]

_OLDEST_REDIS = (6, 2)
_CLOCK_SECONDS = 5.0  # the ledger's times are Redis's; more than this and the logs mislead
_FULL = 0.7  # share of maxmemory from which on an operator wants to know


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `mend` says what to do where it is not well."""

    verdict: Verdict
    what: str
    mend: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """All findings. Raises `Misconfigured` or `Unavailable` where Redis cannot be asked at all."""
    yield from _time_limits(settings)
    yield _text_stack()
    yield from _extras(settings)
    url = settings.redis_url.get_secret_value()
    with translated(url), _closing(connect(url, retries=0)) as client:
        servers = [(name, server, server.info()) for name, server in _servers(client)]
        yield Finding("ok", f"Redis answers at {public(url)}")
        for name, server, info in servers:
            for finding in (check(server, info) for check in _REDIS_CHECKS):
                yield replace(finding, what=f"{name}{finding.what}")
    yield _broker(settings)


@contextmanager
def _closing(client: Redis | RedisCluster) -> Iterator[Redis | RedisCluster]:
    """`client`, and then none of its connections."""
    try:
        yield client
    finally:
        disconnect(client)


def _servers(client: Redis | RedisCluster) -> Iterator[tuple[str, Redis]]:
    """What to put before its findings, and each server: of a cluster every primary, for one that is ill is enough."""
    if not isinstance(client, RedisCluster):
        yield "", client
        return
    for node in client.get_primaries():
        yield f"{node.name}: ", client.get_redis_connection(node)


def _time_limits(settings: Settings) -> Iterator[Finding]:
    if settings.document_time_limit >= MESSAGE_SECONDS:
        yield Finding("bad", "one document may take longer than a message", "lower WARRAQ_DOCUMENT_TIME_LIMIT")
    else:
        lease = f"lease, and so the broker's visibility timeout, {settings.lease_ms / 1000:g} s"
        largest = settings.seconds_for(settings.max_article_bytes) - settings.document_time_limit
        grows = f"document and lease up to {largest:.0f} s more for a large article"
        limits = (
            f"document {settings.document_time_limit:g} s < {lease} ({grows}); message {message_seconds(settings)} s"
        )
        yield Finding("ok", f"time limits: {limits}")


def _text_stack() -> Finding:
    if names := missing("worker"):
        what = f"no text stack ({', '.join(names)}): this machine can submit and consume only"
        return Finding("warn", what, "pip install 'warraq[worker]'")
    return Finding("ok", "text stack installed")


def _extras(settings: Settings) -> Iterator[Finding]:
    """What was asked for and cannot be done here."""
    asked = (
        ("web", "METRICS_PORT", settings.metrics_port),
        ("otel", "TRACING", settings.tracing),
        ("zstd", "COMPRESS", settings.compress),
        ("transformers", "ENTITY_TRANSFORMERS", settings.entity_transformers),
    )
    for extra, name, wanted in asked:
        if wanted and (names := missing(extra)):
            yield Finding("bad", f"WARRAQ_{name} needs {', '.join(names)}", f"pip install 'warraq[{extra}]'")


def _broker(settings: Settings) -> Finding:
    """Whether messages get through; it may be another server than the ledger's."""
    url = public(settings.broker.get_secret_value())
    publisher = Publisher(celery_app(settings), settings)
    try:
        waiting = sum(publisher.waiting(queue) for queue in QUEUES)
    except WarraqError as error:
        return Finding("bad", f"the broker: {error}", "set WARRAQ_BROKER_URL, or start it")
    finally:
        publisher.close()
    return Finding("ok", f"the broker answers at {url}; {waiting:,} messages wait")


def _set(option: str) -> str:
    return f"redis-cli CONFIG SET {option}, and CONFIG REWRITE so that it lasts"


def _version(_redis: Redis, info: Info) -> Finding:
    version = str(info["redis_version"])
    if tuple(int(part) for part in version.split(".")[:2]) < _OLDEST_REDIS:
        return Finding("bad", f"Redis {version} is too old", "upgrade to 6.2 or newer")
    return Finding("ok", f"Redis {version}")


def _role(_redis: Redis, info: Info) -> Finding:
    if info["role"] != "master":
        return Finding(
            "bad", "this Redis is a replica: it cannot be written to", "name the primary in WARRAQ_REDIS_URL"
        )
    return Finding("ok", "this Redis is a primary")


def _eviction(_redis: Redis, info: Info) -> Finding:
    policy = str(info.get("maxmemory_policy", "?"))
    if policy != "noeviction":
        return Finding(
            "bad", f"maxmemory-policy {policy}: a full Redis forgets articles", _set("maxmemory-policy noeviction")
        )
    return Finding("ok", "maxmemory-policy noeviction")


def _persistence(_redis: Redis, info: Info) -> Finding:
    if not info.get("aof_enabled"):
        return Finding("warn", "appendonly is off: a restart of Redis loses documents", _set("appendonly yes"))
    if info.get("aof_last_write_status") != "ok":
        return Finding("bad", "the append-only file cannot be written", "see Redis's log; is its disk full?")
    return Finding("ok", "append-only file on")


def _memory(_redis: Redis, info: Info) -> Finding:
    used, bound = int(info["used_memory"]), int(info.get("maxmemory", 0))
    if bound and used > _FULL * bound:
        return Finding(
            "warn",
            f"{used / bound:.0%} of maxmemory used",
            "raise maxmemory, or set WARRAQ_RESULT_TTL_HOURS; at 80 % submissions are refused",
        )
    return Finding("ok", f"{used / 2**20:.0f} MiB used" + (f" of {bound / 2**20:.0f}" if bound else ", no maxmemory"))


def _clock(redis: Redis, _info: Info) -> Finding:
    asked = time.time()
    seconds, micros = redis.time()
    theirs = seconds + micros / 1e6
    drift = max(asked, min(theirs, time.time())) - theirs  # none where theirs lies between question and answer
    if abs(drift) > _CLOCK_SECONDS:
        return Finding("warn", f"this machine's clock is {drift:+.0f} s from Redis's", "let NTP set both")
    return Finding("ok", "clocks agree")


_REDIS_CHECKS: tuple[Callable[[Redis, Info], Finding], ...] = (
    _version,
    _role,
    _eviction,
    _persistence,
    _memory,
    _clock,
)
