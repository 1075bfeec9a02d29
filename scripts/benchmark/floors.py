"""What the machine itself can do: the ledger's bare Redis calls, and copying the text."""

from __future__ import annotations

import time
from collections.abc import Sequence

from redis import Redis

from schemas import Article
from scripts.benchmark import rig
from scripts.benchmark.report import Report
from scripts.benchmark.timing import seconds

_PIPELINED = 500
_COPIES = 200


def measure(report: Report, corpus: Sequence[Article]) -> None:
    """SET pipelined, SET one by one, and a copy in memory."""
    payloads = [article.model_dump_json().encode() for article in corpus]
    with rig.redis() as url, Redis.from_url(url) as client:
        started = time.perf_counter()
        for start in range(0, len(payloads), _PIPELINED):
            pipeline = client.pipeline(transaction=False)
            for number, payload in enumerate(payloads[start : start + _PIPELINED], start):
                pipeline.set(f"floor:{number}", payload)
            pipeline.execute()
        report.add("floors", "Redis SET, pipelined", len(payloads) / (time.perf_counter() - started), "docs/s")
        started = time.perf_counter()
        for number, payload in enumerate(payloads):
            client.set(f"floor:{number}", payload)
        report.add("floors", "Redis SET, one by one", len(payloads) / (time.perf_counter() - started), "docs/s")
    spent = seconds(lambda: [bytes(bytearray(payload)) for _ in range(_COPIES) for payload in payloads])
    report.add("floors", "copy in memory", 2 * _COPIES * sum(map(len, payloads)) / spent / 1e9, "GB/s")
