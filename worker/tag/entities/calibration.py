"""Confidence that means what it says: of mentions with 0.9, nine in ten are right.

The model is surer than it ought to be. scripts/train-ner compares its confidence with what was right on
development data, and writes points of a rising curve; between two points a straight line is drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from worker.resources import read_table

RESOURCES = {"ar": "ner/calibration.tsv", "en": "ner/en-calibration.tsv"}


@cache
def _curve(language: str) -> tuple[list[float], list[float]]:
    points = [(float(given), float(right)) for given, right in read_table(RESOURCES[language])]
    return [given for given, _ in points], [right for _, right in points]


def calibrated(confidence: float, language: str) -> float:
    """The share of mentions of this confidence that is right, by the model of `language`."""
    given, right = _curve(language)
    i = bisect_right(given, confidence)
    if i == 0 or i == len(given):
        return right[max(0, i - 1)]
    part = (confidence - given[i - 1]) / (given[i] - given[i - 1])
    return round(right[i - 1] + part * (right[i] - right[i - 1]), 3)
