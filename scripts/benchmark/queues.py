"""Warraq as a system beside other task queues, with and without the pipeline."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Sequence

import psutil
from redis import Redis

from schemas import Article
from scripts.benchmark import others, rig
from scripts.benchmark.report import Report

Send = Callable[[Sequence[str]], None]
_OTHERS = "scripts.benchmark.others"


def measure(report: Report, corpus: Sequence[Article]) -> None:
    """Documents a second, from the first submission to the last result, one working process each.

    And the CPU time of all processes together, which a busy machine changes least.
    """
    for nothing, label in ((True, "no-op"), (False, "pipeline")):
        texts = [article.text for article in corpus]
        texts = texts * 5 if nothing else texts
        ours, spent = _ours(texts, nothing=nothing)
        report.add("queues", f"warraq, {label}", ours, "docs/s")
        report.add("queues", f"warraq, {label}, CPU", spent, "µs/doc")
        for name in _CONTENDERS:
            rate, their = _theirs(name, texts, nothing=nothing)
            report.add("queues", f"{name}, {label}", rate, "docs/s")
            report.add("queues", f"{name}, {label}, CPU", their, "µs/doc")
        target = "≥ 5, aim 10" if nothing else ""
        report.add(
            "queues",
            f"warraq ÷ plain Celery, {label}",
            ours / report.value("queues", f"Celery, {label}"),
            "ratio",
            target,
        )
        report.add(
            "queues",
            f"CPU of plain Celery ÷ warraq, {label}",
            report.value("queues", f"Celery, {label}, CPU") / spent,
            "ratio",
        )


def _ours(texts: Sequence[str], *, nothing: bool) -> tuple[float, float]:
    module = "scripts.benchmark.noop" if nothing else "worker.app"
    command = ["-m", "celery", "-A", module, "worker", "--concurrency", "1"]
    with rig.redis() as url, rig.running(command) as node, rig.parts() as parts:
        producer = parts.producer()
        producer.submit([Article(id="ready", text="جاهز")])
        rig.until(lambda: parts.store.states(["ready"]) == ["done"])
        articles = [Article(id=f"a-{number}", text=text) for number, text in enumerate(texts)]

        def send() -> None:
            for start in range(0, len(articles), 500):
                producer.submit(articles[start : start + 500])

        return _timed(send, lambda: parts.store.status().done == len(texts) + 1, node, url, len(texts))


def _timed(
    send: Callable[[], None], done: Callable[[], bool], node: psutil.Process, url: str, count: int
) -> tuple[float, float]:
    """Documents a second, and microseconds of CPU a document: of the worker's processes, Redis and the producer."""

    def others_spent() -> float:
        return sum(map(rig.cpu, [node, *node.children(recursive=True), rig.server_process(url)]))

    before, started, began = others_spent(), time.perf_counter(), time.process_time()
    send()
    sent = time.process_time() - began
    rig.until(done)
    seconds = time.perf_counter() - started
    return count / seconds, 1e6 * (others_spent() - before + sent) / count


def _theirs(name: str, texts: Sequence[str], *, nothing: bool) -> tuple[float, float]:
    command, send, results = _CONTENDERS[name]
    with rig.redis() as url, Redis.from_url(url) as client:
        os.environ["BENCH_NOTHING"] = "1" if nothing else "0"
        others.URL = url
        for made in ("app", "broker", "taskiq"):
            vars(others).pop(made, None)  # they hold the Redis of the run before
        with rig.running(command) as node:
            send(["جاهز"])
            rig.until(lambda: _count(client, results) == 1)
            done = lambda: _count(client, results) == 1 + len(texts)  # noqa: E731
            return _timed(lambda: send(texts), done, node, url, len(texts))


def _count(client: Redis, pattern: str) -> int:
    return sum(1 for _ in client.scan_iter(match=pattern, count=10_000))


def _send_celery(texts: Sequence[str]) -> None:
    for text in texts:
        others.app.send_task("work", (text,))


def _send_dramatiq(texts: Sequence[str]) -> None:
    actor = others.broker.get_actor("work")
    for text in texts:
        actor.send(text)


def _send_taskiq(texts: Sequence[str]) -> None:
    async def send() -> None:
        broker = others.taskiq
        await broker.startup()
        task = broker.find_task("work")
        for text in texts:
            await task.kiq(text)
        await broker.shutdown()

    asyncio.run(send())


# The worker's command, how to send, and the keys of its results.
_CONTENDERS: dict[str, tuple[list[str], Send, str]] = {
    "Celery": (
        ["-m", "celery", "-A", f"{_OTHERS}:app", "worker", "--concurrency", "1"],
        _send_celery,
        "celery-task-meta-*",
    ),
    "dramatiq": (
        ["-m", "dramatiq", f"{_OTHERS}:broker", "--processes", "1", "--threads", "1"],
        _send_dramatiq,
        "?" * 32,  # an MD5 in hex
    ),
    "taskiq-redis": (
        ["-m", "taskiq", "worker", f"{_OTHERS}:taskiq", "--workers", "1"],
        _send_taskiq,
        "taskiq-result:*",
    ),
}
