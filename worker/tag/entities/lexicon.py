"""What is known of word forms: how frequent they are, which lists of names they stand in.

Words are folded. A word's proclitics are told from its first letters by frequency: بالرياض is ب and الرياض
because الرياض is the more frequent; باريس stays whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from worker.text.memo import Memo

T = TypeVar("T")

_LONG_ENOUGH = 4  # letters of a word whose first may be a proclitic
_PLACES = ("city", "country", "place")
_PEOPLE = "name"
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
    """A word as its proclitics and the rest; `outside` counts the characters before the word proper.

    `bare` is the stem without the article.
    """

    proclitic: str
    stem: str
    outside: int
    bare: str


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
        self._proclitics: dict[str, list[Proclitic]] = {}  # by their first letter, in order
        for proclitic in proclitics:
            self._proclitics.setdefault(proclitic.written[0], []).append(proclitic)
        self._splits = Memo(self._split)

    def split(self, word: str) -> Split:
        """The word's proclitics and the rest."""
        return self._splits[word]

    def splits(self, words: Iterable[str]) -> list[Split]:
        """Each word's proclitics and the rest."""
        return self._splits.of(words)

    def in_lists(self, word: str) -> tuple[str, ...]:
        """The lists that hold the word, else its stem, else the stem with or without the article."""
        return _first(self._lists, self.forms(word))

    def is_name(self, word: str) -> bool:
        """Whether a list of people's names holds the word as it stands."""
        return any(name.startswith(_PEOPLE) for name in self._lists.get(word, ()))

    def in_clusters(self, word: str) -> tuple[int, ...]:
        """The clusters, coarse to fine, of the word or its stem."""
        return _first(self._clusters, self.forms(word))

    def forms(self, word: str) -> tuple[str, str, str]:
        """The word, its stem, and the stem with or without the article: in this order a word is looked up."""
        split = self.split(word)
        return word, split.stem, "ال" + split.stem if split.bare is split.stem else split.bare

    def _split(self, word: str) -> Split:
        if len(word) >= _LONG_ENOUGH:
            for proclitic in self._proclitics.get(word[0], ()):
                if word.startswith(proclitic.written):
                    rest = proclitic.stands_for + word[len(proclitic.written) :]
                    if len(rest) > 2 and self._cuts(word, rest, proclitic):
                        return Split(proclitic.written, rest, proclitic.outside, _bare(rest))
        return Split("", word, 0, _bare(word))

    def _cuts(self, word: str, rest: str, proclitic: Proclitic) -> bool:
        whole, bare = self.counts.get(word, 0), self.counts.get(rest, 0)
        unknown = whole == bare == 0 and proclitic.stands_for != "" and len(rest) > 4
        return unknown or (whole == 0 and self._is_place(rest)) or bare > max(_SEEN, whole * proclitic.factor)

    def _is_place(self, word: str) -> bool:
        """Whether lists of places hold the word: enough to cut what was never seen uncut (والناظور, بتازة)."""
        return any(name.startswith(_PLACES) for name in self._lists.get(word, ()))


def _bare(stem: str) -> str:
    return stem.removeprefix("ال")


def _first(known: Mapping[str, tuple[T, ...]], forms: tuple[str, ...]) -> tuple[T, ...]:
    """What is known of the first of `forms` that anything is known of."""
    for form in forms:
        if found := known.get(form):
            return found
    return ()
