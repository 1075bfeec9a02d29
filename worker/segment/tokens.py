"""The token table of a text: words, folded forms, clitics."""

from __future__ import annotations

from worker.segment.clitics import analyse
from worker.segment.tokenizer import tokenize
from worker.text.fold import fold
from worker.text.memo import Memo
from worker.text.tokens import TokenTable, word_hash

CLITICS = frozenset({"ar"})  # languages whose clitics are known here

# What all tokens of one form share, the string among it: a text of a million words has few different ones. A row of the
# table's columns in a plain tuple: Python's garbage collector soon leaves those without containers in them out of its
# rounds, a NamedTuple never.
_Type = tuple[str, str, tuple[int, ...], int, str, int]


def _arabic(word: str) -> _Type:
    folded, (cuts, head) = fold(word), analyse(word)
    return word, folded, cuts, head, _core(word, folded, head), word_hash(folded)


def _other(word: str) -> _Type:
    folded = fold(word)
    return word, folded, (), 0, _core(word, folded, 0), word_hash(folded)


def _core(word: str, folded: str, head: int) -> str:
    if not folded[:1].isalpha():
        return ""
    return fold(word[head:]) if head and not folded.startswith("لل") else folded


_ARABIC, _OTHER = Memo(_arabic), Memo(_other)


def token_table(text: str, language: str) -> TokenTable:
    """The tokens of `text`, with clitics where `language` (a primary subtag) has them."""
    tokens = tokenize(text)
    if not tokens.words:
        return TokenTable()
    types = (_ARABIC if language in CLITICS else _OTHER).of(tokens.words)
    words, folded, cuts, heads, cores, hashes = zip(*types, strict=True)
    return TokenTable(tuple(tokens.start), tuple(tokens.end), words, folded, cuts, heads, cores, hashes)
