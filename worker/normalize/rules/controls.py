"""Characters that are not seen: line ends of all kinds, controls, bidi marks, zero-width marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from worker.normalize.rule import Edits, Example, Rule
from worker.resources import read_table
from worker.text.alignment import Replacement
from worker.text.arabic import ZWJ, ZWNJ

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u180e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffc"
_ZWSP = "\u200b"


def _expand(inside: str) -> frozenset[str]:
    """The characters of the inside of a regex class (single ones and ranges)."""
    pattern = re.compile(f"[{inside}]")
    return frozenset(char for char in map(chr, range(0x10000)) if pattern.match(char))


def replacing(pattern: str, new: str) -> Edits:
    """Edits that put `new` for every match."""
    compiled = re.compile(pattern)
    return lambda text, _language: (Replacement(*found.span(), new) for found in compiled.finditer(text))


@cache
def _keeps() -> dict[str, str]:
    """The zero-width characters that a language writes with."""
    return {language: "".join(chr(int(code, 16)) for code in codes.split()) for language, codes in _table()}


def _table() -> Iterator[tuple[str, str]]:
    for language, codes, *_ in read_table("normalize/joiners.tsv"):
        yield language, codes


_JOINERS = re.compile(f"[{_ZWSP}{ZWNJ}{ZWJ}]+")


def _joiners(text: str, language: str) -> Iterator[Replacement]:
    kept = _keeps().get(language.partition("-")[0], "")
    for found in _JOINERS.finditer(text):
        start, end = found.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        new = next((char for char in found[0] if _means(char, before, after, kept)), "")
        if new != found[0]:
            yield Replacement(start, end, new)


def _means(char: str, before: str, after: str, kept: str) -> bool:
    """Whether a zero-width character between these two does something there."""
    if not before or not after or before.isspace() or after.isspace():
        return False
    in_emoji = char == ZWJ and not before.isalnum() and not after.isalnum() and before > "\u2000"
    return in_emoji or (char in kept and after.isalpha())


RULES = (
    Rule(
        "line-end",
        replacing(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n"),
        reason="One kind of line end.",
        source="Unicode Standard, 5.8 Newline Guidelines",
        example=Example("العنوان\r\nالخبر", "العنوان\nالخبر"),
        triggers=frozenset("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"),
    ),
    Rule(
        "control-character",
        replacing(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+", ""),
        reason="C0 and C1 controls mean nothing in news text.",
        source="Unicode Standard, 23.1 Control Codes",
        example=Example("وزير\x07 الخارجية", "وزير الخارجية"),
        triggers=_expand(r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"),
    ),
    Rule(
        "bidi-control",
        replacing(f"[{_BIDI}]+", ""),
        reason="Direction marks serve one layout; they break words and matching.",
        source="UAX #9, 2 Directional Formatting Characters",
        example=Example("\u200fبلغت \u202a25%\u202c\u200f", "بلغت 25%"),
        triggers=_expand(_BIDI),
    ),
    Rule(
        "invisible-mark",
        replacing(f"[{_INVISIBLE}]+", ""),
        reason="Soft hyphens, byte order marks, word joiners and object placeholders leave no trace on paper.",
        source="Unicode Standard, 23.2 Layout Controls",
        example=Example("الأم\u00adم المتحدة\ufeff", "الأمم المتحدة"),
        triggers=_expand(_INVISIBLE),
    ),
    Rule(
        "zero-width-joiner",
        _joiners,
        reason="ZWNJ, ZWJ and ZWSP stay where the language spells with them, and ZWJ within emoji; elsewhere they go.",
        source="Unicode Standard, 9.2 Arabic (Persian ZWNJ), 12 (Indic), 16 (Southeast Asia); UTS #51",
        example=Example("الن\u200cص", "النص"),
        triggers=frozenset((_ZWSP, ZWNJ, ZWJ)),
    ),
)
