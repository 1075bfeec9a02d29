"""Clean text to blocks, sentences and tokens."""

from __future__ import annotations

from schemas import Block, Sentence
from worker.draft import Draft
from worker.pipeline import Stage
from worker.segment.blocks import blocks
from worker.segment.sentences import split
from worker.segment.tokenizer import tokenize
from worker.text.fold import fold
from worker.text.tokens import TokenTable


def _blocks(draft: Draft) -> Draft:
    found = (Block(kind=piece.kind, span=draft.span(piece.start, piece.end)) for piece in blocks(draft.text))
    return draft.evolve(blocks=tuple(found))


def _sentences(draft: Draft) -> Draft:
    language = draft.language.code.partition("-")[0]
    found = (
        Sentence(span=draft.span(start, end), block=i)
        for i, block in enumerate(draft.blocks)
        for start, end in split(draft.text, block.span.start, block.span.end, language)
    )
    return draft.evolve(sentences=tuple(found))


def _tokens(draft: Draft) -> Draft:
    found = tokenize(draft.text)
    words = tuple(draft.text[start:end] for start, end in found)
    table = TokenTable(
        start=tuple(start for start, _ in found),
        end=tuple(end for _, end in found),
        words=words,
        folded=tuple(map(fold, words)),
        cuts=((),) * len(found),
        heads=(0,) * len(found),
    )
    return draft.evolve(tokens=table)


STAGES = (
    Stage("blocks", _blocks, gives=("blocks",)),
    Stage(
        "sentences",
        _sentences,
        gives=("sentences",),
        resources=("segment/abbreviations.tsv", "segment/ordinals.tsv", "segment/continuations.tsv"),
    ),
    Stage("tokens", _tokens, gives=("tokens",)),
)
