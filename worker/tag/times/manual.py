"""docs/times.md: what the grammar knows, written from the grammar itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from worker.tag.times.alphabet import alphabet
from worker.tag.times.grammar import Rule, macros, rules
from worker.tag.times.lexicon import LANGUAGES

_HEAD = """\
# Time expressions

Written by `scripts/document-times` from the grammar; a test holds the two together.

Every date, time of day, duration and recurring time outside boilerplate, and the time stamp of an agency in it,
becomes a `TimeExpression`: its span, its TIMEX3 type and `value`, the days it covers (`from`, `to`, both inclusive),
the date it was resolved by (`anchor`) and the rule that found it (`by`). Proclitics (و ف ب ل ك) and prepositions are
outside the span; an article fused with its proclitic (للعام) stays inside. The word day belongs to a weekday or a full
date (يوم الأحد, يوم 27 سبتمبر 2022), not to a day and month alone.

## How a date is resolved
1. What the text says: a year, "last", "next", "this", "of the same month".
2. An earlier date of the sentence that names its year ("9 August 1945 … 15 August"), or the year that the same month
   was given earlier in the text.
3. The day of publication: the nearest past date, or the nearest future one if the clause speaks of the future (unless
   the date is 45 days past or less) or the past one is more than 300 days away. "Today, Saturday" in a text published
   up to four days later moves the day of publication back to that Saturday.
4. Nothing of these: the value stays open (`XXXX-09-27`), that of "yesterday" is null.

| value | meaning |
|---|---|
| `2022-09-27`, `2022-09`, `2022` | day, month, year |
| `2022-W39`, `2022-W39-WE` | ISO week, its weekend |
| `2022-09-START`, `-MID`, `-END` | beginning, middle, end of a month, year or decade |
| `2015-H1`, `2015-Q2`, `2014-SU` | half, quarter, season |
| `199X`, `19XX`, `2XXX` | decade, century, millennium |
| `2022-09-27TMO` (`TAF`, `TEV`, `TNI`), `2022-09-27T15:00` | part of a day, time of day |
| `XXXX-09-27`, `XXXX-XX-XXT19:38` | what is not known stays X |
| `2016-11-18/2016-11-26` | a range; a Hijri month is the range of its days |
| `["2022-09-13", "2022-09-14"]` | days named together ("13 and 14 September") |
| `P44Y`, `PT24H`, `PXW` | a duration; X where the number is not told |
| `P1D`, `P5Y`, `XXXX-WXX-5` | a recurring time: every day, every five years, every Friday |
| `PAST_REF`, `PRESENT_REF`, `FUTURE_REF` | recently, now, soon |
"""

_RULES = """\
Levels run one after the other; what a rule finds is an item of its class for the levels after it. In a level the
leftmost match wins, then the rule that stands first. `X=slot`: the number of X fills the slot; `X=x`: X stands
there and says nothing. Examples show the expression in brackets. Languages: {languages}.
"""


def manual() -> str:
    """The page."""
    return "\n".join([_HEAD, *_rules(), *_classes()]) + "\n"


def _rules() -> Iterator[str]:
    yield "## Rules\n"
    yield _RULES.format(languages=", ".join(sorted(LANGUAGES)))
    for level, members in groupby(rules(), key=lambda rule: rule.level):
        yield f"### {level}\n"
        yield "| rule | gives | pattern | example |\n|---|---|---|---|"
        yield from map(_row, members)
        yield ""


def _row(rule: Rule) -> str:
    spoken = f" ({', '.join(rule.languages)})" if rule.languages else ""
    pattern = rule.pattern.replace("|", "\\|")
    return f"| `{rule.id}`{spoken} | {rule.gives} | `{pattern}` | {rule.example} |"


def _classes() -> Iterator[str]:
    yield "## Classes\n"
    yield "| class | meaning |\n|---|---|"
    for name, meaning in alphabet().meanings.items():
        yield f"| {name} | {meaning} |"
    for name, members in macros().items():
        yield f"| {name} | {members.replace('|', ', ')} |"
