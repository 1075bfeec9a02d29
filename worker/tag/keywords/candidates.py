"""Candidates: names of the document's entities, and runs of telling words.

Most words of a text are said once and not in its headline, and nothing with such a word in it can be a keyword, save
a name. So words are counted first, and phrases are made of those that are left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from worker.draft import Draft
from worker.tag.keywords.common import telling
from worker.tag.keywords.types import Told, told
from worker.tag.topics.stems import stem
from worker.tag.topics.words import Words, words

_LONGEST = 3  # words of a phrase; longer names come from the entities
_TWICE = 2

Key = tuple[str, ...]
Run = list[tuple[int, Told]]  # telling words that stand side by side, with their tokens


@dataclass(slots=True)
class Candidate:
    """A phrase by the stems of its words. `places`: first and last token of each occurrence, in order."""

    key: Key
    weight: float
    places: list[tuple[int, int]] = field(default_factory=list)
    headline: bool = False
    name: bool = False
    definite: bool = False


def candidates(draft: Draft, language: str) -> list[Candidate]:
    """The phrases of `draft` that may be keywords."""
    content = words(draft)
    found = _phrases(list(_runs(draft, language, content)), frozenset(content.tokens[: content.headline]))
    _names(draft, language, found)
    return [candidate for candidate in found.values() if _worthy(candidate, language)]


def _worthy(candidate: Candidate, language: str) -> bool:
    """Names; phrases said twice; single words said twice or in the headline, in Arabic with the article.

    The article is the one mark of an Arabic noun that can be read without an analyser: verbs never have it.
    """
    often = len(candidate.places) >= _TWICE
    if candidate.name:
        return True
    if len(candidate.key) > 1:
        return often
    return (often or candidate.headline) and (candidate.definite or language != "ar")


def _phrases(runs: list[Run], headline: frozenset[int]) -> dict[Key, Candidate]:
    said = Counter(word.stem for run in runs for _, word in run)
    found: dict[Key, Candidate] = {}
    for run in runs:
        for first, (token, _) in enumerate(run):
            begins = token in headline
            for last in range(first, min(first + _LONGEST, len(run))):
                end, word = run[last]
                if not begins and said[word.stem] < _TWICE:
                    break
                candidate = _candidate(found, run[first : last + 1])
                candidate.places.append((token, end))
                candidate.headline |= begins
                candidate.definite |= word.definite
    return found


def _candidate(found: dict[Key, Candidate], phrase: Run) -> Candidate:
    """The candidate of that phrase, new if it is not `found` yet."""
    key = tuple([word.stem for _, word in phrase])
    candidate = found.get(key)
    if candidate is None:
        candidate = found[key] = Candidate(key, _weight([word.telling for _, word in phrase]))
    return candidate


def _runs(draft: Draft, language: str, content: Words) -> Iterator[Run]:
    """Stretches of telling words, not across marks, lines or proclitics."""
    run: Run = []
    for token, word in zip(content.tokens, told(language).of(content.cores), strict=True):
        if run and (word is None or draft.tokens.heads[token] or _apart(draft, run[-1][0], token)):
            yield run
            run = []
        if word is not None:
            run.append((token, word))
    if run:
        yield run


def _apart(draft: Draft, before: int, after: int) -> bool:
    return after != before + 1 or "\n" in draft.text[draft.tokens.end[before] : draft.tokens.start[after]]


def _names(draft: Draft, language: str, found: dict[Key, Candidate]) -> None:
    """Each entity is one candidate, wherever and however it is named; runs of the same words become it."""
    for entity in draft.entities:
        mentions = [mention for mention in entity.mentions if mention.kind in ("name", "short")]
        places = [_tokens(draft, mention.span.start, mention.span.end) for mention in mentions]
        places = [place for place in places if place[0] <= place[1]]
        if not places:
            continue
        first, last = max(places, key=lambda place: place[1] - place[0])
        folded = [draft.tokens.folded[i] for i in range(first, last + 1)]
        key = tuple(stem(word) for word in folded if word[:1].isalpha())
        weight = _weight([telling(word, language) for word in folded])
        if key and weight:
            same = found.pop(key, None)
            found[key] = Candidate(key, weight, places, same is not None and same.headline, name=True)


def _tokens(draft: Draft, start: int, end: int) -> tuple[int, int]:
    """First and last token of a stretch of text that may begin after a proclitic."""
    within = draft.tokens.within(start, end)
    first = within.start
    if first and draft.tokens.end[first - 1] > start:
        first -= 1
    return first, within.stop - 1


def _weight(values: list[float]) -> float:
    """Words of a phrase add up, but not to their full sum."""
    return float(sum(values) / len(values) ** 0.5)
