"""Time expressions: every date, time, duration and recurring time, resolved to TIMEX3 values.

Tokens become classes by lexicon lookup (lexicon, pieces, numerals, chunks), rules reduce classes to
expressions (grammar, build), and expressions become days by the date of publication and the dates
named before them (anchors, locate, clock, amounts, resolve). docs/times.md lists the rules.
"""

from __future__ import annotations

from worker.draft import Draft
from worker.pipeline import Stage
from worker.tag.times.find import find_times
from worker.tag.times.lexicon import LANGUAGES, tables


def _times(draft: Draft) -> Draft:
    return draft.evolve(times=find_times(draft))


TIMES = Stage(
    "times",
    _times,
    gives=("times",),
    languages=LANGUAGES,
    resources=tuple(
        dict.fromkeys(
            ["times/classes.tsv", "times/rules.tsv", *(table for code in sorted(LANGUAGES) for table in tables(code))]
        )
    ),
)
