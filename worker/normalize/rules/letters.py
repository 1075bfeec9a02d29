"""Look-alike letters: Persian and Urdu keyboards used for Arabic words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from worker.normalize.rule import Example, Rule
from worker.resources import read_table
from worker.text.alignment import Replacement
from worker.text.arabic import ARABIC_LETTER, ARABIC_MARK

_WORD = re.compile(f"[{ARABIC_LETTER}{ARABIC_MARK}]+")


@cache
def _letters() -> dict[str, str]:
    return {look: letter for look, letter, *_ in read_table("ar/lookalikes.tsv")}


@cache
def _maqsura() -> frozenset[str]:
    """Words that end in alef maqsura, as a Farsi ya spells them."""
    return frozenset(word.replace("ى", "ی") for word, *_ in read_table("ar/maqsura.tsv"))


def _lookalikes(text: str, language: str) -> Iterator[Replacement]:
    if language.partition("-")[0] != "ar":
        return
    letters = _letters()
    for word in _WORD.finditer(text):
        for i, char in enumerate(word[0]):
            if char in letters:
                last = i == len(word[0]) - 1
                new = "ى" if char == "ی" and last and word[0].lstrip("وف") in _maqsura() else letters[char]
                yield Replacement(word.start() + i, word.start() + i + 1, new)


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
