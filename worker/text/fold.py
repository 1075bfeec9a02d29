"""Folding: the form of a word by which spellings are compared. For matching only, never for display.

Alef forms, ya and alef maqsura, ta marbuta and ha, Persian and Arabic kaf and ya, all decimal digits
and letter case are made one; diacritics, tatweel and zero-width joiners are dropped.
"""

from __future__ import annotations

import sys
import unicodedata

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي",
    "ؤ": "و", "ة": "ه", "ۀ": "ه", "ە": "ه", "ک": "ك", "ڪ": "ك",
}  # fmt: skip
_MARKS = (  # ranges of Arabic combining marks, both ends included
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E4),
    (0x06E7, 0x06E8),
    (0x06EA, 0x06ED),
)
_DROPPED = "\u0640\u200c\u200d" + "".join(chr(code) for low, high in _MARKS for code in range(low, high + 1))


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for code in range(0x20, sys.maxunicode + 1):
        char = chr(code)
        if (digit := unicodedata.decimal(char, None)) is not None and code > 0x7F:
            table[code] = str(digit)
        elif (lower := char.lower()) != char and len(lower) == 1:
            table[code] = lower
    table |= {ord(char): to for char, to in _LETTERS.items()}
    return table | {ord(char): None for char in _DROPPED}


_TABLE = _table()


def fold(word: str) -> str:
    """`word` in the form by which it is compared."""
    return word.translate(_TABLE)
