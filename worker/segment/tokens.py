"""The token table of a text: words, folded forms, clitics."""

from __future__ import annotations

from typing import NamedTuple

from worker.segment.clitics import analyse
from worker.segment.tokenizer import tokenize
from worker.text.fold import fold
from worker.text.memo import Memo
from worker.text.tokens import TokenTable

CLITICS = frozenset({"ar"})  # languages whose clitics are known here


class _Type(NamedTuple):
    """What all tokens of one form share, the string among it: a text of a million words has few different ones."""

    word: str
    folded: str
    cuts: tuple[int, ...]
    head: int


_ARABIC = Memo(lambda word: _Type(word, fold(word), *analyse(word)))
_OTHER = Memo(lambda word: _Type(word, fold(word), (), 0))


def token_table(text: str, language: str) -> TokenTable:
    """The tokens of `text`, with clitics where `language` (a primary subtag) has them."""
    spans = tokenize(text)
    if not spans:
        return TokenTable()
    types = _ARABIC if language in CLITICS else _OTHER
    words, folded, cuts, heads = zip(*[types[text[start:end]] for start, end in spans], strict=True)
    start, end = zip(*spans, strict=True)
    return TokenTable(start, end, words, folded, cuts, heads)
