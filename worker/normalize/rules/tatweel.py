"""Tatweel (kashida): a stretch of the line, not a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worker.normalize.rule import Example, Rule
from worker.text.alignment import Replacement
from worker.text.arabic import ARABIC_LETTER, ARABIC_MARK, TATWEEL

_STROKE = re.compile(f"(?<!\\S){TATWEEL}+(?!\\S)")
_RUN = re.compile(f"{TATWEEL}+")
_LETTER_OR_MARK = re.compile(f"[{ARABIC_LETTER}{ARABIC_MARK}]")
_LONGEST_CLITICS = 5  # وبالـ: what a tatweel may tie to a number, a quotation mark or a Latin name


def _strokes(text: str, _language: str) -> Iterator[Replacement]:
    if f" {TATWEEL}" in text or f"\n{TATWEEL}" in text or text.startswith(TATWEEL):
        yield from (Replacement(*found.span(), "-") for found in _STROKE.finditer(text))


def _stretches(text: str, _language: str) -> Iterator[Replacement]:
    for found in _RUN.finditer(text):
        new = TATWEEL if _ties(text, *found.span()) else ""
        if new != found[0]:
            yield Replacement(*found.span(), new)


def _ties(text: str, start: int, end: int) -> bool:
    """Whether the tatweel ties a clitic to what is not an Arabic word, or makes the sign هـ (Hijri)."""
    before = start
    while before > 0 and start - before <= _LONGEST_CLITICS and _LETTER_OR_MARK.match(text[before - 1]):
        before -= 1
    length, after = start - before, text[end : end + 1]
    if not 0 < length <= _LONGEST_CLITICS or (after and _LETTER_OR_MARK.match(after)):
        return False
    return (text[before:start] == "ه") if not after or after.isspace() else not _closes(after)


def _closes(char: str) -> bool:
    return char in ".,:;!?،؛؟)]}»”"


RULES = (
    Rule(
        "tatweel-stroke",
        _strokes,
        reason="A tatweel that stands alone is used as a dash.",
        source="usage in datelines: لندن ـ رويترز",
        example=Example("لندن ـ رويترز", "لندن - رويترز"),
        triggers=frozenset(TATWEEL),
    ),
    Rule(
        "tatweel",
        _stretches,
        reason="Inside a word it only stretches the line. It stays, once, where it ties a clitic to a number "
        "or a name, and in هـ, the sign of the Hijri era.",
        source="Unicode Standard, 9.2 Arabic, Tatweel",
        example=Example("العــربية لـ«عكاظ» عام 1436 هـ", "العربية لـ«عكاظ» عام 1436 هـ"),
        triggers=frozenset(TATWEEL),
    ),
)
