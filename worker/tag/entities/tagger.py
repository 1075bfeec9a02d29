"""Names by the model: stretches of tokens, and the text they stand for with proclitics left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple, cast

import numpy as np

from schemas.annotations import EntityType
from worker.draft import Draft
from worker.resources import read_table
from worker.tag.entities.boilerplate import touching
from worker.tag.entities.consistency import gains, numbered
from worker.tag.entities.islands import decided, doubtful, islands
from worker.tag.entities.lexicon import Split
from worker.tag.entities.model import Model
from worker.tag.entities.rows import Array, Range, Rows
from worker.tag.entities.windows import windows
from worker.text.fold import fold

BY = "lstm-crf@1"
GOVERNING = "ar/governing-words.tsv"
_AND = "و"
# Tokens a piece: longer sentences are cut, so that one of them does not hold up the others' steps. They are cut after
# a mark where there is one, for no name goes on across it: so 48 tokens cost no more in quality than 64 did anywhere.
_LONGEST = 48
_MARKS = frozenset('،؛:,;()"«»“”-–.!؟?…')
# Tokens scored together, as many as an ordinary article has and more: memory stays bounded in a text of any length,
# and what a step holds fits in a processor's cache.
_BATCH = 2048


class Tagged(NamedTuple):
    """Tokens ``first`` to ``end`` (not included) name something of this type; how sure, and by what."""

    type: EntityType
    first: int
    end: int
    confidence: float
    by: str = BY


def tag(draft: Draft, model: Model) -> Iterator[Tagged]:
    """Stretches of tokens that the model takes for names."""
    ranges = list(pieces(draft))
    tokens = [token for first, end in ranges for token in range(first, end)]
    written = model.writing.forms(draft, ranges)
    forms = [written[token] for token in tokens]
    for name in _names(model, forms, list(_side_by_side(ranges))):
        yield name._replace(first=tokens[name.first], end=tokens[name.end - 1] + 1)


def _side_by_side(ranges: Iterable[Range]) -> Iterator[Range]:
    """`ranges` as if nothing stood between them."""
    begin = 0
    for first, end in ranges:
        yield begin, begin + end - first
        begin += end - first


def _names(model: Model, forms: list[str], ranges: list[Range]) -> Iterator[Tagged]:
    """Names among the tokens of `ranges`, which stand side by side and have these forms."""
    scores, sure = (np.zeros((len(forms), len(model.tags)), dtype=np.float32) for _ in range(2))
    for here, batch in _batches(ranges):
        rows = Rows.of(list(windows(batch)))
        scores[here] = model.scores(forms[here], batch, rows)
        sure[here] = model.chain.marginals(scores[here], rows)
    told = gains(sure, model.tags, numbered(model.writing.same(model.forms.lexicon, forms)))
    doubted = doubtful(sure, told)
    scores = decided(scores + told, doubted)
    for here, batch in _batches(islands(doubted, ranges)):
        yield from _best(model, scores[here], batch, here.start)


def _batches(ranges: Iterable[Range]) -> Iterator[tuple[slice, list[Range]]]:
    """Ranges in order, so many together that they reach over `_BATCH` tokens at most.

    First the tokens they reach over, then the ranges counted from the first of these.
    """
    batch: list[Range] = []
    for first, end in ranges:
        if batch and end - batch[0][0] > _BATCH:
            yield _batch(batch)
            batch = []
        batch.append((first, end))
    if batch:
        yield _batch(batch)


def _batch(ranges: list[Range]) -> tuple[slice, list[Range]]:
    low = ranges[0][0]
    return slice(low, ranges[-1][1]), [(first - low, end - low) for first, end in ranges]


def _best(model: Model, scores: Array, ranges: list[Range], offset: int) -> Iterator[Tagged]:
    """Names on the best path through `ranges`, and how sure they are; the tokens are counted from `offset`."""
    rows = Rows.of(ranges)
    best = model.chain.best(scores, rows).tolist()
    sure = model.chain.marginals(scores, rows)
    for first, end in (island for island in ranges if any(best[slice(*island)])):
        for name in _stretches([model.tags[t] for t in best[first:end]], best, sure, first):
            yield name._replace(first=name.first + offset, end=name.end + offset)


@cache
def _governing() -> frozenset[str]:
    return frozenset(fold(word) for (word,) in read_table(GOVERNING))


def pieces(draft: Draft) -> Iterator[tuple[int, int]]:
    """Ranges of tokens that are tagged together: sentences, cut where blocks begin and where they grow too long.

    Boilerplate is left out.
    """
    skipped = touching(draft.blocks)
    starts = {s.span.start for s in draft.sentences} | {b.span.start for b in draft.blocks} | {0}
    for start, stop in pairwise([*sorted(starts), len(draft.text) + 1]):
        if skipped(start, start + 1):
            continue
        tokens = draft.tokens.within(start, stop)
        yield from _cut(draft.tokens.words, tokens.start, tokens.stop)


def _cut(words: Sequence[str], first: int, end: int) -> Iterator[tuple[int, int]]:
    """Tokens ``first`` to ``end`` in pieces of at most `_LONGEST`, and at least half of that, save the last."""
    while end - first > _LONGEST:
        most = first + _LONGEST
        cut = next((i for i in range(most, first + _LONGEST // 2, -1) if words[i - 1] in _MARKS), most)
        yield first, cut
        first = cut
    if first < end:
        yield first, end


def span_start(draft: Draft, token: int, splits: Sequence[Split]) -> int:
    """Where a name that begins in `token` starts: after the proclitics, save ل where it fused with ال.

    After a word that governs it no word begins with the conjunction و: في وجدة is in Oujda, not in and Jeddah.
    `splits` are of all the text's tokens.
    """
    word, split = draft.tokens.words[token], splits[token]
    if split.proclitic == _AND and token and splits[token - 1].stem in _governing():
        return draft.tokens.start[token]
    outside, position = split.outside, 0
    while position < len(word) and (outside or not fold(word[position])):
        outside -= bool(fold(word[position]))
        position += 1
    return draft.tokens.start[token] + position


def outermost(names: Iterable[Tagged]) -> list[Tagged]:
    """`names` in order, without those that overlap a longer one; of equals the surer one stays."""
    kept: list[Tagged] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda n: (n.first - n.end, -n.confidence)):
        if taken.isdisjoint(range(name.first, name.end)):
            taken.update(range(name.first, name.end))
            kept.append(name)
    return sorted(kept, key=lambda n: n.first)


def unfused(written: str) -> str:
    """`written` with ال restored where ل fused with it (للرياض is الرياض)."""
    return "ال" + written[2:] if written.startswith("لل") else written


def _stretches(tags: list[str], best: list[int], sure: Array, offset: int) -> Iterator[Tagged]:
    first = 0
    for i, name in enumerate([*tags, "O"]):
        inside = i > first and i < len(tags) and name == f"I-{tags[first][2:]}"
        if inside:
            continue
        if i > first and tags[first] != "O":
            low, high = offset + first, offset + i
            confidence = min(float(sure[t, best[t]]) for t in range(low, high))
            yield Tagged(cast("EntityType", tags[first][2:]), low, high, round(confidence, 3))
        first = i
