"""The whole system: submit rate, processed rate, latency, memory, CPU."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import psutil

from schemas import Article
from scripts.benchmark import rig
from scripts.benchmark.report import Report
from scripts.benchmark.timing import percentile, seconds
from worker.bootstrap import Parts
from worker.stages import process

_BATCH = 500
_MANY = 10_000  # articles whose submission is measured, under other ids: fewer would measure how a process starts
_LONE = 200  # articles whose latency is measured one by one
_LOADED = 400  # articles of each load level
_LOADS = (0.1, 0.5, 0.9)


def measure(report: Report, corpus: Sequence[Article]) -> None:
    """Everything but the peers."""
    with rig.redis() as url:
        _submission(report, url, corpus)
        alone = len(corpus) / seconds(lambda: [process(article) for article in corpus])
        one = _processed(report, url, corpus, children=1)
        report.add("system", "1 child ÷ pipeline alone", one / alone, "ratio", "≥ .85, aim .95")
        two = _processed(report, url, corpus, children=2)
        report.add("system", "2 children ÷ 1", two / one, "ratio", "≥ 1.6, aim 1.9")
        _latency(report, url, corpus, one)


def _submission(report: Report, url: str, corpus: Sequence[Article]) -> None:
    before = rig.used_memory(url)
    with rig.parts() as parts:
        started = time.perf_counter()
        _submit(parts, corpus)
        first = len(corpus) / (time.perf_counter() - started)
    waiting = (rig.used_memory(url) - before) / len(corpus)
    rig.flush(url)
    copies = -(-_MANY // len(corpus))
    many = [one.model_copy(update={"id": f"{copy}-{one.id}"}) for copy in range(copies) for one in corpus]
    for name, way in {"submit": _submit, "submit, as a stream": _stream}.items():
        report.add("system", name, _rate(way, many), "docs/s", "≥ 15,000, aim 30,000")
        rig.flush(url)
    report.add("system", f"submit, the first {len(corpus)} of a process", first, "docs/s")
    report.add("system", "Redis, waiting document", waiting, "bytes")


def _rate(way: Callable[[Parts, Sequence[Article]], None], articles: Sequence[Article]) -> float:
    """Articles a second, with modules imported and connections open."""
    with rig.parts() as parts:
        way(parts, [Article(id="opens", text="يفتح")])
        started = time.perf_counter()
        way(parts, articles)
        return len(articles) / (time.perf_counter() - started)


def _submit(parts: Parts, corpus: Sequence[Article]) -> None:
    producer = parts.producer("bulk")
    for batch in _batches(corpus):
        producer.submit(batch)


def _stream(parts: Parts, corpus: Sequence[Article]) -> None:
    for _ in parts.producer("bulk").stream(_batches(corpus)):
        pass


def _batches(corpus: Sequence[Article]) -> Iterator[Sequence[Article]]:
    return (corpus[start : start + _BATCH] for start in range(0, len(corpus), _BATCH))


@contextmanager
def worker(children: int) -> Iterator[psutil.Process]:
    """A real worker node that is ready."""
    with rig.running(["-m", "worker.cli", "worker", "--concurrency", str(children)]) as node, rig.parts() as parts:
        parts.producer().submit([Article(id="ready", text="جاهز")])
        rig.until(lambda: parts.store.states(["ready"]) == ["done"])
        yield node


def _processed(report: Report, url: str, corpus: Sequence[Article], children: int) -> float:
    """Documents a wall second with so many children."""
    before = rig.used_memory(url)
    with worker(children) as node, rig.parts() as parts:
        family = {"parent": [node], "children": node.children(), "Redis": [rig.server_process(url)]}
        spent = {name: sum(map(rig.cpu, those)) for name, those in family.items()}
        started = time.perf_counter()
        _submit(parts, corpus)
        rig.until(lambda: parts.store.status().done == len(corpus) + 1)
        rate = len(corpus) / (time.perf_counter() - started)
        name = f"{children} child" + ("ren" if children > 1 else "")
        report.add("system", f"processed, {name}", rate, "docs/s")
        if children == 1:
            for who, those in family.items():
                used = sum(map(rig.cpu, those)) - spent[who]
                report.add("system", f"CPU of {who}", 1000 * used / len(corpus), "ms/doc")
            private = max(child.memory_full_info().uss for child in family["children"])
            report.add("system", "memory, private part of a child", private / 1e6, "MB", "≤ 150, aim 80")
            report.add("system", "Redis, finished document", (rig.used_memory(url) - before) / len(corpus), "bytes")
    rig.flush(url)
    return rate


def _latency(report: Report, url: str, corpus: Sequence[Article], capacity: float) -> None:
    """Milliseconds from submit to stream entry: alone, and at parts of the capacity of one child."""
    with worker(1), rig.parts() as parts:
        _drain(parts)
        lone = [_trip(parts, article, number) for number, article in enumerate(corpus[:_LONE])]
        for share in (0.5, 0.95, 0.99):
            target = "≤ 60, aim 20" if share == 0.99 else ""
            report.add("latency", f"lone article p{share * 100:.0f}", 1000 * percentile(lone, share), "ms", target)
        for load in _LOADS:
            found = _loaded(parts, corpus, capacity * load, f"load-{load}")
            for share in (0.5, 0.95, 0.99):
                report.add(
                    "latency", f"at {load:.0%} of capacity p{share * 100:.0f}", 1000 * percentile(found, share), "ms"
                )
    rig.flush(url)


def _trip(parts: Parts, article: Article, number: int) -> float:
    """Seconds from the call of submit to the delivery of the stream entry."""
    renamed = article.model_copy(update={"id": f"lone-{number}"})
    started = time.perf_counter()
    parts.producer().submit([renamed])
    while not (entries := parts.store.read("bench", "reader", limit=10, block_ms=1000)):
        pass
    taken = time.perf_counter() - started
    parts.store.ack("bench", entries)
    return taken


def _drain(parts: Parts) -> None:
    while entries := parts.store.read("bench", "reader", limit=100):
        parts.store.ack("bench", entries)


def _loaded(parts: Parts, corpus: Sequence[Article], rate: float, prefix: str) -> list[float]:
    """Latencies at a Poisson arrival of `rate` articles a second, from the ledger's own clock."""
    chance = random.Random(7)  # noqa: S311 - arrivals, not secrets
    submitted: dict[str, float] = {}
    found: list[float] = []
    due = time.perf_counter()
    while len(found) < _LOADED:
        now = time.perf_counter()
        if len(submitted) < _LOADED and now >= due:
            article = corpus[len(submitted) % len(corpus)].model_copy(update={"id": f"{prefix}-{len(submitted)}"})
            submitted[article.id] = now
            parts.producer().submit([article])
            due += chance.expovariate(rate)
        entries = parts.store.read("bench", "reader", limit=100)
        if entries:
            arrived = time.perf_counter()
            found += [arrived - submitted[entry.id] for entry in entries if entry.id in submitted]
            parts.store.ack("bench", entries)
    return found
