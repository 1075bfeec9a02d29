"""Rates that can be compared on a noisy machine: the contenders take turns, the median round counts."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process for `work`: what other processes do counts least that way."""
    gc.collect()
    started = time.process_time()
    work()
    return time.process_time() - started


def rates(contenders: Mapping[str, Callable[[T], object]], items: Sequence[T], rounds: int = 3) -> dict[str, float]:
    """Items a second of each contender: median over rounds in which they take turns, after one unmeasured item."""
    for work in contenders.values():
        work(items[0])
    spent: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, work in contenders.items():
            spent[name].append(seconds(lambda work=work: [work(item) for item in items]))  # type: ignore[misc]
    return {name: len(items) / statistics.median(times) for name, times in spent.items()}


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]
