"""The token table of a text: words, folded forms, clitics."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from worker.segment.clitics import analyse
from worker.segment.tokenizer import tokenize
from worker.text.fold import fold
from worker.text.tokens import TokenTable

CLITICS = frozenset({"ar"})  # languages whose clitics are known here


class _Type(NamedTuple):
    """What all tokens of one form share."""

    folded: str
    cuts: tuple[int, ...]
    head: int


@lru_cache(maxsize=1 << 17)
def _arabic(word: str) -> _Type:
    return _Type(fold(word), *analyse(word))


@lru_cache(maxsize=1 << 16)
def _other(word: str) -> _Type:
    return _Type(fold(word), (), 0)


def token_table(text: str, language: str) -> TokenTable:
    """The tokens of `text`, with clitics where `language` (a primary subtag) has them."""
    spans = tokenize(text)
    if not spans:
        return TokenTable()
    words = [text[start:end] for start, end in spans]
    start, end = zip(*spans, strict=True)
    folded, cuts, heads = zip(*map(_arabic if language in CLITICS else _other, words), strict=True)
    return TokenTable(start, end, tuple(words), folded, cuts, heads)
