"""What one Redis carries, and what a day of many articles takes: the numbers behind docs/scaling.md.

Redis does its work in one thread. So what it can do is one second divided by the CPU time that it spends on a
document, which does not depend on what else the machine does meanwhile.
"""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from redis import Redis

from schemas import Article
from scripts.benchmark import rig
from scripts.benchmark.report import Report
from scripts.benchmark.timing import percentile, seconds
from worker.bootstrap import Parts, build
from worker.producer import submission
from worker.settings import load as settings
from worker.stages import process
from worker.store.keys import shard_of
from worker.store.protocol import Lease, Result

_PIPELINE = "0+scaling"
_TOGETHER = 32  # documents a message
_COPIES = 20  # of the corpus, under other ids: enough to time
_DAY = 1_000_000  # articles
_PEAK = 3  # the busiest hour of a newsroom's day, against the mean
_SHARE = 0.7  # of a Redis that is planned with: the rest is for failover, rewriting its file, and status calls
_SHARDS = 16


def measure(report: Report, corpus: Sequence[Article]) -> None:
    """CPU time, memory, disk and network of one Redis; the wait before a worker; how even shards are."""
    documents: list[bytes] = []
    spent = seconds(lambda: documents.extend(process(article).to_json() for article in corpus))
    pace = len(corpus) / spent
    report.add("scaling", "pipeline, one core", pace, "docs/s")
    report.add("scaling", "article, on the wire", _mean(submission(one).payload for one in corpus), "bytes")
    report.add("scaling", "Document, on the wire", _mean(documents), "bytes")
    for compress in (False, True):
        with _ledger(compress=compress) as (parts, client):
            _redis(report, parts, client, _Load(corpus, documents, pace), "zstd" if compress else "plain")
    _queue(report, 1 / pace)
    counts = Counter(shard_of(f"article-{number}", _SHARDS) for number in range(100_000))
    report.add("scaling", f"fullest of {_SHARDS} shards ÷ mean", max(counts.values()) * _SHARDS / 100_000, "ratio")


@dataclass(frozen=True)
class _Load:
    """Articles, their Documents as JSON, and how many a core makes a second."""

    corpus: Sequence[Article]
    documents: Sequence[bytes]
    pace: float


def _redis(report: Report, parts: Parts, client: Redis, load: _Load, form: str) -> None:
    articles = [one.model_copy(update={"id": f"{copy}-{one.id}"}) for copy in range(_COPIES) for one in load.corpus]
    steps: dict[str, Callable[[], None]] = {
        "submit": lambda: _submit(parts, articles),
        "claim and commit": lambda: _work(parts, articles, load.documents),
        "read and acknowledge": lambda: _consume(parts),
    }
    client.config_set("auto-aof-rewrite-percentage", 0)  # the file shall hold all that was written
    empty, whole, written = _memory(client), 0.0, _written(client)
    for name, step in steps.items():
        before = _cpu(client)
        step()
        spent = (_cpu(client) - before) / len(articles)
        whole += spent
        report.add("scaling", f"Redis, {name}, {form}", spent * 1e6, "µs/doc")
        if name == "submit":
            report.add(
                "scaling", f"memory, waiting document, {form}", (_memory(client) - empty) / len(articles), "bytes"
            )
    kept = (_memory(client) - empty) / len(articles)
    carried = _SHARE / whole
    report.add("scaling", f"memory, finished document, {form}", kept, "bytes")
    report.add("scaling", f"disk (AOF), a document, {form}", (_written(client) - written) / len(articles), "bytes")
    report.add("scaling", f"one Redis at {_SHARE:.0%} carries, {form}", carried, "docs/s")
    report.add("scaling", f"busy cores that fill it, {form}", carried / load.pace, "cores")
    report.add("scaling", f"memory of {_DAY:,} finished, {form}", kept * _DAY / 1e9, "GB")


def _submit(parts: Parts, articles: Sequence[Article]) -> None:
    for start in range(0, len(articles), 500):
        parts.store.submit([submission(one, "bulk") for one in articles[start : start + 500]])


def _work(parts: Parts, articles: Sequence[Article], documents: Sequence[bytes]) -> None:
    """What a worker asks of the ledger, with Documents that were made before."""
    for start in range(0, len(articles), _TOGETHER):
        ids = [one.id for one in articles[start : start + _TOGETHER]]
        leases = [claim for claim in parts.store.claim(ids, pipeline=_PIPELINE) if isinstance(claim, Lease)]
        made = [documents[(start + place) % len(documents)] for place in range(len(leases))]
        for lease, document in zip(leases, made, strict=True):  # at this length each is committed by itself
            parts.store.commit([Result(lease.id, lease.revision, _PIPELINE, document)])


def _consume(parts: Parts) -> None:
    while entries := parts.store.read("scaling", "reader", limit=64):
        parts.store.results([entry.id for entry in entries])
        parts.store.ack("scaling", entries)


def _queue(report: Report, service: float) -> None:
    """A day's busiest hour on few cores: Poisson arrivals, one article after the other, simulated."""
    rate = _PEAK * _DAY / 86_400
    report.add("scaling", f"{_DAY:,} a day, busiest hour", rate, "docs/s")
    for cores in (1, 2, 4):
        load = rate * service / cores
        name = f"wait p99 with {cores} core{'s' * (cores > 1)}, {load:.0%} busy"
        report.add("scaling", name, 1000 * percentile(_waits(rate, service, cores), 0.99), "ms")


def _waits(rate: float, service: float, cores: int, hours: float = 1.0) -> list[float]:
    """Seconds that each article of so many hours waits until one of the cores is free."""
    chance = random.Random(11)  # noqa: S311 - arrivals, not secrets
    free, now, waits = [0.0] * cores, 0.0, []
    while now < hours * 3600:
        now += chance.expovariate(rate)
        begins = max(now, free[0])
        waits.append(begins - now)
        heapq.heapreplace(free, begins + service)
    return waits


@contextmanager
def _ledger(*, compress: bool) -> Iterator[tuple[Parts, Redis]]:
    with rig.redis() as url, Redis.from_url(url) as client:
        parts = build(settings(compress=compress))
        try:
            yield parts, client
        finally:
            parts.close()


def _mean(payloads: Sequence[bytes] | Iterator[bytes]) -> float:
    sizes = [len(payload) for payload in payloads]
    return sum(sizes) / len(sizes)


def _cpu(client: Redis) -> float:
    used = client.info("cpu")  # not what threads in the background do: they have other cores
    return float(used["used_cpu_user_main_thread"] + used["used_cpu_sys_main_thread"])


def _memory(client: Redis) -> int:
    return int(client.info("memory")["used_memory"])


def _written(client: Redis) -> int:
    return int(client.info("persistence")["aof_current_size"])
