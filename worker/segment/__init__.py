"""Clean text to blocks, sentences and tokens."""

from __future__ import annotations

from schemas import Block, Sentence
from worker.draft import Draft
from worker.pipeline import Stage
from worker.segment import clitics
from worker.segment.blocks import blocks
from worker.segment.sentences import RESOURCES, split
from worker.segment.tokens import token_table


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
    return draft.evolve(tokens=token_table(draft.text, draft.language.code.partition("-")[0]))


STAGES = (
    Stage("blocks", _blocks, gives=("blocks",)),
    Stage(
        "sentences",
        _sentences,
        gives=("sentences",),
        resources=RESOURCES,
    ),
    Stage("tokens", _tokens, gives=("tokens",), resources=clitics.RESOURCES),
)
