"""The pipeline stage by stage, on different articles: seen for the first time, and seen before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import process_time
from typing import TypeVar

from schemas import Article, Document
from scripts.benchmark.flame import sampled
from scripts.benchmark.report import Report
from worker.assemble import assemble
from worker.draft import Draft
from worker.pipeline import run
from worker.stages import STAGES, components, fingerprint, process
from worker.uncollected import seldom_collected, uncollected

T = TypeVar("T")
Spent = dict[str, float]
_WARM_UP = 20  # articles, not measured: tables and models are read meanwhile
_UNTOLD = Article(text="Le ministre est arrivé à Paris.")  # whose language the letters do not tell, but a model
_ROUNDS = 3  # of articles seen before; the fastest counts
_SEGMENT = ("blocks", "sentences", "tokens", "quality")


def measure(report: Report, corpus: Sequence[Article]) -> None:
    """CPU milliseconds an article by stage; rates of the whole, of normalize, and of normalize and segment."""
    _pass([*corpus[:_WARM_UP], _UNTOLD])
    seldom_collected()  # as workers do
    corpus = corpus[_WARM_UP:]
    first = _pass(corpus)
    again = min((_pass(corpus) for _ in range(_ROUNDS)), key=lambda spent: sum(spent.values()))
    report.add("pipeline", "articles seen for the first time", _rate(first, *first), "docs/s", "≥ 100, aim 300")
    report.add("pipeline", "articles seen before", _rate(again, *again), "docs/s")
    report.add("pipeline", "normalize, first time", _rate(first, "normalize"), "docs/s", "≥ 3,000")
    report.add("pipeline", "normalize + segment, first time", _rate(first, "normalize", *_SEGMENT), "docs/s", "≥ 800")
    for stage, milliseconds in first.items():
        report.add("stages", stage, milliseconds, "ms/doc")
    for stage, milliseconds in again.items():
        report.add("again", stage, milliseconds, "ms/doc")


def profile(report: Report, corpus: Sequence[Article]) -> None:
    """Samples of the stack, on articles not seen before."""
    report.stacks = sampled(lambda: [process(article).to_json() for article in corpus])


def documents(corpus: Sequence[Article]) -> list[Document]:
    """The Documents of `corpus`."""
    return [process(article) for article in corpus]


def _rate(spent: Spent, *stages: str) -> float:
    return 1000 / sum(spent[stage] for stage in stages)


def _pass(corpus: Sequence[Article]) -> Spent:
    """CPU milliseconds an article: each stage, assembling, JSON, and what is between, collecting garbage above all."""
    spent: Spent = {}
    started = process_time()
    for article in corpus:
        with uncollected():  # as `process` does
            draft = Draft.of(article)
            for stage in STAGES:
                draft, _ = _timed(spent, stage.name, lambda s=stage, d=draft: run((s,), d))  # type: ignore[misc]
            document = _timed(spent, "assemble", lambda d=draft: _assembled(d))  # type: ignore[misc]
        _timed(spent, "JSON", document.to_json)
    spent["between"] = process_time() - started - sum(spent.values())
    return {stage: 1000 * seconds / len(corpus) for stage, seconds in spent.items()}


def _assembled(draft: Draft) -> Document:
    return assemble(draft, revision=1, stages=STAGES, pipeline=fingerprint(), components=components(), timings={})


def _timed(spent: Spent, name: str, work: Callable[[], T]) -> T:
    started = process_time()
    result = work()
    spent[name] = spent.get(name, 0.0) + process_time() - started
    return result
