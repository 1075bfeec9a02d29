"""Precision, recall and F1 of whole mentions, by type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from training.entities.corpora import Annotated
from worker.tag.entities.model import Model
from worker.tag.entities.tagger import tag

ALL = ("PER", "LOC", "ORG")


def score(model: Model, documents: Iterable[Annotated]) -> dict[str, dict[str, float]]:
    """For each type and all together: the shares that were right, that were found, and their harmonic mean."""
    right: Counter[str] = Counter()
    named: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for document in documents:
        found = {(name.type, name.first, name.end) for name in tag(document.draft, model)}
        for counts, mentions in ((right, found & set(document.gold)), (named, found), (gold, document.gold)):
            counts.update(kind for kind, _, _ in mentions)
    kinds = {"all": ALL, **{kind: (kind,) for kind in ALL}}
    return {name: _shares(*(sum(c[k] for k in of) for c in (right, named, gold))) for name, of in kinds.items()}


def _shares(right: int, named: int, gold: int) -> dict[str, float]:
    return {
        "p": round(right / max(1, named), 4),
        "r": round(right / max(1, gold), 4),
        "f1": round(2 * right / max(1, named + gold), 4),
    }
