"""Subjects: the words that name who speaks, found by syntax around a word of saying.

A phrase is read from its first word up to a comma, a preposition, a verb or another bound; where it holds
or is followed by a person's name, the name is taken.
"""

from __future__ import annotations

import re

from worker.tag.speech.cues import Cue
from worker.tag.speech.extents import stripped
from worker.tag.speech.page import Named, Page

_TRANSITIVE = frozenset({"describe", "accuse", "praise", "ask", "deny", "inform"})
_ADJECTIVE = re.compile("ال.{2,}(ي|يه|يين|يون)")  # الفرنسي, الرسمية
_MAX_PHRASE = 14  # tokens; the longest title with a name in the development articles has 11
_MAX_HEAD = 4  # tokens of a phrase before its preposition
_MAX_BACK = 30  # tokens looked at before a cue
_NAME_REACH = 8  # tokens between a post and the comma before the name
_DASHES = frozenset("-–—(")
_COMMAS = frozenset("،,")
_MAX_MARKED = 60  # characters of a name in marks within a phrase: شركة "ميت إنفست"


def subject_after(page: Page, cue: Cue, limit: int) -> tuple[int, int] | None:
    """The bounds of the noun phrase that follows the cue, before token `limit`: قال [X] إن."""
    first = _skip(page, cue.token + 1, limit)
    if first >= limit:
        return None
    if cue.form.act in _TRANSITIVE:
        limit = min(limit, _before_object(page, first, limit))
    return phrase(page, first, limit)


def _before_object(page: Page, first: int, limit: int) -> int:
    """Where the subject of a verb with an object ends: وصف [الرئيس الفرنسي] الهجوم بأنه, وصف [رئيس البلدية] الهجوم."""
    token = first
    while token < limit and not page.word(token).startswith("ال"):
        token += 1
    token += 1
    adjectives = page.lexicon.role("adjective")
    while token < limit and (page.word(token) in adjectives or _ADJECTIVE.fullmatch(page.word(token))):
        token += 1
    return token


def phrase(page: Page, first: int, limit: int) -> tuple[int, int] | None:
    """The bounds of the noun phrase that begins at token `first`, or of the name within or behind it."""
    last = _phrase_end(page, first, min(limit, first + _MAX_PHRASE))
    if last == first:
        return None
    start, end = _unmarked(page, page.tokens.start[first], page.tokens.end[last - 1])
    named = _person(page, start, page.tokens.end[min(limit, last + 8, len(page.tokens)) - 1], end)
    if named is not None:
        return named.start, named.end
    name = _name_behind(page, first, last, limit) or _behind_title(page, first, last)
    return name or (start, end)


def _behind_title(page: Page, first: int, last: int) -> tuple[int, int] | None:
    """The name behind the last title of the phrase: وزير الصحة الدكتور [سامر الخطيب]."""
    titles = page.lexicon.role("title")
    title = next((t for t in range(last - 2, first - 1, -1) if page.word(t) in titles), None)
    if title is None:
        return None
    name = page.word(title + 1)
    if name.startswith("ال") or not name[:1].isalnum() or name in page.lexicon.role("adjective"):
        return None
    return page.tokens.start[title + 1], page.tokens.end[last - 1]


def _name_behind(page: Page, first: int, last: int, limit: int) -> tuple[int, int] | None:
    """The name in commas behind a post, for persons the entity layer misses: رئيس الحزب في تونس، [زيد عمرو]، إن."""
    roles = page.lexicon.role
    if _bare(page.word(first)) not in roles("post"):
        return None
    ahead = range(last, min(limit, last + _NAME_REACH))
    comma = next((t for t in ahead if page.word(t) in _COMMAS), None)
    if comma is None or any(page.word(t) in roles("relative") for t in range(last, comma)):
        return None
    name = comma + 1
    while name < limit and page.word(name) in roles("title"):
        name += 1
    end = _phrase_end(page, name, min(limit, name + 6))
    if end == name or _bare(page.word(name)) in roles("post") or page.word(name) in roles("stop"):
        return None
    return page.tokens.start[name], page.tokens.end[end - 1]


def _bare(word: str) -> str:
    return word.removeprefix("ال")


def _unmarked(page: Page, start: int, end: int) -> tuple[int, int]:
    """The bounds without the marks of a name that stands in marks: أفاد "مجدي" مدير المشروع."""
    pair = page.pair_at(start)
    if pair is None or page.pairs[pair].outer_start != start:
        return start, end
    return stripped(page.text, page.pairs[pair].start, page.pairs[pair].end)


def _skip(page: Page, token: int, limit: int) -> int:
    """The first token after adverbs, asides and phrases like لـ«عكاظ» or في بيان."""
    roles = page.lexicon.role
    while token < limit:
        word = page.word(token)
        if word in roles("adverb"):
            token += 1
        elif word in _DASHES:
            token = _after_aside(page, token, limit)
        elif word in roles("stop") or _is_addressed(page, token) or _is_prepositional(page, token):
            token = _after_prepositional(page, token, limit)
        elif word in _COMMAS:
            token += 1
        else:
            return token
    return limit


def _after_aside(page: Page, token: int, limit: int) -> int:
    closing = ")" if page.word(token) == "(" else page.word(token)
    ahead = (t for t in range(token + 1, limit) if page.word(t) == closing)
    return next(ahead, limit - 1) + 1


def _after_prepositional(page: Page, token: int, limit: int) -> int:
    """Past a mark or a mention that the preposition leads to, else past the next comma."""
    for ahead in range(token + 1, min(limit, token + 3)):
        pair = page.pair_at(page.tokens.start[ahead])
        if pair is not None and page.pairs[pair].outer_start == page.tokens.start[ahead]:
            return page.first_token(page.pairs[pair].outer_end)
    comma = (t + 1 for t in range(token + 1, limit) if page.word(t) in _COMMAS)
    return next(comma, limit)


