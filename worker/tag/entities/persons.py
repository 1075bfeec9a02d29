"""Whose name it is: mentions of one person, by full name, surname or another spelling, under one number."""

from __future__ import annotations

from collections import defaultdict

from worker.tag.entities.spelling import bare, key

# Words of a name that tell nobody apart; in folded form, the Arabic ones without article.
_LINKS = frozenset({
    "بن", "ابن", "بنت", "ال", "ابو", "ابي", "عبد", "دي", "دا", "فان", "فون",
    "al", "el", "bin", "bint", "ibn", "abu", "abdel", "van", "von", "der", "den", "de", "del", "della", "di", "da",
    "dos", "la", "le",
})  # fmt: skip
_BACK = 64  # persons of one surname looked back at: who was named before so many others is not meant by it

Keys = tuple[str, ...]


class Persons:
    """The persons of a document, in order of appearance, by the keys of the longest name each was called by."""

    def __init__(self) -> None:
        self._names: list[Keys] = []
        self._by_name: dict[Keys, int] = {}
        self._by_surname: defaultdict[str, list[int]] = defaultdict(list)
        self._by_first_words: defaultdict[Keys, set[int]] = defaultdict(set)

    def number(self, name: str) -> tuple[int, bool]:
        """The number of the person that `name` names, and whether it is a shortened form of that name."""
        words = name.split()
        keys = tuple(key(word) for word in words if bare(word) not in _LINKS) or (key(words[-1]),)
        number = self._find(keys)
        if number is None:
            number = len(self._names)
            self._names.append(())
            self._by_surname[keys[-1]].append(number)
        short = len(keys) < len(self._names[number])
        if len(keys) > len(self._names[number]):
            self._rename(number, keys)
        return number, short

    def _find(self, keys: Keys) -> int | None:
        """The person of this name; else the latest of this surname; else the only one of this first name."""
        if keys in self._by_name:
            return self._by_name[keys]
        namesakes = [(number, self._names[number]) for number in self._by_surname.get(keys[-1], ())[: -_BACK - 1 : -1]]
        shortened = next((number for number, known in namesakes if _shortens(keys, known)), None)
        if shortened is not None:
            return shortened
        lengthened = next((number for number, known in namesakes if _shortens(known, keys)), None)
        if lengthened is not None:
            return lengthened
        alone = self._by_first_words.get(keys, set())
        return next(iter(alone)) if len(alone) == 1 else None

    def _rename(self, number: int, keys: Keys) -> None:
        """Call the person by `keys`, whose last word is that of any name before."""
        known, self._names[number] = self._names[number], keys
        for end in range(1, len(known)):
            self._by_first_words[known[:end]].discard(number)
        for end in range(1, len(keys)):
            self._by_first_words[keys[:end]].add(number)
        self._by_name.pop(known, None)
        self._by_name[keys] = number


def _shortens(keys: Keys, name: Keys) -> bool:
    """Whether `keys` are some words of a longer name in order; both end in one surname."""
    rest = iter(name)
    return len(keys) < len(name) and all(word in rest for word in keys)
