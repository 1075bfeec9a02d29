"""Quotes: the pairs of marks that hold speech, with the reporting clauses an editor put among the words."""

from __future__ import annotations

from bisect import bisect_left

from schemas import Quote, Segment
from worker.draft import Draft
from worker.tag.speech.analysis import Analysis
from worker.tag.speech.classifier import log_odds
from worker.tag.speech.extents import stripped
from worker.tag.speech.frames import Frame
from worker.tag.speech.page import Page
from worker.tag.speech.voices import Voices

# What an editor puts between the words of a speaker; "I believe that" and "I hope that" are the speaker's own.
_EDITORS = frozenset({"say", "add", "stress", "explain", "indicate", "announce"})


def spoken(analysis: Analysis) -> list[int]:
    """The indices of the pairs that hold speech; what stands within speech is part of it."""
    page, found = analysis.page, list[int]()
    until = -1
    for at, pair in enumerate(page.pairs):
        if pair.outer_start >= until and pair.end > pair.start and log_odds(analysis.features[at]) > 0:
            found.append(at)
            until = pair.outer_end
    return found


def quotes(draft: Draft, analysis: Analysis, said: list[int], voices: Voices) -> tuple[Quote, ...]:
    """The quotes of the draft, with ids q1, q2 … in order."""
    return tuple(_quote(draft, analysis, at, f"q{number}", voices) for number, at in enumerate(said, start=1))


def _quote(draft: Draft, analysis: Analysis, at: int, id: str, voices: Voices) -> Quote:
    pair, cue = analysis.page.pairs[at], analysis.links[at].cue
    start, end = stripped(draft.text, pair.start, pair.end)
    end -= draft.text[end - 1] in ",،" and end - start > 1  # "Yes," she said: the comma is the sentence's
    shown = cue if analysis.links[at].way != "beyond" else None
    return Quote(
        id=id,
        span=draft.span(start, end),
        closed=pair.closed,
        cue=None if shown is None else draft.span(shown.start, shown.end),
        speaker=voices.of_quotes.get(at),
        segments=_segments(draft, start, end, editors_hand(analysis, at)),
    )


def editors_hand(analysis: Analysis, at: int) -> list[Frame]:
    """The frames in pair `at` that are no words of the speaker: وأضاف أن, with no subject, at a sentence's start."""
    page, pair = analysis.page, analysis.page.pairs[at]
    low, high = (bisect_left(analysis.frame_tokens, page.first_token(place)) for place in (pair.start, pair.end))
    return [frame for frame in analysis.frames[low:high] if _is_editors(page, frame)]


def _is_editors(page: Page, frame: Frame) -> bool:
    cue = frame.cue
    sentence_start, _ = page.sentence_of(cue.start)
    opens = page.tokens.start[cue.token] <= max(sentence_start, page.tokens.start[page.first_token(sentence_start)])
    return cue.form.act in _EDITORS and cue.form.kind == "verb" and opens and frame.complementizer - cue.token <= 2


def _segments(draft: Draft, start: int, end: int, frames: list[Frame]) -> tuple[Segment, ...]:
    parts: list[Segment] = []
    position = start
    for frame in frames:
        low, high = draft.tokens.start[frame.cue.token], draft.tokens.end[frame.complementizer]
        parts += [*_direct(draft, position, low), Segment(span=draft.span(low, high), kind="reporting")]
        position = high
    return (*parts, *_direct(draft, position, end))


def _direct(draft: Draft, start: int, end: int) -> list[Segment]:
    start, end = stripped(draft.text, start, end)
    return [Segment(span=draft.span(start, end), kind="direct")] if end > start else []
