"""Facts for the queue page: what the newest documents say of each language, and which were slowest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from worker.web.summaries import Summary


@dataclass(frozen=True, slots=True)
class LanguageHealth:
    """The documents of one language: how many, their usual milliseconds, and how many lack each layer.

    `empty` counts layers that a stage looked for and found nothing in; `unknown` are those that no stage gives here.
    """

    code: str
    documents: int
    milliseconds: float
    empty: Counter[str]
    unknown: Counter[str]


def by_language(summaries: Sequence[Summary]) -> list[LanguageHealth]:
    """Most frequent language first."""
    groups: dict[str, list[Summary]] = defaultdict(list)
    for summary in summaries:
        groups[summary.language].append(summary)
    found = [_health(code, members) for code, members in groups.items()]
    return sorted(found, key=lambda health: -health.documents)


def slowest(summaries: Sequence[Summary], most: int = 10) -> list[Summary]:
    """The documents that the pipeline took longest for."""
    return sorted(summaries, key=lambda summary: -summary.milliseconds)[:most]


def _health(code: str, members: list[Summary]) -> LanguageHealth:
    times = sorted(member.milliseconds for member in members)
    return LanguageHealth(
        code,
        len(members),
        times[len(times) // 2],
        Counter(layer for member in members for layer in member.empty - member.missing),
        Counter(layer for member in members for layer in member.missing),
    )
