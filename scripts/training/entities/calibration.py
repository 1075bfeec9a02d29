"""The calibration curve: isotonic regression of what was right on how sure the model was."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from training.entities.corpora import Annotated
from worker.tag.entities.model import Model
from worker.tag.entities.tagger import tag

FOLDS = 5
_FEWEST = 40  # mentions a point of the curve stands on
_BINS = 10
_HEAD = """\
# How often mentions were right on development data, by the model's own confidence; written by scripts/train-ner.
# Columns: confidence of the model, share that was right.
"""


def outcomes(model: Model, documents: Iterable[Annotated]) -> list[tuple[float, bool]]:
    """The confidence of each mention, and whether the annotators name it too."""
    return [
        (name.confidence, (name.type, name.first, name.end) in set(document.gold))
        for document in documents
        for name in tag(document.draft, model)
    ]


def curve(seen: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Points of mean confidence and share right, both rising: neighbours that would fall are pooled."""
    ordered = sorted(seen)
    pools: list[list[tuple[float, bool]]] = []
    for n in range(0, len(ordered), _FEWEST):
        pools.append(ordered[n : n + _FEWEST])
        while len(pools) > 1 and (_right(pools[-2]) >= _right(pools[-1]) or len(pools[-1]) < _FEWEST):
            pools[-2:] = [pools[-2] + pools[-1]]
    return [(sum(c for c, _ in pool) / len(pool), _right(pool)) for pool in pools]


def error(seen: list[list[tuple[float, bool]]]) -> float:
    """How far the curve of some documents is from what was right in others, on average; `seen` by document."""
    told = []
    for fold in range(FOLDS):
        points = curve([s for n, each in enumerate(seen) if n % FOLDS != fold for s in each])
        told += [(float(np.interp(c, *zip(*points, strict=True))), r) for each in seen[fold::FOLDS] for c, r in each]
    bins = [[(c, r) for c, r in told if min(_BINS - 1, int(c * _BINS)) == n] for n in range(_BINS)]
    return round(sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins) / len(told), 4)


def write(path: Path, points: list[tuple[float, float]]) -> None:
    """Write the curve as a table."""
    path.write_text(_HEAD + "".join(f"{given:.3f}\t{right:.3f}\n" for given, right in points), encoding="utf-8")


def _right(pool: list[tuple[float, bool]]) -> float:
    return sum(right for _, right in pool) / len(pool)
