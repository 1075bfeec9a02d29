"""Statements: reported clauses that no marks hold."""

from __future__ import annotations

from schemas import Statement
from worker.draft import Draft
from worker.tag.speech.analysis import Analysis
from worker.tag.speech.frames import Frame
from worker.tag.speech.quotes import editors_hand
from worker.tag.speech.voices import Voices

_COMMAS = frozenset("،,؛;.")


def statements(draft: Draft, analysis: Analysis, said: list[int], voices: Voices) -> tuple[Statement, ...]:
    """The statements of the draft, with ids s1, s2 … in order."""
    kept = sorted(_kept(analysis, said), key=lambda item: analysis.extents[item[0].cue.token])
    return tuple(
        Statement(
            id=f"s{number}",
            span=draft.span(*analysis.extents[frame.cue.token]),
            cue=draft.span(frame.cue.start, frame.cue.end),
            speaker=voices.of_cues.get(frame.cue.token),
            inside_quote=quote,
        )
        for number, (frame, quote) in enumerate(kept, start=1)
    )


def _kept(analysis: Analysis, said: list[int]) -> list[tuple[Frame, str | None]]:
    """Frames with the quote they stand in; those that are the speaker's own words are left out."""
    page, quote_of = analysis.page, {at: f"q{number}" for number, at in enumerate(said, start=1)}
    hands = {frame.cue.token: quote_of[at] for at in said for frame in editors_hand(analysis, at)}
    kept = []
    for frame in analysis.frames:
        start, end = analysis.extents[frame.cue.token]
        around = _around(analysis, page.pair_at(frame.cue.start), quote_of)
        if end <= start or _all_in_marks(analysis, start, end, quote_of):
            continue
        if around is None or frame.cue.token in hands:
            kept.append((frame, around))
    return kept


def _around(analysis: Analysis, pair: int | None, quote_of: dict[int, str]) -> str | None:
    while pair is not None and pair not in quote_of:
        pair = analysis.page.parents[pair]
    return None if pair is None else quote_of[pair]


def _all_in_marks(analysis: Analysis, start: int, end: int, quote_of: dict[int, str]) -> bool:
    """Whether the clause is a quote, alone or with a comma behind it: أكد أن "…"، …."""
    pair = analysis.page.pair_at(start)
    if pair is None or analysis.page.pairs[pair].outer_start != start or pair not in quote_of:
        return False
    outer_end = analysis.page.pairs[pair].outer_end
    return outer_end >= end or analysis.page.text[outer_end] in _COMMAS
