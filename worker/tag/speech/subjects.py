"""Subjects: the words that name who speaks, found by syntax around a word of saying."""

from __future__ import annotations

from worker.tag.speech.bounds import is_addressed, is_bound, is_prepositional, phrase_end, says
from worker.tag.speech.cues import Cue
from worker.tag.speech.page import Page
from worker.tag.speech.phrases import COMMAS, MAX_PHRASE, past_titles, phrase

_TRANSITIVE = frozenset({"describe", "accuse", "praise", "ask", "deny", "inform"})
_MAX_HEAD = 4  # tokens of a phrase before its preposition
_MAX_BACK = 30  # tokens looked at before a cue
_DASHES = frozenset("-–—(")


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
    while token < limit and page.bare(token) == page.word(token):
        token += 1
    token += 1
    while token < limit and _is_adjective(page, token):
        token += 1
    return token


def _is_adjective(page: Page, token: int) -> bool:
    """Whether the word is an adjective with the article: الفرنسي, الرسمية, السابق."""
    word, roles = page.word(token), page.lexicon.role
    return word in roles("adjective") or (page.bare(token) != word and word.endswith(tuple(roles("adjective_ending"))))


def _skip(page: Page, token: int, limit: int) -> int:
    """The first token after adverbs, asides and phrases like لـ«عكاظ» or في بيان."""
    roles = page.lexicon.role
    while token < limit:
        word = page.word(token)
        if word in roles("adverb"):
            token += 1
        elif word in _DASHES:
            token = _after_aside(page, token, limit)
        elif word in roles("stop") or is_addressed(page, token) or is_prepositional(page, token):
            token = _after_prepositional(page, token, limit)
        elif word in COMMAS:
            token += 1
        else:
            return token
    return limit


def _after_aside(page: Page, token: int, limit: int) -> int:
    closing = ")" if page.word(token) == "(" else page.word(token)
    ahead = (t for t in range(token + 1, limit) if page.word(t) == closing)
    return next(ahead, limit - 1) + 1


def _after_prepositional(page: Page, token: int, limit: int) -> int:
    """Past the audience, mention or marks that the preposition leads to, else past the next comma."""
    if page.word(token) in page.lexicon.role("audience"):
        return token + 1
    start = page.tokens.start[token]
    addressed = (
        page.named_within(start, page.tokens.end[min(token + 1, limit - 1)]) if is_addressed(page, token) else []
    )
    if addressed:
        return page.first_token(addressed[0].end)
    for ahead in range(token + 1, min(limit, token + 3)):
        pair = page.pair_at(page.tokens.start[ahead])
        if pair is not None and page.pairs[pair].outer_start == page.tokens.start[ahead]:
            return page.first_token(page.pairs[pair].outer_end)
    comma = (t + 1 for t in range(token + 1, limit) if page.word(t) in COMMAS)
    return next(comma, limit)


def subject_before(page: Page, cue: Cue) -> tuple[int, int] | None:
    """The bounds of the nearest subject before the cue in its sentence: [X] قال, [X] الذي أكد."""
    sentence_start, _ = page.sentence_of(cue.start)
    first = max(page.first_token(sentence_start), cue.token - _MAX_BACK)
    if first >= cue.token:
        return None
    near = (
        phrase_before(page, cue.token)
        or _apposed_phrase(page, first, cue.token)
        or _opening_phrase(page, first, cue.token)
    )
    people = [named for named in page.named_within(page.tokens.start[first], cue.start) if named.type == "PER"]
    if people and (near is None or people[-1].end > near[0]):
        return people[-1].start, people[-1].end
    return near


