"""Texts that make careless code slow: each is one idea, repeated to a length."""

from __future__ import annotations

SEEDS = {
    "quotation marks": '"',
    "full stops": ".",
    "zero-width non-joiners": "\u200c",
    "one word": "ا",
    "nested elements": "<div>",
    "unclosed scripts": "<script>",
    "unclosed comments": "<!--",
    "escaped ampersands": "&amp;",
    "less-than signs": "<",
    "guillemets": "« ",
    "colons and quotation marks": ': "',
    "introduced quotations": "a: «a. ",
    "abbreviations": "د. ",
    "stops and quotation marks": '. " ',
    "numbered stops": "1. ",
    "initials": "A. ",
    "vowel marks": "\u0651\u064e",
    "combining marks out of order": "\u0301\u0323",
    "jamo": "\u1161",
    "mojibake": "Ø§",
    "dashes": "- ",
    "short lines": "قال\n",
    "blank lines": "\n",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "tatweel": "ـ",
    "signs of the Hijri year": "هـ ",
    "brackets": "(",
    "conjunctions": "و ",
    "digits": "1",
    "decimals": "1.",
    "open quotation marks": "“",
    "double primes": "“a″",
    "captions": "صورة ",
    "tags": "سمات ",
    "share words": "شارك ",
    "ideographs": "中",
    "emoji": "👨\u200d",
    "addresses": "http://",
    "at signs": "a@",
    "apostrophes": "a'",
    "ligatures": "ﷲ",
    "look-alikes": "ک",
    "capitals": "A ",
    "carriage returns": "\r",
}


def hostile(name: str, length: int) -> str:
    """The text of that name, `length` characters long, with one letter so that it is no blank text."""
    seed = SEEDS[name]
    return ("ا" + seed * (length // len(seed) + 1))[:length]
