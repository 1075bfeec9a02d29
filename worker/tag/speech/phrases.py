"""Phrases: the noun phrase at a place of the text; where it holds or announces a person's name, the name."""

from __future__ import annotations

from worker.tag.speech.bounds import phrase_end
from worker.tag.speech.extents import stripped
from worker.tag.speech.page import Named, Page

MAX_PHRASE = 14  # tokens; the longest title with a name in the development articles has 11
_NAME_REACH = 8  # tokens between a post and the comma before the name
_MAX_NAME = 6  # tokens of a name
COMMAS = frozenset("،,")


def phrase(page: Page, first: int, limit: int) -> tuple[int, int] | None:
    """The bounds of the noun phrase that begins at token `first`, or of the name within or behind it."""
    last = phrase_end(page, first, min(limit, first + MAX_PHRASE))
    if last == first:
        return None
    start, end = _unmarked(page, page.tokens.start[first], page.tokens.end[last - 1])
    named = _person(page, start, page.tokens.end[min(limit, last + _NAME_REACH, len(page.tokens)) - 1], end)
    if named is not None:
        return named.start, named.end
    name = _name_behind(page, first, last, limit) or _behind_title(page, first, last)
    return name or (start, end)


def _unmarked(page: Page, start: int, end: int) -> tuple[int, int]:
    """The bounds without the marks of a name that stands in marks: أفاد "مجدي" مدير المشروع."""
    pair = page.pair_at(start)
    if pair is None or page.pairs[pair].outer_start != start:
        return start, end
    return stripped(page.text, page.pairs[pair].start, page.pairs[pair].end)


def _person(page: Page, start: int, end: int, phrase_end: int) -> Named | None:
    """The first person named in the phrase, or right behind it after a comma and titles."""
    for named in page.named_within(start, end):
        if named.type != "PER":
            continue
        if named.start < phrase_end or _apposed(page, phrase_end, named.start):
            return named
        return None
    return None


def _apposed(page: Page, phrase_end: int, start: int) -> bool:
    between = range(page.first_token(phrase_end), page.first_token(start))
    titles = page.lexicon.role("title")
    return all(page.word(t) in titles or page.word(t) in COMMAS or page.word(t) == "." for t in between)


def _name_behind(page: Page, first: int, last: int, limit: int) -> tuple[int, int] | None:
    """The name in commas behind a post, for persons the entity layer misses: رئيس الحزب في تونس، [زيد عمرو]، إن."""
    roles = page.lexicon.role
    if page.bare(first) not in roles("post"):
        return None
    ahead = range(last, min(limit, last + _NAME_REACH))
    comma = next((t for t in ahead if page.word(t) in COMMAS), None)
    if comma is None or any(page.word(t) in roles("relative") for t in range(last, comma)):
        return None
    name = past_titles(page, comma + 1, limit)
    end = phrase_end(page, name, min(limit, name + _MAX_NAME))
    if end == name or page.bare(name) in roles("post") or page.word(name) in roles("stop"):
        return None
    return page.tokens.start[name], page.tokens.end[end - 1]


def past_titles(page: Page, token: int, limit: int) -> int:
    """The first token from `token` that is no title or stop of one; below `limit`."""
    titles = page.lexicon.role("title")
    while token < limit - 1 and (
        page.word(token) in titles or (page.word(token) == "." and page.word(token - 1) in titles)
    ):
        token += 1
    return token


def _behind_title(page: Page, first: int, last: int) -> tuple[int, int] | None:
    """The name behind the last title of the phrase: وزير الصحة الدكتور [سامر الخطيب]."""
    titles = page.lexicon.role("title")
    title = next((t for t in range(last - 2, first - 1, -1) if page.word(t) in titles), None)
    if title is None:
        return None
    name = page.word(title + 1)
    if page.bare(title + 1) != name or not name[:1].isalnum() or name in page.lexicon.role("adjective"):
        return None
    return page.tokens.start[title + 1], page.tokens.end[last - 1]
