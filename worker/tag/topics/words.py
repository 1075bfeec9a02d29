"""The words of a document that tell what it is about: no bylines, no boilerplate, no proclitics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from schemas import Span
from worker.draft import Draft

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
        cores += draft.tokens.cores[here.start : here.stop]
        tokens += here
        if kind == "headline":
            headline = len(cores)
    return Words(cores, tokens, headline)


def _content(draft: Draft) -> Iterator[tuple[str, Span]]:
    blocks = [block for block in draft.blocks if block.kind not in _NOT_CONTENT]
    for block in sorted(blocks, key=lambda block: block.kind != "headline"):
        yield block.kind, block.span
