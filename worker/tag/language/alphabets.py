"""Languages that are told by their letters alone, which costs a hundredth of asking the model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from worker.resources import read_table
from worker.text.scripts import script_of

RESOURCE = "language/alphabets.tsv"
# Of 30,662 articles of Saudi papers as scraped this told 29,618, and the model found all of them Arabic as well.
_CONFIDENCE = 0.99
_LETTERS = 200  # fewer tell too little
_OWN, _FOREIGN = 0.02, 0.01  # shares of the letters: characteristic ones at least, those of other alphabets at most


class Alphabet(NamedTuple):
    """The letters of a language, and those that are frequent in it and rare in others of its script."""

    language: str
    script: str
    letters: frozenset[str]
    own: str


@cache
def _alphabets() -> tuple[Alphabet, ...]:
    rows = read_table(RESOURCE)
    return tuple(Alphabet(language, script, frozenset(letters), own) for language, script, letters, own in rows)


def by_letters(characters: Mapping[str, int], script: str, letters: int) -> dict[str, float]:
    """The language of a text with so many `letters` of `script`, and how sure that is; empty where they do not tell."""
    if letters < _LETTERS:
        return {}
    for alphabet in _alphabets():
        if alphabet.script == script and sum(characters.get(char, 0) for char in alphabet.own) >= _OWN * letters:
            foreign = (
                times
                for char, times in characters.items()
                if char not in alphabet.letters and script_of(char) == script
            )
            if sum(foreign) <= _FOREIGN * letters:
                return {alphabet.language: _CONFIDENCE}
    return {}
