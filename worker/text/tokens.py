"""The token table: words with offsets, clitics and folded forms, in columns."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from zlib import crc32


@dataclass(frozen=True, slots=True)
class TokenTable:
    """Columns of one length. Token i is ``text[start[i]:end[i]] == words[i]``.

    `cuts[i]` are the clitic boundaries within token i, in code points from its start, and `heads[i]`
    counts the characters of its proclitics (0: none), so ``words[i][heads[i]:]`` is the word without
    them. Where ل and ال have fused (للسلطة) the cut stands after ل, as UD and ATB do. `cores[i]` is that word,
    folded, "" for a mark or number; a word that begins with للـ stays whole, for what is left is not its form.
    `hashes[i]` is ``word_hash(folded[i])``.
    """

    start: tuple[int, ...] = ()
    end: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    cuts: tuple[tuple[int, ...], ...] = ()
    heads: tuple[int, ...] = ()
    cores: tuple[str, ...] = ()
    hashes: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.start)

    def within(self, start: int, end: int) -> range:
        """The indices of the tokens that begin in ``text[start:end]``."""
        return range(bisect_left(self.start, start), bisect_left(self.start, end))

    def core(self, index: int) -> tuple[int, str]:
        """Where token `index` starts without its proclitics, and the word from there on."""
        head = self.heads[index]
        return self.start[index] + head, self.words[index][head:]


def word_hash(folded: str) -> int:
    """CRC-32 of a folded word: the same in all processes and releases."""
    return crc32(folded.encode())
