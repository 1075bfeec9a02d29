"""What is known of word forms: how frequent they are, which lists of names they stand in.

Words are folded. A word's proclitics are told from its first letters by frequency: بالرياض is ب and الرياض
because الرياض is the more frequent; باريس stays whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

_SEEN = 4  # a form seen this seldom in the news it was counted in may be a misspelling


class Proclitic(NamedTuple):
    """Letters before a word: what is written, what it stands for, what of it is outside the word.

    `factor`: how many times as frequent as the whole the rest must be.
    """

    written: str
    stands_for: str
    outside: int
    factor: float


class Split(NamedTuple):
    """A word as its proclitics and the rest; `outside` counts the characters before the word proper."""

    proclitic: str
    stem: str
    outside: int


class Lexicon:
    """Counts, list memberships and clusters of folded words."""

    def __init__(
        self,
        counts: Mapping[str, int],
        lists: Mapping[str, tuple[str, ...]],
        proclitics: tuple[Proclitic, ...],
        clusters: Mapping[str, tuple[int, ...]] = MappingProxyType({}),
    ) -> None:
        self.counts = counts
        self._lists = lists
        self._clusters = clusters
        self._proclitics = proclitics
        self.split = lru_cache(maxsize=1 << 17)(self._split)

    def in_lists(self, word: str) -> tuple[str, ...]:
        """The lists that hold the word, else its stem, else the stem with or without the article."""
        return next((self._lists[form] for form in self.forms(word) if form in self._lists), ())

    def in_clusters(self, word: str) -> tuple[int, ...]:
        """The clusters, coarse to fine, of the word or its stem."""
        return next((self._clusters[form] for form in self.forms(word) if form in self._clusters), ())

    def forms(self, word: str) -> tuple[str, str, str]:
        """The word, its stem, and the stem with or without the article: in this order a word is looked up."""
        stem = self.split(word).stem
        return word, stem, stem[2:] if stem.startswith("ال") else "ال" + stem

    def _split(self, word: str) -> Split:
        if len(word) < 4 or not "\u0621" <= word[0] <= "\u064a":
            return Split("", word, 0)
        for proclitic in self._proclitics:
            rest = proclitic.stands_for + word[len(proclitic.written) :]
            if word.startswith(proclitic.written) and len(rest) > 2 and self._cuts(word, rest, proclitic):
                return Split(proclitic.written, rest, proclitic.outside)
        return Split("", word, 0)

    def _cuts(self, word: str, rest: str, proclitic: Proclitic) -> bool:
        whole, bare = self.counts.get(word, 0), self.counts.get(rest, 0)
        unknown = whole == bare == 0 and proclitic.stands_for != "" and len(rest) > 4
        return unknown or bare > max(_SEEN, whole * proclitic.factor)
