"""The token table of a text: words, folded forms, clitics."""

from __future__ import annotations

from worker.segment.clitics import analyse
from worker.segment.tokenizer import tokenize
from worker.text.fold import fold
from worker.text.tokens import TokenTable

_CLITICS = frozenset({"ar"})  # languages whose clitics are known here


def token_table(text: str, language: str) -> TokenTable:
    """The tokens of `text`, with clitics where `language` (a primary subtag) has them."""
    spans = tokenize(text)
    words = tuple(text[start:end] for start, end in spans)
    clitics = [analyse(word) for word in words] if language in _CLITICS else None
    return TokenTable(
        start=tuple(start for start, _ in spans),
        end=tuple(end for _, end in spans),
        words=words,
        folded=tuple(map(fold, words)),
        cuts=tuple(found.cuts for found in clitics) if clitics else ((),) * len(spans),
        heads=tuple(found.head for found in clitics) if clitics else (0,) * len(spans),
    )
