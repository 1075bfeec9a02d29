"""Quotation marks that a program mangled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worker.normalize.rule import Example, Rule
from worker.text.alignment import Replacement

_PRIME = re.compile("“[^“”″\n]*(″)")


def _primes(text: str, _language: str) -> Iterator[Replacement]:
    return (Replacement(*found.span(1), "”") for found in _PRIME.finditer(text))


_DOUBLED = re.compile(r"(?<!\")\"{2,}+|(?<!')''(?!')")
_BEFORE_CLOSE = re.compile(r"[\w.،!؟?]")
_WORD = re.compile(r"\w")


def _doubled(text: str, _language: str) -> Iterator[Replacement]:
    if '""' in text or "''" in text:
        for found in _DOUBLED.finditer(text):
            if _opens_or_closes(text, *found.span()):
                yield Replacement(*found.span(), '"')


def _opens_or_closes(text: str, start: int, end: int) -> bool:
    """Whether the marks touch a word on one side only; "" by itself is an empty string, and stays."""
    closes = start > 0 and _BEFORE_CLOSE.match(text, start - 1) is not None
    return closes != (_WORD.match(text, end) is not None)


RULES = (
    Rule(
        "doubled-quotation-mark",
        _doubled,
        reason='Two marks for one: the CSV escape "" and two apostrophes.',
        source="RFC 4180, 2.7; typewriter usage",
        example=Example("قال ''نعم'' ثم \"\"لا\"\"", 'قال "نعم" ثم "لا"'),
        triggers=frozenset("\"'"),
    ),
    Rule(
        "double-prime",
        _primes,
        reason="WordPress turns a closing quotation mark after a digit into a double prime.",
        source="WordPress wptexturize",
        example=Example("هاتف “سي4″ الجديد", "هاتف “سي4” الجديد"),
        triggers=frozenset("″"),
    ),
)
