"""Candidates: names of the document's entities, and runs of telling words.

Most words of a text are said once and not in its headline, and nothing with such a word in it can be a keyword, save
a name. So words are counted first, and phrases are made of those that are left.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from worker.draft import Draft
from worker.tag.keywords.common import telling
from worker.tag.keywords.types import Told, told
from worker.tag.topics.stems import stem
from worker.tag.topics.words import Words, words

_LONGEST = 3  # words of a phrase; longer names come from the entities
_TWICE = 2

Key = tuple[str, ...]  # the stems of a phrase
Place = tuple[int, int]  # of its first and last word
Row = Sequence[Told | None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase. `places`: first and last token of each occurrence, in order."""

    weight: float
    places: list[Place]
    headline: bool
    name: bool = False


def candidates(draft: Draft, language: str) -> list[Candidate]:
    """The phrases of `draft` that may be keywords: those said twice, words with an article, names.

    The article is the one mark of an Arabic noun that can be read without an analyser: verbs never have it.
    """
    content = words(draft)
    row = told(language).of(content.cores)
    phrases = _phrases(draft, content, row)
    headline = frozenset(key for key, places in phrases.items() if places[0][0] < content.headline)
    names = _names(draft, language, headline)
    nouns = frozenset(word.stem for word in row if word and (word.definite or language != "ar"))
    worthy = [
        _candidate(content, row, places, headline=key in headline)
        for key, places in phrases.items()
        if key not in names and (len(places) >= _TWICE if len(key) > 1 else key[0] in nouns)
    ]
    return worthy + list(names.values())


def _phrases(draft: Draft, content: Words, row: Row) -> dict[Key, list[Place]]:
    """Where phrases stand among the words of `content`: in the headline, or of words that are said twice."""
    said = Counter([word.stem for word in row if word])
    starts = [i for i, word in enumerate(row) if word and (i < content.headline or said[word.stem] >= _TWICE)]
    found: defaultdict[Key, list[Place]] = defaultdict(list)
    for first in starts:
        key: Key = ()
        for last in range(first, min(first + _LONGEST, len(row))):
            word = row[last]
            if word is None or (last > first and _apart(draft, content, last)):
                break
            if first >= content.headline and said[word.stem] < _TWICE:
                break
            key = (*key, word.stem)
            found[key].append((first, last))
    return found


def _apart(draft: Draft, content: Words, at: int) -> bool:
    """Whether a mark, a line or a proclitic parts the word from the one before."""
    before, token = content.tokens[at - 1], content.tokens[at]
    tokens = draft.tokens
    if token != before + 1 or tokens.heads[token]:
        return True
    return "\n" in draft.text[tokens.end[before] : tokens.start[token]]


def _candidate(content: Words, row: Row, places: list[Place], *, headline: bool) -> Candidate:
    first, last = places[0]
    weight = _weight([word.telling for word in row[first : last + 1] if word])
    tokens = content.tokens
    return Candidate(weight, [(tokens[first], tokens[last]) for first, last in places], headline)


def _names(draft: Draft, language: str, headline: frozenset[Key]) -> dict[Key, Candidate]:
    """Each entity is one candidate, wherever and however it is named; phrases of the same words become it."""
    found: dict[Key, Candidate] = {}
    for entity in draft.entities:
        mentions = [mention for mention in entity.mentions if mention.kind in ("name", "short")]
        places = [_tokens(draft, mention.span.start, mention.span.end) for mention in mentions]
        places = [place for place in places if place[0] <= place[1]]
        if not places:
            continue
        first, last = max(places, key=lambda place: place[1] - place[0])
        folded = draft.tokens.folded[first : last + 1]
        key = tuple([stem(word) for word in folded if word[:1].isalpha()])
        weight = _weight([telling(word, language) for word in folded])
        if key and weight:
            found[key] = Candidate(weight, places, key in headline, name=True)
    return found


def _tokens(draft: Draft, start: int, end: int) -> Place:
    """First and last token of a stretch of text that may begin after a proclitic."""
    within = draft.tokens.within(start, end)
    first = within.start
    if first and draft.tokens.end[first - 1] > start:
        first -= 1
    return first, within.stop - 1


def _weight(values: list[float]) -> float:
    """Words of a phrase add up, but not to their full sum."""
    return float(sum(values) / len(values) ** 0.5)
