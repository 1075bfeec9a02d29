"""Names found by lookup: lists of names, matched on tokens in one pass.

A name is compared piece by piece, in folded form; its pieces may be joined by spaces, hyphens, apostrophes
or a zero-width non-joiner. Proclitics (Arabic و ب ل …, Hebrew ו ב ל …, French l' d' …) may stand before it and stay
outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from worker.text.fold import fold
from worker.text.memo import Memo
from worker.text.tokens import TokenTable

_PIECE = re.compile(r"[^\W_]+")
_ELIDED = re.compile(r"[^\W\d_]{1,2}['’](?=\w)")  # l'Iran, d'Égypte, qu'Israël
_GAP = re.compile(r"[^\S\n]?[-\u2010\u2011\u2013'’.״\"\u200c]?[^\S\n]?")


class Name(NamedTuple):
    """A name as the list writes it, and what the list says of it (an ISO code, a GeoNames id …)."""

    text: str
    value: str


class Match(NamedTuple):
    """``text[start:end]`` is `name`, proclitics left out."""

    start: int
    end: int
    name: Name


class Prefix(NamedTuple):
    """A proclitic: what is written, what it stands for, and how much of it is outside the name."""

    written: str
    stands_for: str
    outside: int


class _Candidate(NamedTuple):
    """What may be `name` if the pieces after its first are `rest`; `elided` pieces stand before that."""

    rest: tuple[str, ...]
    outside: int
    name: Name
    elided: int = 0


class Gazetteer:
    """An index of names by their first piece. Finds the longest name at each token; matches never overlap."""

    def __init__(self, names: Iterable[Name], prefixes: Iterable[Prefix] = ()) -> None:
        self._prefixes = tuple(prefixes)
        self._index: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        for name in names:
            pieces = tuple(fold(piece) for piece in _PIECE.findall(name.text))
            self._index.setdefault(pieces[0], []).append((pieces[1:], name))
        first = [p.written + bare.removeprefix(p.stands_for) for p in self._prefixes for bare in self._index]
        self._first = frozenset((*self._index, *first))
        self._candidates = Memo(self._look_up)

    def find(self, text: str, tokens: TokenTable) -> Iterator[Match]:
        """The names in `text`, in order."""
        free = 0
        for i, candidates in enumerate(self._candidates.of(tokens.words)):
            if candidates and tokens.start[i] >= free and (match := _longest(candidates, text, tokens, i)):
                free = match.end
                yield match

    def exact(self, phrase: str) -> Name | None:
        """The name that `phrase` is, as a whole, with or without proclitics."""
        pieces = tuple(fold(piece) for piece in _PIECE.findall(phrase))
        found = (c.name for c in (self._candidates[phrase] if pieces else ()) if c.rest == pieces[1:])
        return next(found, None)

    def _look_up(self, word: str) -> tuple[_Candidate, ...]:
        found = self._beginning(word)
        elided = None if found else _ELIDED.match(word)
        if elided is None:
            return found
        after = self._beginning(word[elided.end() :])
        return tuple(c._replace(outside=c.outside + elided.end(), elided=1) for c in after)

    def _beginning(self, word: str) -> tuple[_Candidate, ...]:
        """The names that begin in `word`, after proclitics."""
        first = _PIECE.match(word)
        if first is None:
            return ()
        piece = fold(first.group())
        if piece not in self._first:
            return ()
        found = [_Candidate(rest, 0, name) for rest, name in self._index.get(piece, ())]
        for written, stands_for, outside in self._prefixes:
            if piece.startswith(written):
                bare = stands_for + piece[len(written) :]
                found += [_Candidate(rest, outside, name) for rest, name in self._index.get(bare, ())]
        return tuple(sorted(found, key=lambda c: (-len(c.rest), c.outside)))


def _longest(candidates: tuple[_Candidate, ...], text: str, tokens: TokenTable, index: int) -> Match | None:
    needed = 1 + max(len(c.rest) + c.elided for c in candidates)
    pieces = list(islice(_pieces(text, tokens, index), needed))
    for rest, outside, name, elided in candidates:
        last = elided + len(rest)
        if tuple(p[0] for p in pieces[elided + 1 : last + 1]) != rest:
            continue
        start, end = tokens.start[index] + outside, pieces[last][2]
        if _joined(text, pieces[: last + 1]) and _case_fits(text[start:end], name.text):
            return Match(start, end, name)
    return None


def _pieces(text: str, tokens: TokenTable, index: int) -> Iterator[tuple[str, int, int]]:
    for i in range(index, len(tokens)):
        for m in _PIECE.finditer(text, tokens.start[i], tokens.end[i]):
            yield fold(m.group()), m.start(), m.end()


def _joined(text: str, pieces: list[tuple[str, int, int]]) -> bool:
    ends, starts = (p[2] for p in pieces), (p[1] for p in pieces[1:])
    return all(_GAP.fullmatch(text, end, start) for end, start in zip(ends, starts, strict=False))


def _case_fits(written: str, name: str) -> bool:
    """Whether capitals allow it: names begin with one, and acronyms are written in them (ABD, not abd)."""
    if name.isupper():
        return written.isupper()
    return written[0].isupper() == name[0].isupper()
