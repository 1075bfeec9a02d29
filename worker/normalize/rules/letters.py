"""Look-alike letters: Persian and Urdu keyboards used for Arabic words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from worker.normalize.rule import Example, Rule
from worker.resources import read_table
from worker.text.alignment import Replacement
from worker.text.arabic import ARABIC_LETTER, ARABIC_MARK

_BEFORE = re.compile(f"[{ARABIC_LETTER}{ARABIC_MARK}]*\\Z")
_GOES_ON = re.compile(f"[{ARABIC_LETTER}{ARABIC_MARK}]")
_LONGEST = 24  # characters before a final ya: a longer word is not in the list


@cache
def _letters() -> dict[str, str]:
    return {look: letter for look, letter, *_ in read_table("ar/lookalikes.tsv")}


@cache
def _found() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_letters())}]")


@cache
def _maqsura() -> frozenset[str]:
    """Words that end in alef maqsura, as a Farsi ya spells them."""
    return frozenset(word.replace("ى", "ی") for word, *_ in read_table("ar/maqsura.tsv"))


def _lookalikes(text: str, language: str) -> Iterator[Replacement]:
    if language.partition("-")[0] != "ar":
        return
    for found in _found().finditer(text):
        start, end = found.span()
        farsi_ya = found[0] == "ی" and _is_maqsura(text, start, end)
        yield Replacement(start, end, "ى" if farsi_ya else _letters()[found[0]])


def _is_maqsura(text: str, start: int, end: int) -> bool:
    """Whether the letter ends one of the words that end in alef maqsura, و and ف before it left out."""
    if _GOES_ON.match(text, end):
        return False
    before = _BEFORE.search(text, max(0, start - _LONGEST), start)
    return before is not None and (before[0] + "ی").lstrip("وف") in _maqsura()


RULES = (
    Rule(
        "lookalike-letter",
        _lookalikes,
        reason="In Arabic text Persian kaf and ya are slips of the keyboard. In Persian, Urdu and Kurdish they "
        "are the right letters and stay.",
        source="Unicode Standard, 9.2 Arabic, letters of one shape; worker/resources/ar/lookalikes.tsv",
        example=Example("کان فی المدینة علی الساحل", "كان في المدينة على الساحل"),
        triggers=frozenset(_letters()),
    ),
)
