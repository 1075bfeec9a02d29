"""What a storm rages over: documents that take no work, many of them, or reports for the shipped worker."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from schemas import Article, decode, restore
from tests.chaos.lab import ROOT, Lab, articles

_LINES = 4  # of a report: one of the sample articles has eight


@dataclass(frozen=True)
class Work:
    """`make` gives so many articles, with ids of a prefix; `app` is who works on them, with these settings."""

    name: str
    app: str
    kills: int
    documents: int
    make: Callable[[int, str], list[Article]]
    settings: Mapping[str, object] = field(default_factory=dict)

    @property
    def batch(self) -> int:
        """How many are submitted together."""
        return self.documents // 20

    @property
    def backlog(self) -> int:
        """So many always wait, so that every kill hits work."""
        return self.documents // 10


def _quick(count: int, prefix: str) -> list[Article]:
    """A tenth of them takes some milliseconds."""
    slow = articles(count // 10, f"{prefix}slow", do="short")
    return [*articles(count - len(slow), prefix), *slow]


def _reports(count: int, prefix: str) -> list[Article]:
    """Each has paragraphs of its own choice out of the sample articles."""
    return [Article(id=f"{prefix}{i}", text=_report(f"{prefix}{i}")) for i in range(count)]


def _report(id: str) -> str:
    """The report of an id: the same for each who asks."""
    return "\n".join(random.Random(id).sample(_paragraphs(), _LINES))


@cache
def _paragraphs() -> list[str]:
    samples = sorted((ROOT / "scripts" / "samples").glob("*.txt"))
    return [line for sample in samples for line in sample.read_text("utf-8").splitlines() if line.strip()]


NO_WORK = Work("no work", "tests.chaos.app", kills=30, documents=20_000, make=_quick)
PIPELINE = Work(
    "the whole pipeline",
    "worker.app",
    kills=10,
    documents=1000,
    make=_reports,
    # A process that was just started loads its resources with its first document, beside others that do the same.
    settings={"document_time_limit": 30, "lease_margin": 5},
)


def check_reports(lab: Lab, ids: list[str]) -> None:
    """Every report was processed, and its Document gives back what was submitted."""
    for id, result in zip(ids, lab.parts.store.results(ids), strict=True):
        assert result is not None, f"{id} has no result"
        document = decode(result)
        assert restore(document) == _report(id)
        assert document.provenance.pipeline == lab.parts.fingerprint
        assert document.blocks
