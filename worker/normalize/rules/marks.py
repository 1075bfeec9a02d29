"""Spaces around marks, and marks that were doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from worker.normalize.rule import Example, Rule
from worker.normalize.rules.spacing import spaced_marks
from worker.text.alignment import Replacement
from worker.text.arabic import ARABIC_LETTER

_ALWAYS, _AT_END = "،؛؟٪", ".,;:!?"
_ENDS = "\\s\"'”’»)\\]،؛؟.,;:!?"
_LETTER = f"[{ARABIC_LETTER}]"


@cache
def _before(kept: str) -> re.Pattern[str]:
    at_end = "".join(re.escape(char) for char in _AT_END if char not in kept)
    return re.compile(f" (?=[ {_ALWAYS}{_AT_END}])(?<=[^\\s] ) *(?=[{_ALWAYS}]|[{at_end}](?:[{_ENDS}]|\\Z))")


def _spaces_before(text: str, language: str) -> Iterator[Replacement]:
    return (Replacement(*found.span(), "") for found in _before(spaced_marks(language)).finditer(text))


# After an Arabic mark, a letter or an opening mark; digits only where the mark does not part a number.
# A full stop, comma, colon or exclamation mark only between Arabic words of three letters or more, so that
# initials (ج.م.ع), abbreviations (ص.ب) and addresses stay whole.
_GLUED = re.compile(r"[،؛؟.,:!](?:(?=[^\s\d.,:!،؛؟\"'”’»)\]])|(?<=[،؛؟])(?=\d))")
_AFTER = re.compile(
    f"(?<=[،؛؟])(?=[^\\W\\d_]|[«“(\\[])|(?<=[^\\d\\s][،؛؟])(?=\\d)"
    f'|(?:(?<={_LETTER}{{3}}[.,:!])|(?<=["”»)][.,:!]))(?={_LETTER}{{3}})'
)


def _spaces_after(text: str, _language: str) -> Iterator[Replacement]:
    for found in _GLUED.finditer(text):
        if _AFTER.match(text, found.end()):
            yield Replacement(found.end(), found.end(), " ")


_DOUBLED = re.compile(r"[،,]{2,}|؛{2,}|؟{2,}|!{4,}|\.{4,}|…{2,}|-{4,}|_{4,}|={4,}|\*{4,}")
_RUN = re.compile(r"[،,؛؟!.…\-_=*][،,؛؟!.…\-_=*]+")  # begins with a class: found at the speed of a scan
_LONGEST = {".": 3, "!": 3, "-": 3, "_": 3, "=": 3, "*": 3}


def _doubled(text: str, _language: str) -> Iterator[Replacement]:
    for run in _RUN.finditer(text):
        for found in _DOUBLED.finditer(text, *run.span()):
            mark = "،" if "،" in found[0] else found[0][0]
            yield Replacement(*found.span(), mark * _LONGEST.get(mark, 1))


RULES = (
    Rule(
        "doubled-mark",
        _doubled,
        reason="A mark repeated by a slip says no more than one; ellipses have three dots and rules three strokes.",
        source="Arabic and Latin typography",
        example=Example("وصل،، ثم غادر......", "وصل، ثم غادر..."),
        triggers=frozenset("،,؛؟!.…-_=*"),
    ),
    Rule(
        "space-before-mark",
        _spaces_before,
        reason="Marks close up to the word before them, save in languages that set them off.",
        source="Arabic and Latin typography; worker/resources/normalize/spacing.tsv",
        example=Example("اتفاق سلام دائم ، بما في ذلك", "اتفاق سلام دائم، بما في ذلك"),
        triggers=frozenset(" "),
    ),
    Rule(
        "space-after-mark",
        _spaces_after,
        reason="A mark glued to the next word hides a word and, after a full stop, a sentence.",
        source='Arabic typography; scraped text: أوروبا"،قال',
        example=Example('في أوروبا"،قال الوزير.وأضاف', 'في أوروبا"، قال الوزير. وأضاف'),
        triggers=frozenset("،؛؟.,:!"),
    ),
)
