"""Spaces inside brackets and quotation marks whose direction is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from worker.normalize.rule import Example, Rule
from worker.normalize.rules.spacing import spaced_marks
from worker.text.alignment import Replacement

_OPEN, _CLOSE = "([{«﴿", ")]}»﴾"


@cache
def _inside(kept: str) -> re.Pattern[str]:
    opening = "".join(re.escape(char) for char in _OPEN if char not in kept)
    closing = "".join(re.escape(char) for char in _CLOSE if char not in kept)
    return re.compile(f" (?:(?<=[{opening}] ) *(?=\\S)|(?=[ {closing}])(?<=\\S ) *(?=[{closing}]))")


def _spaces(text: str, language: str) -> Iterator[Replacement]:
    return (Replacement(*found.span(), "") for found in _inside(spaced_marks(language)).finditer(text))


RULES = (
    Rule(
        "space-inside-brackets",
        _spaces,
        reason="Brackets and guillemets stand close to what they hold, save in languages that space them.",
        source="CLDR and national typographic rules; worker/resources/normalize/spacing.tsv",
        example=Example("( رويترز ) عن « الأهرام »", "(رويترز) عن «الأهرام»"),
        triggers=frozenset(_OPEN + _CLOSE),
    ),
)
