"""Extents: where what was said ends.

A reported clause runs to the end of its sentence, or to the next word of saying, or to a comma before a
word that leaves the report (فيما, مما, وفق …).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from worker.tag.speech.cues import Cue
from worker.tag.speech.frames import Frame, comma_before
from worker.tag.speech.page import Page

_TRIM_END = " \t\n\r\u00a0،,؛;:.؟?!-–—…"
_ADDING = frozenset({"add", "stress", "explain", "indicate"})  # their participles go on with the report
_MAX_CLAUSE = 250  # tokens; the longest report of the development articles has 120
_DASHES = frozenset("-–—")
_COMMAS = frozenset("،,؛;-–—")


def exits(page: Page, cues: list[Cue], governing: set[int]) -> list[int]:
    """The tokens at which a report ends wherever it began; `governing` are those of cues that govern something."""
    cue_at = {cue.token: cue for cue in cues}
    words = page.lexicon.exit_words
    candidates = {token for token, word in enumerate(page.tokens.folded) if word in words} | cue_at.keys()
    return [token for token in sorted(candidates) if _leaves(page, token, cue_at.get(token), governing)]


def reported(page: Page, frame: Frame, exits: list[int]) -> tuple[int, int]:
    """The bounds of the clause that the frame's complementizer opens. Marks that open within it close within it."""
    if frame.trailing:
        return _before(page, frame.cue)
    start = page.tokens.end[frame.complementizer]
    limit, last = _limit(page, start), frame.complementizer + _MAX_CLAUSE
    if last < len(page.tokens):
        limit = min(limit, page.tokens.start[last])
    limit = _widened(page, start, limit)
    if _opens_aside(page, frame.cue.token):
        limit = _aside_end(page, frame.complementizer, limit)
    for at in range(bisect_right(exits, frame.complementizer), len(exits)):
        place = page.tokens.start[exits[at]]
        if place >= limit:
            break
        if not _in_marks_since(page, place, start):
            limit = place
            break
    return trimmed(page.text, start, limit)


def _widened(page: Page, start: int, limit: int) -> int:
    """`limit`, moved to the end of the sentence in which marks close that open before it."""
    opened = range(bisect_left(page.pair_starts, start), bisect_left(page.pair_starts, limit))
    crossing = next((page.pairs[at] for at in opened if page.pairs[at].outer_end > limit), None)
    if crossing is None:
        return limit
    longest = page.first_token(crossing.outer_end) + _MAX_CLAUSE
    end = _limit(page, crossing.outer_end)
    return end if longest >= len(page.tokens) else min(end, page.tokens.start[longest])


def _in_marks_since(page: Page, position: int, start: int) -> bool:
    """Whether `position` is in marks that open at `start` or later."""
    pair = page.pair_at(position)
    return pair is not None and page.pairs[pair].outer_start >= start


def _aside_end(page: Page, token: int, limit: int) -> int:
    last = page.first_token(limit)
    ahead = (page.tokens.start[t] for t in range(token + 1, last) if page.word(t) in _DASHES)
    return next(ahead, limit)


def _before(page: Page, cue: Cue) -> tuple[int, int]:
    """The bounds of the clause before the cue, up to the comma before its subject."""
    start, _ = page.sentence_of(cue.start)
    comma = comma_before(page, cue)
    return (start, start) if comma is None else trimmed(page.text, start, page.tokens.start[comma])


def _limit(page: Page, position: int) -> int:
    """The end of the sentence at `position`, or of the quotation around it if that is nearer."""
    end = page.sentence_of(position)[1]
    pair = page.pair_at(position)
    return end if pair is None else min(end, page.pairs[pair].end)


def _opens_aside(page: Page, token: int) -> bool:
    """Whether the cue stands in an aside between dashes: الاتحاد -الذي يقول إنه …- إن."""
    return any(page.word(t) in _DASHES for t in (token - 1, token - 2))


def _leaves(page: Page, token: int, cue: Cue | None, governing: set[int]) -> bool:
    after_comma = page.word(token - 1) in _COMMAS
    if cue is not None and cue.form.kind == "participle":
        return after_comma or token in governing or cue.form.act in _ADDING
    if cue is not None and cue.form.kind == "verb" and cue.form.head:
        return token in governing
    word, roles = page.word(token), page.lexicon.role
    if word in roles("attribution") or f"{word}_{page.word(token + 1)}" in roles("attribution"):
        return after_comma or page.word(token + 1) in roles("attribution_noun")
    ends = roles("clause_end")
    return after_comma and (word in ends or f"{word}_{page.word(token + 1)}" in ends)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """``text[start:end]`` without spaces at its ends and stops and commas at its end."""
    start, end = stripped(text, start, end)
    while end > start and text[end - 1] in _TRIM_END:
        end -= 1
    return start, end


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """``text[start:end]`` without spaces at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
