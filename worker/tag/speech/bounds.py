"""Bounds: where a noun phrase ends. At a comma, a preposition, a verb of saying, a word that opens a clause."""

from __future__ import annotations

from worker.tag.speech.page import Page

_MAX_MARKED = 60  # characters of a name in marks within a phrase: شركة "ميت إنفست"


def phrase_end(page: Page, first: int, limit: int) -> int:
    """The token behind the phrase that begins at `first`; at most `limit`."""
    token = first
    while token < limit:
        start = page.tokens.start[token]
        pair = page.pair_at(start)
        if pair is not None and page.pairs[pair].outer_start == start:
            if page.pairs[pair].end - start > _MAX_MARKED:
                return token
            token = page.first_token(page.pairs[pair].outer_end)
        elif is_bound(page, token, first):
            return token
        else:
            token += 1
    return min(token, limit)


def is_bound(page: Page, token: int, first: int) -> bool:
    """Whether the token cannot be part of a phrase that begins at `first`."""
    word, roles = page.word(token), page.lexicon.role
    if word[:1] in roles("proclitic") and word[1:] in roles("stop"):
        return True
    if not word[:1].isalnum() or word in roles("stop") or word in roles("complementizer"):
        return not (word == "." and _abbreviates(page, token)) and not (word == "-" and _hyphenates(page, token))
    if token > first and ("\n" in page.text[page.tokens.end[token - 1] : page.tokens.start[token]]):
        return True
    if is_addressed(page, token):
        return True
    return token > first and (says(page, token) or word in roles("adverb"))


def says(page: Page, token: int) -> bool:
    """Whether the token is a verb or participle of saying, wherever it stands."""
    form = page.lexicon.forms.get(page.word(token))
    return form is not None and form.kind != "noun" and not form.initial


def _abbreviates(page: Page, token: int) -> bool:
    """Whether the stop belongs to a title: د. محمد."""
    return page.word(token - 1) in page.lexicon.role("title")


def _hyphenates(page: Page, token: int) -> bool:
    """Whether the dash stands between two words without spaces: 32-year-old farmer."""
    before, after = page.tokens.end[max(token - 1, 0)], page.tokens.start[min(token + 1, len(page.tokens) - 1)]
    return before == page.tokens.start[token] and after == page.tokens.end[token]


def is_prepositional(page: Page, token: int) -> bool:
    """Whether the word begins with a preposition and an article that are written with it: بالإيجابي."""
    word, roles = page.word(token), page.lexicon.role
    if word[:1] not in roles("joined_preposition") or not word[1:].startswith(tuple(roles("article"))):
        return False
    return page.named_at(page.tokens.start[token]) is None


def is_addressed(page: Page, token: int) -> bool:
    """Whether the word names whom the speech goes to: لوكالة رويترز, لـ«عكاظ», or ل joined to an organisation."""
    word = page.word(token)
    if word in page.lexicon.role("addressee"):
        return True
    named = page.named_within(page.tokens.start[token] + 1, page.tokens.start[token] + 2)
    return word[:1] in page.lexicon.role("addressee") and any(mention.type == "ORG" for mention in named)
