"""Folding: the form of a word by which spellings are compared. For matching only, never for display.

Alef forms, ya and alef maqsura, ta marbuta and ha, Persian and Arabic kaf and ya, all decimal digits
and letter case are made one; diacritics, tatweel and zero-width joiners are dropped.
"""

from __future__ import annotations

import re
import unicodedata

from worker.text.arabic import ARABIC_MARK, TATWEEL, ZWJ, ZWNJ

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي",
    "ؤ": "و", "ة": "ه", "ۀ": "ه", "ە": "ه", "ک": "ك", "ڪ": "ك",
    "İ": "i",  # its lower-case form is two characters
}  # fmt: skip

_DROPPED = re.compile(f"[{TATWEEL}{ZWNJ}{ZWJ}{ARABIC_MARK}]")


class _Table(dict[int, str]):
    """What each character folds to, found when it is first met: Unicode has 1.1 million, a text a hundred."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(char: str) -> str:
    if _DROPPED.match(char):
        return ""
    if (digit := unicodedata.decimal(char, None)) is not None:
        return str(digit)
    lower = char.lower()
    return _LETTERS.get(char, lower if len(lower) == 1 else char)


_TABLE = _Table()


def fold(word: str) -> str:
    """`word` in the form by which it is compared."""
    return word.translate(_TABLE)
