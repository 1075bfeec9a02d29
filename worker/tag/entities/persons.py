"""Whose name it is: mentions of one person, by full name, surname or another spelling, under one number."""

from __future__ import annotations

from collections.abc import Callable

from worker.tag.entities.spelling import bare, key

# Words of a name that tell nobody apart; in folded form without article.
_LINKS = frozenset({"بن", "ابن", "بنت", "ال", "ابو", "ابي", "عبد", "دي", "دا", "فان", "فون"})

Keys = list[str]


class Persons:
    """The persons of a document, in order of appearance, by the keys of the longest name each was called by."""

    def __init__(self) -> None:
        self._names: list[Keys] = []

    def number(self, name: str) -> tuple[int, bool]:
        """The number of the person that `name` names, and whether it is a shortened form of that name."""
        words = name.split()
        keys = [key(word) for word in words if bare(word) not in _LINKS] or [key(words[-1])]
        number = self._find(keys)
        if number is None:
            self._names.append(keys)
            return len(self._names) - 1, False
        short = len(keys) < len(self._names[number])
        if len(keys) > len(self._names[number]):
            self._names[number] = keys
        return number, short

    def _find(self, keys: Keys) -> int | None:
        """The latest person of this name; else of this surname; else the only one of this first name."""
        for fits in (_same, _by_surname, _fuller):
            if found := self._that(fits, keys):
                return found[-1]
        found = self._that(_by_first_name, keys)
        return found[0] if len(found) == 1 else None

    def _that(self, fits: Callable[[Keys, Keys], bool], keys: Keys) -> list[int]:
        return [number for number, known in enumerate(self._names) if fits(known, keys)]


def _same(known: Keys, keys: Keys) -> bool:
    return known == keys


def _by_surname(known: Keys, keys: Keys) -> bool:
    """Whether `keys` are some words of the known name in order, its last one among them."""
    rest = iter(known)
    return len(keys) < len(known) and keys[-1] == known[-1] and all(word in rest for word in keys)


def _fuller(known: Keys, keys: Keys) -> bool:
    return _by_surname(keys, known)


def _by_first_name(known: Keys, keys: Keys) -> bool:
    return len(keys) < len(known) and keys == known[: len(keys)]
