"""The pipeline alone, one core: words, bytes, the size of a Document."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import Article
from scripts.benchmark import stages
from scripts.benchmark.report import Report

_SAMPLED = 1 / 3  # of the articles are for the profile, which is to see new ones as well


def measure(report: Report, corpus: Sequence[Article]) -> None:
    """Rates over `corpus`, stage by stage; its last articles are profiled."""
    timed = round(len(corpus) * (1 - _SAMPLED))
    stages.measure(report, corpus[:timed])
    stages.profile(report, corpus[timed:])
    documents = stages.documents(corpus[timed:])
    rate = report.value("pipeline", "articles seen for the first time")
    words = sum(len(document.tokens.start) for document in documents) / len(documents)
    size = sum(len(article.text.encode()) for article in corpus) / len(corpus)
    report.add("pipeline", "words", rate * words, "words/s")
    report.add("pipeline", "raw text", rate * size / 1e6, "MB/s")
    payloads = [document.to_json() for document in documents]
    wire = sum(map(len, payloads)) / len(payloads)
    report.add("pipeline", "document on the wire ÷ raw text", wire / size, "ratio", "≤ 12, aim 6")
    _compressed(report, payloads, size)


def _compressed(report: Report, payloads: list[bytes], raw_size: float) -> None:
    import zstandard

    packed = sum(len(zstandard.compress(payload)) for payload in payloads) / len(payloads)
    report.add("pipeline", "document, zstd ÷ raw text", packed / raw_size, "ratio", "≤ 3, aim 1.5")
