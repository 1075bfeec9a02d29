"""Clean text to blocks, sentences and tokens."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Block, Flag, Missing, Sentence
from worker.draft import Draft
from worker.pipeline import Stage
from worker.segment import clitics
from worker.segment.blocks import RESOURCES as BLOCK_RESOURCES
from worker.segment.blocks import layout
from worker.segment.quality import RESOURCES as QUALITY_RESOURCES
from worker.segment.quality import flags
from worker.segment.sentences import RESOURCES as SENTENCE_RESOURCES
from worker.segment.sentences import split
from worker.segment.tokens import CLITICS, token_table


def _blocks(draft: Draft) -> Draft:
    found = layout(draft.text, draft.language.code.partition("-")[0])
    blocks = (Block(kind=piece.kind, span=draft.span(piece.start, piece.end)) for piece in found.pieces)
    draft = draft.evolve(blocks=tuple(blocks))
    if not found.glued:
        return draft
    attribution = next(block.span for block in draft.blocks if block.kind == "attribution")
    return draft.evolve(quality=(*draft.quality, Flag(flag="glued_attribution", span=attribution)))


def _sentences(draft: Draft) -> Draft:
    language = draft.language.code.partition("-")[0]
    found = (
        Sentence(span=draft.span(start, end), block=i)
        for i, first, last in _stretches(draft.blocks)
        for start, end in split(draft.text, first, last, language)
    )
    return draft.evolve(sentences=tuple(found))


def _stretches(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int, int]]:
    """What is split into sentences: block index, start, end. A source before a headline is part of its sentence."""
    opened: int | None = None
    for i, block in enumerate(blocks):
        below = blocks[i + 1].kind if i + 1 < len(blocks) else None
        if block.kind == "attribution" and below == "headline":
            opened = block.span.start
            continue
        yield i, block.span.start if opened is None else opened, block.span.end
        opened = None


def _tokens(draft: Draft) -> Draft:
    language = draft.language.code.partition("-")[0]
    draft = draft.evolve(tokens=token_table(draft.text, language))
    if language in CLITICS or draft.language.script not in _CLITIC_SCRIPTS:
        return draft
    uncut = Missing(layer="tokens", reason="partial", detail="clitics are cut in Arabic only")
    return draft.evolve(missing=(*draft.missing, uncut))


def _quality(draft: Draft) -> Draft:
    return draft.evolve(quality=(*draft.quality, *flags(draft)))


_CLITIC_SCRIPTS = ("Arab", "Hebr")  # whose languages write clitics and words as one

STAGES = (
    Stage("blocks", _blocks, gives=("blocks",), resources=BLOCK_RESOURCES),
    Stage(
        "sentences",
        _sentences,
        gives=("sentences",),
        resources=SENTENCE_RESOURCES,
    ),
    Stage("tokens", _tokens, gives=("tokens",), resources=clitics.RESOURCES),
    Stage("quality", _quality, gives=("quality",), resources=QUALITY_RESOURCES),
)
