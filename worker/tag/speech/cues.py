"""Cues: the verbs, participles and nouns of saying in a text."""

from __future__ import annotations

from typing import NamedTuple

from worker.tag.speech.lexicon import Form
from worker.tag.speech.page import Page
from worker.text.fold import fold

_HAMZAS = frozenset("أإآ")
_BREAKS = frozenset("،,.:؛;!?؟-–—(…")


class Cue(NamedTuple):
    """A word of saying: its token, and its place in the text without a proclitic و or ف."""

    token: int
    start: int
    end: int
    form: Form


def find_cues(page: Page) -> list[Cue]:
    """The cues of the page in order."""
    forms, words = page.lexicon.forms, page.tokens.folded
    said = forms.keys() & set(words)
    found = [(token, forms[word]) for token, word in enumerate(words) if word in said]
    return [_cue(page, token, form) for token, form in found if _is_said(page, token, form)]


def _cue(page: Page, token: int, form: Form) -> Cue:
    start, end = page.tokens.start[token], page.tokens.end[token]
    if form.head:
        start += form.head
        while start < end and not page.text[start].isalpha():  # a vowel sign of the proclitic
            start += 1
    return Cue(token, start, end, form)


def _is_said(page: Page, token: int, form: Form) -> bool:
    if form.kind == "noun":
        return page.word(token - 1) not in page.lexicon.role("worth")
    if _is_misspelled(page.tokens.words[token][form.head :], form) or _is_idle(page, token, form):
        return False
    if form.act == "appear":
        return page.word(token + 1) in page.lexicon.role("container")
    return opens_clause(page, token, form) or not (form.initial or _is_adjective(page, token, form))


def _is_idle(page: Page, token: int, form: Form) -> bool:
    """Whether nobody speaks: لم يقل, يذكر أن, التي تعتبر, زاد 5."""
    roles = page.lexicon.role
    word, before = page.word(token)[form.head :], page.word(token - 1)
    if before in roles("negation") or (page.word(token + 1)[:1].isdigit() and _counts(page, form)):
        return True
    if before in roles("relative"):
        return word in roles("copula")
    return word in roles("impersonal") and _governs_at_once(page, token)


def _counts(page: Page, form: Form) -> bool:
    """Whether a number behind the verb is its object: زاد 5, added 5; but "Police said 12 people died"."""
    return form.act == "add" or not page.lexicon.subject_first


def _is_adjective(page: Page, token: int, form: Form) -> bool:
    """Whether a participle in ة or ين describes a noun before it (هتافات منددة), with no أن behind."""
    return form.kind == "participle" and form.gender != "m" and not _governs_at_once(page, token)


def _is_misspelled(word: str, form: Form) -> bool:
    """Whether the hamza of the first letter makes it another word; a bare alef may stand for any."""
    return word[:1] in _HAMZAS and word[:1] != form.letter and fold(form.letter) == fold(word[:1])


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
