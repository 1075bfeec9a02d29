"""What a function says of words, kept by word.

Words repeat, so most of what stages ask of them was asked before. Beside `functools.lru_cache` a dict answers in
half the time and writes nothing when it does: processes that were forked go on sharing what was known before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


class Memo(dict[str, T]):
    """`make` by word; all that is kept is dropped when `most` words are."""

    def __init__(self, make: Callable[[str], T], most: int = 1 << 16) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, word: str) -> T:
        if len(self) >= self._most:
            self.clear()
        made = self[word] = self._make(word)
        return made

    def of(self, words: Iterable[str]) -> list[T]:
        """What `make` says of each of `words`."""
        return list(map(self.__getitem__, words))
