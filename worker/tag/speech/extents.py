"""Extents: where what was said ends.

A reported clause runs to the end of its sentence, or to the next word of saying, or to a comma before a
word that leaves the report (فيما, مما, وفق …).
"""

from __future__ import annotations

from worker.tag.speech.cues import Cue
from worker.tag.speech.frames import Frame, comma_before
from worker.tag.speech.page import Page

_TRIM_END = " \t\n\r\u00a0،,؛;:.؟?!-–—…"
_ADDING = frozenset({"add", "stress", "explain", "indicate"})  # their participles go on with the report
_MAX_CLAUSE = 250  # tokens; the longest report of the development articles has 120
_DASHES = frozenset("-–—")
_COMMAS = frozenset("،,؛;-–—")


def reported(page: Page, frame: Frame, cues: dict[int, Cue], governing: set[int]) -> tuple[int, int]:
    """The bounds of the clause that the frame's complementizer opens.

    `cues` are the page's by token; `governing` are the tokens of those that govern a complementizer or marks.
    """
    if frame.trailing:
        return _before(page, frame.cue)
    tokens = page.tokens
    start = tokens.end[frame.complementizer]
    limit = _limit(page, start)
    aside = _opens_aside(page, frame.cue.token)
    token = frame.complementizer + 1
    last = min(len(tokens), token + _MAX_CLAUSE)
    while token < last and tokens.start[token] < limit:
        pair = page.pair_at(tokens.start[token])
        if pair is not None and page.pairs[pair].outer_start == tokens.start[token]:
            token = page.first_token(page.pairs[pair].outer_end)
            limit = max(limit, _limit(page, page.pairs[pair].outer_end))
            continue
        if _leaves(page, token, cues.get(token), governing) or (aside and page.word(token) in _DASHES):
            limit = tokens.start[token]
            break
        token += 1
    if token == last < len(tokens):
        limit = min(limit, tokens.start[last])
    return trimmed(page.text, start, limit)


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
