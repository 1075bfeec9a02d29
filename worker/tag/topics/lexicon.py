"""Evidence: where a text says words and phrases that point to a topic."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from worker.resources import read_table
from worker.tag.topics.codes import codes
from worker.tag.topics.stems import LANGUAGES, form, stem
from worker.text.fold import fold
from worker.text.memo import Memo


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


def find(words: Sequence[str]) -> list[Hit]:
    """The phrases in `words` (folded, proclitics off), left to right: the longest at each place, none nested."""
    hits: list[Hit] = []
    free = 0
    for first, keys in enumerate([_KNOWN[word] for word in words]):
        if keys and first >= free:
            found = _longest(words, first, keys)
            hits += found
            free = found[0].last + 1 if found else first
    return hits


def _longest(words: Sequence[str], first: int, keys: tuple[str, ...]) -> list[Hit]:
    """The endings that lie farthest along any path that starts at `first`."""
    found: list[Hit] = []
    root = _trie()
    paths = [root.onward[key] for key in keys]
    last = first
    while paths:
        if here := [Hit(first, last, *ending) for node in paths for ending in node.endings]:
            found = here
        last += 1
        if last == len(words):
            break
        paths = [node.onward[key] for node in paths if node.onward for key in _KEYS[words[last]] if key in node.onward]
    return found


def _known(word: str) -> tuple[str, ...]:
    """The keys of `word` that some phrase begins with."""
    onward = _trie().onward
    return tuple(key for key in _keys(word) if key in onward)


def _keys(word: str) -> tuple[str, str]:
    return stem(word), "=" + form(word)


_KNOWN, _KEYS = Memo(_known), Memo(_keys)


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
