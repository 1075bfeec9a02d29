"""Raw text to clean text: named rules in order, every change undoable."""

from __future__ import annotations

from worker.draft import Draft
from worker.normalize.rule import apply
from worker.normalize.rules import RULES, mojibake
from worker.pipeline import Stage
from worker.text.alignment import Alignment


def clean(alignment: Alignment, language: str) -> Alignment:
    """`alignment` with its text as a reader of `language` wants it."""
    return apply(RULES, alignment, language)


def was_mojibake(alignment: Alignment) -> bool:
    """Whether the raw text showed mojibake, which has been repaired."""
    return bool(alignment.changes) and mojibake.shows_in(alignment.raw)


def _normalize(draft: Draft) -> Draft:
    return draft.evolve(alignment=clean(draft.alignment, draft.language.code))


STAGES = (
    Stage(
        "normalize",
        _normalize,
        gives=("text",),
        resources=(
            "normalize/elements.tsv",
            "normalize/joiners.tsv",
            "normalize/spacing.tsv",
            "ar/lookalikes.tsv",
            "ar/maqsura.tsv",
        ),
    ),
)
