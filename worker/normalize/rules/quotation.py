"""Quotation marks that a program mangled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worker.normalize.rule import Example, Rule
from worker.text.alignment import Replacement

_PRIME = re.compile("“[^“”″\n]*(″)")


def _primes(text: str, _language: str) -> Iterator[Replacement]:
    return (Replacement(*found.span(1), "”") for found in _PRIME.finditer(text))


_DOUBLED = re.compile(r"(?<=[\w.،!؟?])(?:\"{2,}|'{2})(?!\w)|(?<!\w)(?:\"{2,}|'{2})(?=\w)")


def _doubled(text: str, _language: str) -> Iterator[Replacement]:
    if '""' in text or "''" in text:
        yield from (Replacement(*found.span(), '"') for found in _DOUBLED.finditer(text))


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
