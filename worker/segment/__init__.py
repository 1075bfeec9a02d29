"""Blocks, sentences and tokens."""

from __future__ import annotations

import re

from schemas import Block, Sentence
from schemas.annotations import BlockKind
from worker.draft import Draft
from worker.pipeline import Stage
from worker.text.fold import fold
from worker.text.tokens import TokenTable

_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_SENTENCE = re.compile(r"[^\s](?:(?![.!?؟]+[\"”»]?\s)[^\n])*[.!?؟]*[\"”»]?")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[\u0610-\u061a\u064b-\u065f\u0670]*[^\W\d_]*)*|[^\w\s]|_")


def _blocks(draft: Draft) -> Draft:
    found = list(_LINE.finditer(draft.text))
    kinds: list[BlockKind] = ["headline" if i == 0 and len(found) > 1 else "paragraph" for i in range(len(found))]
    return draft.evolve(
        blocks=tuple(Block(kind=k, span=draft.span(*m.span())) for k, m in zip(kinds, found, strict=True))
    )


def _sentences(draft: Draft) -> Draft:
    found = (
        Sentence(span=draft.span(*m.span()), block=i)
        for i, block in enumerate(draft.blocks)
        for m in _SENTENCE.finditer(draft.text, block.span.start, block.span.end)
    )
    return draft.evolve(sentences=tuple(found))


def _tokens(draft: Draft) -> Draft:
    found = [m.span() for m in _TOKEN.finditer(draft.text)]
    words = tuple(draft.text[a:b] for a, b in found)
    return draft.evolve(
        tokens=TokenTable(
            start=tuple(a for a, _ in found),
            end=tuple(b for _, b in found),
            words=words,
            folded=tuple(fold(w) for w in words),
            cuts=((),) * len(found),
            heads=(0,) * len(found),
        )
    )


STAGES = (
    Stage("blocks", _blocks, gives=("blocks",)),
    Stage("sentences", _sentences, gives=("sentences",)),
    Stage("tokens", _tokens, gives=("tokens",)),
)
