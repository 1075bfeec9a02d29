"""Narrower topics: given where a text has evidence enough, below a top code that it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from worker.tag.topics.codes import codes
from worker.tag.topics.lexicon import Hit

LEAST = 0.35  # two phrases in an article of ordinary length, under a top code that is nearly certain
_MOST = 6
_LONG = 400  # words of an ordinary article; in longer ones, a phrase more says less


def narrower(hits: Sequence[Hit], headline: int, length: int, above: Mapping[int, float]) -> list[tuple[int, float]]:
    """Topic numbers with scores, best first. `above` holds the scores of the top codes that were given.

    A score is that of the top code, times ``1 - 0.5 ** support``: each different phrase halves the doubt,
    and so does a phrase in the headline; a repeated phrase counts a quarter.
    """
    dilution = max(1.0, length / _LONG)
    found = [
        (topic, above[codes()[topic].top] * (1 - 0.5 ** (support / dilution)))
        for topic, support in _support(hits, headline).items()
        if codes()[topic].narrower and codes()[topic].top in above
    ]
    return sorted((item for item in found if item[1] >= LEAST), key=lambda item: -item[1])[:_MOST]


def _support(hits: Sequence[Hit], headline: int) -> dict[int, float]:
    support: defaultdict[int, float] = defaultdict(float)
    seen: set[int] = set()
    for hit in hits:
        support[hit.code] += 0.25 if hit.phrase in seen else 1.0
        if hit.first < headline and hit.phrase not in seen:
            support[hit.code] += 1.0
        seen.add(hit.phrase)
    return support
