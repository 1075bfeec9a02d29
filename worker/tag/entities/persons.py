"""Whose name it is: mentions of one person, by full name, surname or another spelling, under one number."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple, Self

from worker.tag.entities.spelling import bare, key

# Words of a name that tell nobody apart; in folded form, the Arabic ones without article.
_LINKS = frozenset({
    "بن", "ابن", "بنت", "ال", "ابو", "ابي", "عبد", "دي", "دا", "فان", "فون",
    "al", "el", "bin", "bint", "ibn", "abu", "abdel", "van", "von", "der", "den", "de", "del", "della", "di", "da",
    "dos", "la", "le",
})  # fmt: skip
# What stands before a father's name: whoever سلمان بن عبدالعزيز is, it is not his son محمد بن سلمان بن عبدالعزيز.
_CHILD_OF = frozenset({"بن", "ابن", "بنت", "bin", "ibn", "bint"})
_BACK = 64  # persons of one surname looked back at: who was named before so many others is not meant by it

Keys = tuple[str, ...]


class _Name(NamedTuple):
    """The keys of the words that tell people apart, and the places among them where a father's name begins."""

    keys: Keys
    fathers: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Self:
        """The name that `text` writes."""
        keys: list[str] = []
        fathers: set[int] = set()
        for word in text.split():
            form = bare(word)
            if form in _CHILD_OF:
                fathers.add(len(keys))
            elif form not in _LINKS:
                keys.append(key(word))
        return cls(tuple(keys) or (key(text.rsplit(maxsplit=1)[-1]),), frozenset(fathers))

    @property
    def by_father(self) -> bool:
        """Whether it calls a person by the father alone (بن سلمان)."""
        return 0 in self.fathers

    def shortens(self, other: _Name) -> bool:
        """Whether it is some words of a longer name in order, and does not name the father of who is called so.

        Both end in one surname.
        """
        if len(self.keys) >= len(other.keys):
            return False
        rest = iter(range(len(other.keys) - 1, -1, -1))  # from the surname on, which may be the father's name as well
        places = [next((place for place in rest if other.keys[place] == one), None) for one in reversed(self.keys)]
        return None not in places and (self.by_father or places[-1] not in other.fathers)


_NOBODY = _Name((), frozenset())


class Persons:
    """The persons of a document, in order of appearance, by the longest name each was called by."""

    def __init__(self) -> None:
        self._names: list[_Name] = []
        self._by_name: dict[tuple[bool, Keys], int] = {}
        self._by_surname: defaultdict[str, list[int]] = defaultdict(list)
        self._by_first_words: defaultdict[Keys, set[int]] = defaultdict(set)

    def number(self, text: str) -> tuple[int, bool]:
        """The number of the person that `text` names, and whether it is a shortened form of that person's name."""
        name = _Name.of(text)
        number = self._find(name)
        if number is None:
            number = len(self._names)
            self._names.append(_NOBODY)
            for surname in {name.keys[-1], *(name.keys[place] for place in name.fathers if place < len(name.keys))}:
                self._by_surname[surname].append(number)
        short = len(name.keys) < len(self._names[number].keys)
        if len(name.keys) > len(self._names[number].keys):
            self._rename(number, name)
        return number, short

    def _find(self, name: _Name) -> int | None:
        """The person of this name; else the latest of this surname; else the only one of this first name."""
        known = self._by_name.get((name.by_father, name.keys))
        if known is not None:
            return known
        surname = self._by_surname.get(name.keys[-1], ())
        namesakes = [(number, self._names[number]) for number in surname[: -_BACK - 1 : -1]]
        shortened = next((number for number, longer in namesakes if name.shortens(longer)), None)
        if shortened is not None:
            return shortened
        lengthened = next((number for number, shorter in namesakes if shorter.shortens(name)), None)
        if lengthened is not None or name.by_father:
            return lengthened
        alone = self._by_first_words.get(name.keys, set())
        return next(iter(alone)) if len(alone) == 1 else None

    def _rename(self, number: int, name: _Name) -> None:
        """Call the person by `name`, whose last word is that of any name before."""
        known, self._names[number] = self._names[number], name
        for end in range(1, len(known.keys)):
            self._by_first_words[known.keys[:end]].discard(number)
        for end in range(1, len(name.keys)):
            self._by_first_words[name.keys[:end]].add(number)
        self._by_name.pop((known.by_father, known.keys), None)
        self._by_name[name.by_father, name.keys] = number
