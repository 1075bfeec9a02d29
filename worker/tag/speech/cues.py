"""Cues: the verbs, participles and nouns of saying in a text."""

from __future__ import annotations

from typing import NamedTuple

from worker.tag.speech.lexicon import Form
from worker.tag.speech.page import Page

_BREAKS = frozenset("،,.:؛;!?؟-–—(…")


class Cue(NamedTuple):
    """A word of saying: its token, and its place in the text without a proclitic و or ف."""

    token: int
    start: int
    end: int
    form: Form


def find_cues(page: Page) -> list[Cue]:
    """The cues of the page in order."""
    forms = page.lexicon.forms
    found = [(token, form) for token, word in enumerate(page.tokens.folded) if (form := forms[word]) is not None]
    return [_cue(page, token, form) for token, form in found if _is_said(page, token, form)]


def _cue(page: Page, token: int, form: Form) -> Cue:
    start, end = page.tokens.start[token], page.tokens.end[token]
    if form.head:
        start += form.head
        while start < end and not page.text[start].isalpha():  # a vowel sign of the proclitic
            start += 1
    return Cue(token, start, end, form)


def _is_said(page: Page, token: int, form: Form) -> bool:
    roles = page.lexicon.role
    word, before = page.word(token)[form.head :], page.word(token - 1)
    if form.kind == "noun":
        return before not in roles("worth")
    if form.act == "appear":
        return page.word(token + 1) in roles("container")
    if before in roles("negation") or page.word(token + 1)[:1].isdigit():
        return False
    if word in roles("impersonal") and before not in roles("relative") and _governs_at_once(page, token):
        return False
    if not opens_clause(page, token, form):
        return not form.initial
    return not (word in roles("copula") and before in roles("relative"))


def opens_clause(page: Page, token: int, form: Form | None = None) -> bool:
    """Whether a clause begins at the token: after a stop or mark, a joining و, or a word like الذي, كما, قد."""
    if token == 0 or (form is not None and form.head):
        return True
    before = page.word(token - 1)
    if before in page.lexicon.role("clause_opener") or before[:1] in _BREAKS or _new_line(page, token):
        return True
    at = page.pair_at(page.tokens.start[token])
    return at is not None and page.first_token(page.pairs[at].start) == token


def _new_line(page: Page, token: int) -> bool:
    return "\n" in page.text[page.tokens.end[token - 1] : page.tokens.start[token]]


def _governs_at_once(page: Page, token: int) -> bool:
    """Whether أن follows directly, or after one preposition: يذكر أن, يشار إلى أن have no speaker."""
    roles = page.lexicon.role
    following = page.word(token + 1)
    if following in roles("link"):
        following = page.word(token + 2)
    return following in roles("complementizer")
