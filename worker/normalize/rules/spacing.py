"""Which marks a language sets off with a space: data, read once."""

from __future__ import annotations

from functools import cache

from worker.resources import read_table


@cache
def _table() -> dict[str, str]:
    return {language: marks for language, marks, *_ in read_table("normalize/spacing.tsv")}


def spaced_marks(language: str) -> str:
    """The marks that take a space before (or, opening, after) them in `language`."""
    return _table().get(language.partition("-")[0], "")
