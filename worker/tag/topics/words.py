"""The words of a document that tell what it is about: no bylines, no boilerplate, no proclitics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from schemas import Span
from worker.draft import Draft
from worker.text.fold import fold

_NOT_CONTENT = frozenset({"attribution", "byline", "dateline", "boilerplate"})


class Words(NamedTuple):
    """Columns of one length: the folded word ("" for a mark or number) and its index among the tokens.

    The first `headline` of them stand in the headline.
    """

    cores: list[str]
    tokens: list[int]
    headline: int


def words(draft: Draft) -> Words:
    """The content words of `draft`, headline first."""
    cores: list[str] = []
    tokens: list[int] = []
    headline = 0
    for kind, span in _content(draft):
        here = draft.tokens.within(span.start, span.end)
        folded = draft.tokens.folded[here.start : here.stop]
        heads = draft.tokens.heads[here.start : here.stop]
        cores += [
            (core(draft, index) if head else word) if word[:1].isalpha() else ""
            for index, word, head in zip(here, folded, heads, strict=True)
        ]
        tokens += here
        if kind == "headline":
            headline = len(cores)
    return Words(cores, tokens, headline)


def core(draft: Draft, index: int) -> str:
    """Token `index`, folded, without its proclitics; "" where it is no word."""
    folded = draft.tokens.folded[index]
    if not folded[:1].isalpha():
        return ""
    if not draft.tokens.heads[index] or folded.startswith("لل"):
        return folded  # the light stem takes off a fused article with its preposition
    return fold(draft.tokens.core(index)[1])


def _content(draft: Draft) -> Iterator[tuple[str, Span]]:
    blocks = [block for block in draft.blocks if block.kind not in _NOT_CONTENT]
    for block in sorted(blocks, key=lambda block: block.kind != "headline"):
        yield block.kind, block.span
