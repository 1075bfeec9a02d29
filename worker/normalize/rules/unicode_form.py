"""One code for one character: canonical composition, and presentation forms back to letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from worker.normalize.rule import Example, Rule
from worker.text.alignment import Replacement

# UAX #15, D4 (Stream-Safe Text Format): no real text has more marks on one letter. Past that a text is
# hostile and stays as it is, since sorting marks takes quadratic time.
_MARKS = 30
_WORD = re.compile(r"\S+")

_KEPT = "\ufd3e\ufd3f\ufdfa\ufdfb\ufdfc\ufdfd"  # ﴾ ﴿ ﷺ ﷻ ﷼ ﷽ are signs of their own
_FORM = re.compile(r"[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]")
_WIDE = re.compile(r"[\uff01-\uff5e]")
_WIDE_LANGUAGES = frozenset({"zh", "ja", "ko", "yue", "wuu"})  # their punctuation is full-width by right


def _compositions(text: str, _language: str) -> Iterator[Replacement]:
    if unicodedata.is_normalized("NFC", text):
        return
    for word in _WORD.finditer(text):
        if not unicodedata.is_normalized("NFC", word[0]):
            yield from _composed(text, *word.span())


def _composed(text: str, start: int, end: int) -> Iterator[Replacement]:
    """The letters with marks (or Hangul syllables) within ``text[start:end]`` that are not in NFC."""
    low = start
    for high in range(start + 1, end + 1):
        if high < end and _continues(text[high - 1], text[high]):
            continue
        piece = text[low:high]
        if 1 <= high - low <= _MARKS + 1 and (new := unicodedata.normalize("NFC", piece)) != piece:
            yield Replacement(low, high, new)
        low = high


def _continues(before: str, char: str) -> bool:
    """Whether `char` may compose with, or be ordered among, what stands before it."""
    if char < "\u0300":
        return False
    if unicodedata.combining(char) or "\u1160" <= char <= "\u11ff":
        return True
    return len(unicodedata.normalize("NFC", before + char)) < 2


def _letters(text: str, language: str) -> Iterator[Replacement]:
    wide = language.partition("-")[0] not in _WIDE_LANGUAGES
    pattern = _FORM_OR_WIDE if wide else _FORM
    for found in pattern.finditer(text):
        # The decomposition of a mark that stands alone begins with a space for it to stand on.
        new = unicodedata.normalize("NFKC", found[0]).removeprefix(" ")
        if found[0] not in _KEPT and new != found[0]:
            yield Replacement(*found.span(), new)


_FORM_OR_WIDE = re.compile(f"{_FORM.pattern}|{_WIDE.pattern}")

RULES = (
    Rule(
        "canonical-form",
        _compositions,
        reason="The same letter has one code: NFC. Never NFKC, which would spell out ﷺ, … and ³.",
        source="UAX #15, Unicode Normalization Forms",
        example=Example("ا\u0653خر cafe\u0301 ³", "آخر café ³"),
    ),
    Rule(
        "presentation-form",
        _letters,
        reason="Positional forms and ligatures of old fonts become letters; ﷺ ﷻ ﷽ ﷼ ﴾ ﴿ stay signs. "
        "Full-width Latin goes too, save in Chinese, Japanese and Korean.",
        source="Unicode Character Database, compatibility decompositions of the Presentation Forms blocks",
        example=Example("ﻻ ﺗﺴﺘﺴﻠﻢ ﷺ ﬁn", "لا تستسلم ﷺ fin"),
        triggers=frozenset(filter(_FORM_OR_WIDE.match, map(chr, range(0xFB00, 0xFF5F)))) - frozenset(_KEPT),
    ),
)
