"""Spaces of all kinds, their runs, and blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worker.normalize.rule import Example, Rule
from worker.normalize.rules.controls import replacing
from worker.text.alignment import Replacement

_KINDS = "\t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_RUN = re.compile(r"[ \n](?:[ \n]+|(?<=\A.)|\Z)", re.DOTALL)


def _runs(text: str, _language: str) -> Iterator[Replacement]:
    for found in _RUN.finditer(text):
        start, end = found.span()
        inside = start > 0 and end < len(text)
        lines = found[0].count("\n")
        new = ("\n\n" if lines > 1 else "\n" if lines else " ") if inside else ""
        if new != found[0]:
            yield Replacement(start, end, new)


RULES = (
    Rule(
        "space-kind",
        replacing(f"[{_KINDS}]", " "),
        reason="No-break, thin, wide and tab spaces are spaces to a reader.",
        source="Unicode Standard, table 6-2 Unicode Space Characters",
        example=Example("قال\u00a0الوزير\tأمس", "قال الوزير أمس"),
        triggers=frozenset(filter(re.compile(f"[{_KINDS}]").match, map(chr, range(0x3001)))),
    ),
    Rule(
        "space-run",
        _runs,
        reason="One space between words, at most one blank line between paragraphs, none around lines or the text.",
        source="W3C CSS Text, white space processing",
        example=Example("  السطر  الأول \n\n\n\n السطر الثاني ", "السطر الأول\n\nالسطر الثاني"),
        triggers=frozenset(" \n"),
    ),
)