def phrase_before(page: Page, token: int) -> tuple[int, int] | None:
    """The phrase right before a verb: [دراسة حديثة] قد كشفت, [وثائق بنما] تكشف."""
    roles = page.lexicon.role
    first = page.first_token(page.sentence_of(page.tokens.start[token])[0])
    while token > first and (
        page.word(token - 1) in roles("auxiliary") | roles("relative") or _is_adverb(page, token - 1)
    ):
        token -= 1
        if page.word(token) in roles("relative") and page.word(token - 1) in COMMAS:
            token -= 1
    last = token
    while token > first and last - token < MAX_PHRASE and not is_bound(page, token - 1, token):
        if page.word(token - 1) in roles("auxiliary") or says(page, token - 1):
            break
        token -= 1
    if last == token:
        return None
    if token > first and page.word(token - 1) in roles("preposition"):
        token = _head_of(page, first, token - 1)
    return None if token == -1 else (page.tokens.start[token], page.tokens.end[last - 1])


def _is_adverb(page: Page, token: int) -> bool:
    """Whether an ending tells that the word is an adverb: has repeatedly said."""
    word, roles = page.word(token), page.lexicon.role
    return word.endswith(tuple(roles("adverb_ending"))) and word not in roles("not_adverb")


def _head_of(page: Page, first: int, preposition: int) -> int:
    """Where the phrase begins that goes on with the preposition: إلا أن [مصادر من الحزب] اعتبرت; -1 if none does."""
    token = preposition
    while token > first and preposition - token < _MAX_HEAD and not is_bound(page, token - 1, token):
        token -= 1
    opens = token == first or page.word(token - 1) in page.lexicon.role("complementizer")
    return token if opens and token < preposition else -1


def _opening_phrase(page: Page, first: int, token: int) -> tuple[int, int] | None:
    """The phrase that opens the sentence before a comma: [محمد بيوض]، المدير الفني، قال."""
    last = phrase_end(page, first, token)
    if last in (first, token) or page.word(last) not in COMMAS or page.word(first) in page.lexicon.forms:
        return None
    if page.pair_at(page.tokens.start[first]) is not None:
        return None
    return page.tokens.start[first], page.tokens.end[last - 1]


def _apposed_phrase(page: Page, first: int, token: int) -> tuple[int, int] | None:
    """The phrase before an apposition, where the subject stands first: "…," [Omar Haddad], the mayor, told."""
    if not page.lexicon.subject_first or page.word(token - 1) not in COMMAS:
        return None
    last = next((t for t in range(token - 2, first, -1) if page.word(t) in COMMAS), None)
    if last is None:
        return None
    name = past_titles(page, last + 1, token - 1)
    if name > last + 1:  # his spokesman, Gen. [Nabil Abdallah], said
        return page.tokens.start[name], page.tokens.end[token - 2]
    start = last
    while start > first and last - start < MAX_PHRASE and not is_bound(page, start - 1, last):
        start -= 1
    return None if start == last else (page.tokens.start[start], page.tokens.end[last - 1])


def quoted_as(page: Page, cue: Cue) -> int | None:
    """The token of the verb before "as saying": the governor [was] quoted by the newspaper as saying."""
    roles = page.lexicon.role
    if cue.form.kind != "participle" or page.word(cue.token - 1) not in roles("quoted_as"):
        return None
    first = max(page.first_token(page.sentence_of(cue.start)[0]), cue.token - _MAX_BACK)
    verb = next((t for t in range(cue.token - 2, first, -1) if page.word(t) in roles("quoting")), None)
    return None if verb is None else verb - (page.word(verb - 1) in roles("passive"))


def cited(page: Page, cue: Cue, limit: int) -> tuple[int, int] | None:
    """Whom a carrier cites: نقلت الوكالة عن [X] أن, عن [X] قوله إن, ذكرت الوكالة نقلا عن [X] أن, جاء في [X] أن."""
    roles = page.lexicon.role
    first = cue.token
    quoting = quoted_as(page, cue)
    if quoting is not None:
        return phrase_before(page, quoting)
    if cue.form.act == "appear" and page.word(cue.token + 1) in roles("holder"):
        return phrase(page, cue.token + 2, limit)
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
