"""What keywords ask of a word, the same wherever it stands."""

from __future__ import annotations

from functools import cache, partial
from typing import NamedTuple

from worker.tag.keywords.common import telling
from worker.tag.topics.stems import form, stem
from worker.text.memo import Memo


class Told(NamedTuple):
    """A telling word: its stem, how much it tells, whether it has the article."""

    stem: str
    telling: float
    definite: bool


@cache
def told(language: str) -> Memo[Told | None]:
    """By folded word without proclitics; none for words that tell nothing, and for single letters."""
    return Memo(partial(_told, language))


def _told(language: str, core: str) -> Told | None:
    value = telling(core, language) if len(core) > 1 else 0.0
    return Told(stem(core), value, form(core) != core) if value else None
