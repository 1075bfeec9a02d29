"""Tokens: words, numbers, addresses, initials and marks. Quotation marks and commas are never glued to a word."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from worker.text.arabic import ARABIC_LETTER, ARABIC_MARK

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARK = (  # combining marks of Latin, Cyrillic, Hebrew, Devanagari, Bengali and Thai
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2"
    "\u05c4\u05c5\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200d"
)
_ARABIC = f"{ARABIC_LETTER}{ARABIC_MARK}\u0640\u200c\u200d"
_OTHER = f"[^\\W\\d_{ARABIC_LETTER}\u0640{_HAN}]"  # letters of scripts that part words by spaces

# Most tokens are Arabic words and single marks. They come first where nothing behind them can make them part of an
# address or abbreviation, and white space is passed over before the rest is tried: twice as fast, and the same tokens.
TOKEN = re.compile(
    rf"[{ARABIC_LETTER}][{_ARABIC}]*+(?![\w.+@-])"
    rf"|[،؛؟«»“”()!:\"]"
    rf"|(?=\S)(?:"
    rf"(?:https?://|www\.)[^\s<>\"'«»“”،؛]*[\w/]"  # addresses
    rf"|[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+"
    rf"|\d+(?:[.,٫٬]\d+)*"
    rf"|[{ARABIC_LETTER}](?:\.[{ARABIC_LETTER}])+(?![{_ARABIC}])"  # ج.م.ع
    rf"|[A-Za-z](?:\.[A-Za-z])+(?!\w)"  # U.S
    rf"|[{ARABIC_LETTER}][{_ARABIC}]*"
    rf"|{_OTHER}(?:{_OTHER}|[{_MARK}\u200c]|['’](?={_OTHER})|\d)*"
    rf"|[{_HAN}]|\.{{2,}}|[^\w\s]|[\w])"
)


_PARTED = re.compile(f"({TOKEN.pattern})")


class Tokens(NamedTuple):
    """Columns of one length: the words and where each starts and ends."""

    words: list[str]
    start: list[int]
    end: list[int]


def tokenize(text: str) -> Tokens:
    """The tokens of `text`; every visible character is in one, save marks that follow no letter."""
    # Parted rather than searched: what lies between the tokens is found too, so that all offsets are sums of lengths,
    # and no match has to be asked for its own.
    parts = _PARTED.split(text)  # what is no token, token, what is no token, ...
    ends = list(accumulate(map(len, parts)))
    return Tokens(parts[1::2], ends[:-1:2], ends[1::2])
