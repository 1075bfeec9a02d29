"""Keywords: the names and phrases that tell this document from others, ranked."""

from __future__ import annotations

from collections import Counter
from math import log2

from schemas import Keyword
from worker.draft import Draft
from worker.pipeline import Stage
from worker.tag.keywords.candidates import Candidate, candidates
from worker.tag.keywords.common import LANGUAGES, resources
from worker.text import frequency

_MOST = 12
_SPANS = 20  # of one keyword: a reader needs no more
_HALF = 10.0  # strength that scores one half: a name of one rare word, said thrice
_HEADLINE, _NAME, _EARLY = 1.5, 1.3, 0.5


def _keywords(draft: Draft) -> Draft:
    language = draft.language.code.partition("-")[0]
    ranked = sorted(
        ((_strength(candidate, len(draft.tokens)), candidate) for candidate in candidates(draft, language)),
        key=lambda pair: (-pair[0], pair[1].places[0]),
    )
    chosen: list[tuple[float, Candidate]] = []
    taken: set[int] = set()
    for strength, candidate in ranked:
        if len(chosen) < _MOST and not _repeats(candidate, taken):
            chosen.append((strength, candidate))
            taken.update(token for first, last in candidate.places for token in range(first, last + 1))
    return draft.evolve(keywords=tuple(_keyword(draft, candidate, strength) for strength, candidate in chosen))


def _strength(candidate: Candidate, length: int) -> float:
    """Weight times log frequency; more in the headline, for names, and early in the text."""
    strength = candidate.weight * log2(1 + len(candidate.places))
    strength *= 1 + _EARLY * (1 - candidate.places[0][0] / length)
    strength *= _HEADLINE if candidate.headline else 1.0
    return strength * (_NAME if candidate.name else 1.0)


def _repeats(candidate: Candidate, taken: set[int]) -> bool:
    """Whether better keywords stand where this one does, half of the times: two should not say one thing."""
    inside = sum(not taken.isdisjoint(range(first, last + 1)) for first, last in candidate.places)
    return 2 * inside >= len(candidate.places)


def _keyword(draft: Draft, candidate: Candidate, strength: float) -> Keyword:
    start, heads, end = draft.tokens.start, draft.tokens.heads, draft.tokens.end
    bounds = sorted({(start[first] + heads[first], end[last]) for first, last in candidate.places})
    return Keyword(
        text=_text(draft, candidate),
        score=round(strength / (strength + _HALF), 3),
        spans=tuple([draft.span(*pair) for pair in bounds[:_SPANS]]),
    )


def _text(draft: Draft, candidate: Candidate) -> str:
    """The most frequent of the fullest forms, without proclitics; the first of equals."""
    fullest = max([last - first for first, last in candidate.places])
    forms = Counter([_plain(draft, *place) for place in candidate.places if place[1] - place[0] == fullest])
    return max(forms, key=forms.__getitem__)


def _plain(draft: Draft, first: int, last: int) -> str:
    start, word = draft.tokens.core(first)
    rest = draft.text[start + len(word) : draft.tokens.end[last]]
    fused = draft.tokens.words[first].startswith("لل") and draft.tokens.heads[first] == 1
    return " ".join((_with_article(word) + rest if fused else word + rest).split())


def _with_article(rest: str) -> str:
    """What stood before ل fused with it: the article and a noun, or the article and a noun that begins with ل."""
    return max(("ال" + rest[1:], "ال" + rest), key=frequency.zipf)


STAGE = Stage("keywords", _keywords, gives=("keywords",), languages=frozenset(LANGUAGES), resources=resources())
