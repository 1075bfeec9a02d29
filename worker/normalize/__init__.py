"""Raw text to clean text: named rules in order, every change undoable."""

from __future__ import annotations

from schemas import Flag
from worker.draft import Draft
from worker.normalize.rule import apply
from worker.normalize.rules import RULES, mojibake
from worker.pipeline import Stage
from worker.text.alignment import Alignment


def clean(alignment: Alignment, language: str) -> Alignment:
    """`alignment` with its text as a reader of `language` wants it."""
    return apply(RULES, alignment, language)


def _normalize(draft: Draft) -> Draft:
    alignment = clean(draft.alignment, draft.language.code)
    if not alignment.changes or not mojibake.shows_in(draft.text):
        return draft.evolve(alignment=alignment)
    return draft.evolve(alignment=alignment, quality=(*draft.quality, Flag(flag="mojibake_repaired")))


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
