"""Time expressions: every date, time, duration and recurring time, resolved to TIMEX3 values.

Tokens become classes by lexicon lookup (lexicon, pieces, numerals, chunks), rules reduce classes to
expressions (grammar, build), and expressions become days by the date of publication and the dates
named before them (anchors, locate, clock, amounts, resolve). docs/times.md lists the rules.
"""

from __future__ import annotations

from schemas import Missing
from worker.draft import Draft
from worker.pipeline import Stage
from worker.tag.times.find import find_times
from worker.tag.times.lexicon import LANGUAGES, tables

MEASURED = "ar"  # the language whose recall is known
_PARTIAL = Missing(layer="times", reason="partial", detail="explicit and deictic forms; recall is measured in Arabic")


def _times(draft: Draft) -> Draft:
    times = find_times(draft)
    if draft.language.code.partition("-")[0] == MEASURED:
        return draft.evolve(times=times)
    return draft.evolve(times=times, missing=(*draft.missing, _PARTIAL))


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
