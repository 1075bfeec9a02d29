"""Mojibake: UTF-8 that somebody read as Windows-1252 or Windows-1256."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from worker.normalize.rule import Example, Rule
from worker.text.alignment import Replacement

TRIGGERS = frozenset("ÃÐÑÙØâ×§„ٹ©†±")
_CODECS = ("cp1252", "cp1256")

# What reads as mojibake beyond doubt; only then is anything repaired. Three letters of the Arabic, Cyrillic
# or Hebrew block in a row, an accented Latin letter, or a quotation mark, dash or ellipsis. All of it begins
# with a class of its own, so that a text is looked through at the speed of a scan.
_LATIN, _ARABIC = "\u00d0-\u00d1\u00d7-\u00dd", "طظ"
_AFTER_LATIN = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
_AFTER_ARABIC = (
    "[\u0080-\u00bf\u067e\u0679\u0152\u0686\u0698\u0688\u06af\u06a9\u0691\u0153\u06ba\u06be\u060c\u061b\u061f"
    "\u0192\u02c6\u200c\u200d\u200e\u200f\u2013-\u203a\u20ac\u2122]"
)
_SIGNATURE = re.compile(
    f"[{_LATIN}\u00c3\u00e2{_ARABIC}](?:"
    f"(?<=[{_LATIN}]){_AFTER_LATIN}(?:[{_LATIN}]{_AFTER_LATIN}){{2}}"
    f"|(?<=[{_ARABIC}]){_AFTER_ARABIC}(?:[{_ARABIC}]{_AFTER_ARABIC}){{2}}"
    "|(?<=\u00c3)[\u0080-\u00bf\u0192\u2020\u2021\u2030\u20ac\u2122\u02c6\u0160\u0161\u0152\u0153\u017e\u0178\u201a-\u201e]"
    "|(?<=\u00e2)\u20ac[\u0080-\u00bf\u0153\u02dc\u2122\u201c\u201d\u2013\u2014])"
)


def _byte_of(codec: str) -> dict[str, int]:
    """The byte that each character stood for; bytes that the code page leaves out read as C1 controls."""
    return {bytes([byte]).decode(codec, "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}


@cache
def _pattern(codec: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """A regex of well-formed UTF-8 sequences as they look when read as `codec`, and the bytes behind them."""
    of = _byte_of(codec)

    def chars(low: int, high: int) -> str:
        return "[" + "".join(re.escape(char) for char, byte in of.items() if low <= byte <= high) + "]"

    tail = chars(0x80, 0xBF)
    two, three, four = chars(0xC2, 0xDF), chars(0xE0, 0xEF), chars(0xF0, 0xF4)
    return re.compile(f"{two}{tail}|{three}{tail}{{2}}|{four}{tail}{{3}}"), of


def _repairs(text: str, _language: str) -> Iterator[Replacement]:
    signature = _SIGNATURE.search(text)
    if not signature:
        return
    pattern, byte_of = _pattern(_CODECS[signature[0][0] in "طظ"])
    for found in pattern.finditer(text):
        raw = bytes(byte_of[char] for char in found[0])
        repaired = raw.decode("utf-8", "ignore")
        if repaired:
            yield Replacement(*found.span(), repaired)


def shows_in(text: str) -> bool:
    """Whether `text` shows mojibake beyond doubt."""
    return any(char in text for char in TRIGGERS) and _SIGNATURE.search(text) is not None


RULES = (
    Rule(
        "mojibake",
        _repairs,
        reason="UTF-8 read in a one-byte code page and saved again. Repaired only in a text that shows a "
        "sequence no language writes.",
        source="Unicode Standard, table 3-7 (well-formed UTF-8); WHATWG Encoding, windows-1252 and windows-1256",
        example=Example("Ù…Ø±Ø­Ø¨Ø§ بكم", "مرحبا بكم"),
        triggers=TRIGGERS,
    ),
)
