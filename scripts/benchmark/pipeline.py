"""The pipeline alone, one core: rates, the share of each stage, cost by length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from schemas import Article
from scripts.benchmark.corpus import articles
from scripts.benchmark.report import Report
from scripts.benchmark.timing import rates, seconds
from worker.stages import process

_LENGTHS = (500, 2_400, 10_000, 50_000, 500_000, 5_000_000)
_SHORT, _LONG = 50_000, 5_000_000


def measure(report: Report, corpus: Sequence[Article]) -> None:
    """Rates over `corpus`, then the share of each stage."""
    rate = rates({"pipeline": process}, corpus)["pipeline"]
    documents = [process(article) for article in corpus]
    words = sum(len(document.tokens.start) for document in documents) / len(documents)
    size = sum(len(article.text.encode()) for article in corpus) / len(corpus)
    report.add("pipeline", "documents", rate, "docs/s", "≥ 100, aim 300")
    report.add("pipeline", "words", rate * words, "words/s")
    report.add("pipeline", "raw text", rate * size / 1e6, "MB/s")
    wire = sum(len(document.model_dump_json().encode()) for document in documents) / len(documents)
    report.add("pipeline", "document on the wire ÷ raw text", wire / size, "ratio", "≤ 12, aim 6")
    _compressed(report, [document.model_dump_json().encode() for document in documents], size)
    spent: Counter[str] = Counter()
    for document in documents:
        spent.update(document.provenance.timings_ms)
    whole = 1000 / rate * len(documents)
    for stage, milliseconds in spent.most_common():
        report.add("stages", stage, 100 * milliseconds / whole, "% of all")
    report.add("stages", "assemble, check, copy", 100 * (1 - spent.total() / whole), "% of all")


def by_length(report: Report) -> None:
    """Microseconds a character from 0.5 KB to 5 MB: a flat line is a linear pipeline."""
    costs = {}
    for characters in _LENGTHS:
        count = max(1, min(200, 500_000 // characters))
        corpus = articles(count, characters=characters)
        costs[characters] = seconds(lambda corpus=corpus: [process(a) for a in corpus]) / (count * characters) * 1e6  # type: ignore[misc]
        report.add("length", f"{characters:,} characters", costs[characters], "µs/char")
    report.add("length", "5 MB ÷ 50 KB, time per character", costs[_LONG] / costs[_SHORT], "ratio", "≤ 1.5, aim 1.1")


def _compressed(report: Report, payloads: list[bytes], raw_size: float) -> None:
    import zstandard

    packed = sum(len(zstandard.compress(payload)) for payload in payloads) / len(payloads)
    report.add("pipeline", "document, zstd ÷ raw text", packed / raw_size, "ratio", "≤ 3, aim 1.5")