def _phrase_end(page: Page, first: int, limit: int) -> int:
    token = first
    while token < limit:
        start = page.tokens.start[token]
        pair = page.pair_at(start)
        if pair is not None and page.pairs[pair].outer_start == start:
            if page.pairs[pair].end - start > _MAX_MARKED:
                return token
            token = page.first_token(page.pairs[pair].outer_end)
        elif _bounds(page, token, first):
            return token
        else:
            token += 1
    return min(token, limit)


def _bounds(page: Page, token: int, first: int) -> bool:
    word, roles = page.word(token), page.lexicon.role
    if not word[:1].isalnum() or word in roles("stop") or word in roles("complementizer"):
        return word != "." or not _abbreviates(page, token)
    if token > first and ("\n" in page.text[page.tokens.end[token - 1] : page.tokens.start[token]]):
        return True
    if _is_addressed(page, token):
        return True
    form = page.lexicon.forms[word]
    return token > first and form is not None and form.kind != "noun" and not form.initial


def _is_prepositional(page: Page, token: int) -> bool:
    """Whether the word begins with a preposition that is written with it: بالإيجابي."""
    return page.tokens.heads[token] > 0 and page.word(token)[:1] in page.lexicon.role("joined_preposition")


def _is_addressed(page: Page, token: int) -> bool:
    """Whether the word names whom the speech goes to: لوكالة رويترز, لـ«عكاظ», or ل joined to an organisation."""
    word = page.word(token)
    if word in page.lexicon.role("addressee"):
        return True
    named = page.named_within(page.tokens.start[token] + 1, page.tokens.start[token] + 2)
    return word[0] in page.lexicon.role("addressee") and any(mention.type == "ORG" for mention in named)


def _abbreviates(page: Page, token: int) -> bool:
    """Whether the stop belongs to a title: د. محمد."""
    return page.word(token - 1) in page.lexicon.role("title")


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
    return all(page.word(t) in titles or page.word(t) in _COMMAS or page.word(t) == "." for t in between)


def subject_before(page: Page, cue: Cue) -> tuple[int, int] | None:
    """The bounds of the nearest subject before the cue in its sentence: [X] قال, [X] الذي أكد."""
    sentence_start, _ = page.sentence_of(cue.start)
    first = max(page.first_token(sentence_start), cue.token - _MAX_BACK)
    if first >= cue.token:
        return None
    near = phrase_before(page, cue) or _opening_phrase(page, first, cue.token)
    people = [named for named in page.named_within(page.tokens.start[first], cue.start) if named.type == "PER"]
    if people and (near is None or people[-1].end > near[0]):
        return people[-1].start, people[-1].end
    return near


def phrase_before(page: Page, cue: Cue) -> tuple[int, int] | None:
    """The phrase right before the cue: [دراسة حديثة] قد كشفت, [وثائق بنما] تكشف."""
    roles, token = page.lexicon.role, cue.token
    first = page.first_token(page.sentence_of(cue.start)[0])
    while token > first and page.word(token - 1) in roles("auxiliary") | roles("relative"):
        token -= 1
        if page.word(token) in roles("relative") and page.word(token - 1) in _COMMAS:
            token -= 1
    last = token
    while token > first and last - token < _MAX_PHRASE and not _bounds(page, token - 1, token):
        if page.word(token - 1) in roles("auxiliary"):
            break
        token -= 1
    if last == token:
        return None
    if token > first and page.word(token - 1) in roles("preposition"):
        token = _head_of(page, first, token - 1)
    return None if token == -1 else (page.tokens.start[token], page.tokens.end[last - 1])


def _head_of(page: Page, first: int, preposition: int) -> int:
    """Where the phrase begins that goes on with the preposition: إلا أن [مصادر من الحزب] اعتبرت; -1 if none does."""
    token = preposition
    while token > first and preposition - token < _MAX_HEAD and not _bounds(page, token - 1, token):
        token -= 1
    opens = token == first or page.word(token - 1) in page.lexicon.role("complementizer")
    return token if opens and token < preposition else -1


def _opening_phrase(page: Page, first: int, token: int) -> tuple[int, int] | None:
    """The phrase that opens the sentence before a comma: [محمد بيوض]، المدير الفني، قال."""
    last = _phrase_end(page, first, token)
    if last in (first, token) or page.word(last) not in _COMMAS or page.lexicon.forms[page.word(first)]:
        return None
    if page.pair_at(page.tokens.start[first]) is not None:
        return None
    return page.tokens.start[first], page.tokens.end[last - 1]


def cited(page: Page, cue: Cue, limit: int) -> tuple[int, int] | None:
    """Whom a carrier cites: نقلت الوكالة عن [X] أن, عن [X] قوله إن, ذكرت الوكالة نقلا عن [X] أن, على لسان [X]."""
    roles = page.lexicon.role
    first = cue.token
    if cue.form.kind == "noun":
        sentence_start, _ = page.sentence_of(cue.start)
        first = max(page.first_token(sentence_start), cue.token - _MAX_BACK)
        if not any(page.word(token) in roles("carrier") for token in range(first, cue.token)):
            return None
        limit = cue.token
    carries = cue.form.kind == "noun" or cue.form.act == "carry"
    for token in range(first, limit - 1):
        if page.word(token) in roles("source") and (carries or page.word(token - 1) in roles("citing")):
            return phrase(page, token + 1, limit)
    return None
