"""Where a quotation ends whose mark was never closed.

Before the next word of saying, else with its sentence or, where a colon announced it, with its paragraph.
"""

from __future__ import annotations

from bisect import bisect_left

from worker.tag.speech.cues import Cue, opens_clause
from worker.tag.speech.extents import trimmed
from worker.tag.speech.marks import Pair
from worker.tag.speech.page import Page


def settle(page: Page, cues: list[Cue]) -> list[Pair]:
    """The page's pairs, unclosed ones ended where their speech most likely does. Ends only move forward."""
    tokens = [cue.token for cue in cues]
    return [pair if pair.closed else _ended(page, pair, cues, tokens) for pair in page.pairs]


def _ended(page: Page, pair: Pair, cues: list[Cue], tokens: list[int]) -> Pair:
    announced = _announced(page, pair)
    end = _next_announced(page, pair) if announced else min(pair.end, page.sentence_of(pair.start)[1])
    first = page.first_token(pair.start)
    for at in range(bisect_left(tokens, first + 2), len(cues)):
        cue = cues[at]
        if cue.start >= end:
            break
        if cue.form.kind == "participle" or (cue.form.head and opens_clause(page, cue.token)):
            end = page.tokens.start[cue.token]
            break
    _, end = trimmed(page.text, pair.start, max(pair.start, end))
    inner = page.pair_at(end - 1)
    if inner is not None and page.pairs[inner].closed and page.pairs[inner].outer_end == end > pair.start:
        return pair._replace(end=page.pairs[inner].end, outer_end=end, closed=True)  # one mark closes both
    return pair._replace(end=end, outer_end=end)


def _announced(page: Page, pair: Pair) -> bool:
    return page.text[max(0, pair.outer_start - 3) : pair.outer_start].rstrip().endswith(":")


def _next_announced(page: Page, pair: Pair) -> int:
    """Where the sentence begins that announces the next speech by a colon, if it does before the pair's end."""
    for at in range(bisect_left(page.pair_starts, pair.start), len(page.pairs)):
        other = page.pairs[at]
        if other.outer_start >= pair.end:
            break
        if _announced(page, other):
            return max(pair.start, page.sentence_of(other.outer_start)[0])
    return pair.end
