"""Evidence: where a text says words and phrases that point to a topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple
from zlib import crc32

from worker.resources import read_table
from worker.tag.topics.codes import codes
from worker.tag.topics.stems import LANGUAGES, form, stem
from worker.text.fold import fold
from worker.text.memo import Memo


class Term(NamedTuple):
    """What topics ask of a word: the hash of its stem, its keys in the trie, and the nodes that they lead to."""

    hash: int
    keys: tuple[str, str]
    nodes: tuple[Node, ...]


class Hit(NamedTuple):
    """Words ``first..last`` (both included) say phrase number `phrase`, which points to topic number `code`."""

    first: int
    last: int
    code: int
    phrase: int


class Ending(NamedTuple):
    """A phrase that ends here, and its topic."""

    code: int
    phrase: int


class Node:
    """A place in the trie of phrases: phrases that end here, and words that lead on."""

    __slots__ = ("endings", "onward")

    def __init__(self) -> None:
        self.endings: list[Ending] = []
        self.onward: dict[str, Node] = {}


def terms(words: Iterable[str]) -> list[Term]:
    """The terms of `words` (folded, proclitics off; "" for a mark or number)."""
    return _TERMS.of(words)


def find(terms: Sequence[Term]) -> list[Hit]:
    """The phrases in a row of words, left to right: the longest at each place, none nested."""
    hits: list[Hit] = []
    free = 0
    for first, term in enumerate(terms):
        if term.nodes and first >= free and (found := _longest(terms, first)):
            hits += found
            free = found[0].last + 1
    return hits


def _longest(terms: Sequence[Term], first: int) -> list[Hit]:
    """The endings that lie farthest along any path that starts at `first`."""
    found: list[Ending] = []
    nodes: Sequence[Node] = terms[first].nodes
    last = end = first
    while nodes:
        if here := [ending for node in nodes for ending in node.endings]:
            found, end = here, last
        last += 1
        keys = terms[last].keys if last < len(terms) else ()
        nodes = [node.onward[key] for node in nodes for key in keys if key in node.onward]
    return [Hit(first, end, *ending) for ending in found]


@cache
def _trie() -> Node:
    root, number = Node(), {code.code.partition(":")[2]: i for i, code in enumerate(codes())}
    count = 0
    for language in LANGUAGES:
        for code, phrases in read_table(f"{language}/topics.tsv"):
            for phrase in phrases.split("|"):
                endings = _plant(root, phrase).endings
                if all(ending.code != number[code] for ending in endings):  # two spellings of one stem are one phrase
                    endings.append(Ending(number[code], count))
                    count += 1
    return root


def _plant(root: Node, phrase: str) -> Node:
    node = root
    for word in phrase.split():
        exact = word.startswith("=")
        key = "=" + form(fold(word[1:])) if exact else stem(fold(word))
        node = node.onward.setdefault(key, Node())
    return node


def _term(word: str) -> Term:
    stemmed, onward = stem(word), _trie().onward
    keys = stemmed, "=" + form(word)
    return Term(crc32(stemmed.encode()), keys, tuple([onward[key] for key in keys if key in onward]))


_TERMS = Memo(_term)
