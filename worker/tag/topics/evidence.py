"""Evidence spans: the words that a reader can check a topic by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas import Span
from worker.draft import Draft
from worker.tag.topics.codes import codes
from worker.tag.topics.lexicon import Hit
from worker.tag.topics.model import leanings
from worker.tag.topics.words import Words

_MOST = 5


def listed(draft: Draft, words: Words, hits: Sequence[Hit], topic: int) -> tuple[Span, ...]:
    """Up to five phrases that point to `topic`: different ones, those of the headline first."""
    known = codes()
    chosen: dict[int, Hit] = {}
    for hit in hits:
        if hit.code == topic or known[hit.code].top == topic:
            chosen.setdefault(hit.phrase, hit)
    best = sorted(chosen.values(), key=lambda hit: (hit.first >= words.headline, hit.first - hit.last))
    return _spans(draft, ((words.tokens[hit.first], words.tokens[hit.last]) for hit in best[:_MOST]))


def telling(draft: Draft, words: Words, top: int) -> tuple[Span, ...]:
    """Up to five words that speak for top code `top` in the model, where no listed phrase does."""
    first: dict[str, int] = {}
    for word, token in zip(words.cores, words.tokens, strict=True):
        if word:
            first.setdefault(word, token)
    if not first:
        return ()
    leaning = leanings(list(first))[:, top]
    best = sorted(zip(leaning.tolist(), first.values(), strict=True), reverse=True)[:_MOST]
    return _spans(draft, ((token, token) for weight, token in best if weight > best[0][0] / 2))


def _spans(draft: Draft, pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Spans from the first token to the last, proclitics left out, in order and each once."""
    bounds = sorted({(draft.tokens.core(first)[0], draft.tokens.end[last]) for first, last in pairs})
    return tuple(draft.span(*pair) for pair in bounds)
