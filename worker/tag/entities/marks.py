"""Names and quotation marks: a name holds both marks of a pair or none, and none at its edges.

Annotators write إذاعة «صوت لبنان» with its marks and صوت لبنان alone without them; a model that decides word by
word may stop between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from worker.tag.entities.tagger import Tagged

_CLOSED_BY = {"«": "»", "“": "”", "”": "“", "„": "“", '"': '"'}
_MARKS = frozenset(_CLOSED_BY) | frozenset(_CLOSED_BY.values())
_LONGEST = 8  # tokens from mark to mark of a name


def mended(words: Sequence[str], names: Iterable[Tagged]) -> Iterator[Tagged]:
    """`names` with whole pairs of marks; what is nothing but marks is left out. They may overlap afterwards."""
    for name in names:
        first, end = _whole(words, name.first, name.end)
        if first < end:
            yield name._replace(first=first, end=end)


def _whole(words: Sequence[str], first: int, end: int) -> tuple[int, int]:
    pairs, alone = _pairs(words, first, end)
    while alone:
        opening, closing = _opening(words, alone[0], first), _closing(words, alone[0], end)
        if opening is not None:
            first = opening
        elif alone[0] == first:
            first += 1
        else:
            end = alone[0] if closing is None else closing + 1
        pairs, alone = _pairs(words, first, end)
    while pairs.get(first, first) == end - 1 > first:
        first, end = first + 1, end - 1
    return first, end


def _pairs(words: Sequence[str], first: int, end: int) -> tuple[dict[int, int], list[int]]:
    """The closing mark of each opening one, and the marks that have no other."""
    pairs, waiting = dict[int, int](), list[int]()
    for at in range(first, end):
        if waiting and words[at] == _CLOSED_BY.get(words[waiting[-1]]):
            pairs[waiting.pop()] = at
        elif words[at] in _MARKS:
            waiting.append(at)
    return pairs, waiting


def _closing(words: Sequence[str], mark: int, end: int) -> int | None:
    """The token from `end` on that closes `mark`, if nothing but words stands before it."""
    for at in range(end, min(len(words), mark + _LONGEST)):
        if words[at] == _CLOSED_BY.get(words[mark]):
            return at
        if not words[at][:1].isalnum():
            return None
    return None


def _opening(words: Sequence[str], mark: int, first: int) -> int | None:
    """The token before `first` that `mark` closes, if nothing but words stands between."""
    for at in range(first - 1, max(-1, mark - _LONGEST), -1):
        if _CLOSED_BY.get(words[at]) == words[mark] and words[at] != words[mark]:
            return at
        if not words[at][:1].isalnum():
            return None
    return None
