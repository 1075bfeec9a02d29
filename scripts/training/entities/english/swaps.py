"""Other names in the place of those of a document, so that the model learns what stands around names.

A person keeps one new name through the document, in full and by surname; given and family names go together.
A place that is a city becomes another city, a known body another body; names made of common words are kept.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator

from training.entities.corpora import Gold
from training.entities.english import lists

_SWAPPED = {"PER": 0.9, "LOC": 0.6, "ORG": 0.5}  # shares of names of each type
_LARGE = 60_000  # inhabitants of a city that news name


class Swaps:
    """Draws names of each type."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311 - no secret
        pools: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for kind, names in lists.ours():
            head, _, culture = kind.partition("-")
            pools[head][culture] = names
        self._people = [(pools["given"][c], pools["family"][c]) for c in sorted(pools["given"])]
        self._bodies = pools["org"][""]
        self._cities = sorted(name for name, people in lists.cities() if people > _LARGE)

    def swapped(self, text: str, gold: Gold) -> tuple[str, Gold]:
        """The text with other names, and its mentions."""
        drawn = _Drawn(self)
        made, moved, end = "", [], 0
        for kind, first, last in sorted(gold, key=lambda m: m[1]):
            made += text[end:first]
            name = drawn.instead(kind, text[first:last])
            moved.append((kind, len(made), len(made) + len(name)))
            made, end = made + name, last
        return made + text[end:], moved

    def person(self) -> tuple[str, str]:
        """A given and a family name."""
        given, family = self._dice.choice(self._people)
        return self._dice.choice(given), self._dice.choice(family)

    def other(self, kind: str) -> str:
        """The name of a city or a body."""
        return self._dice.choice(self._cities if kind == "LOC" else self._bodies)

    def knows(self, kind: str, name: str) -> bool:
        """Whether the name is a city's or a body's."""
        return name in (self._cities if kind == "LOC" else self._bodies)

    def swaps(self, kind: str) -> bool:
        """Whether to swap this name of that type."""
        return self._dice.random() < _SWAPPED[kind]


class _Drawn:
    """What has been drawn for the names of one document."""

    def __init__(self, swaps: Swaps) -> None:
        self._swaps = swaps
        self._names: dict[tuple[str, str], str] = {}

    def instead(self, kind: str, name: str) -> str:
        """The name that stands for `name`, in the same letters: capitals stay capitals."""
        key = (kind, name.lower())
        if key not in self._names:
            for old, new in self._pairs(kind, name):
                self._names.setdefault((kind, old.lower()), new)
        new = self._names[key]
        return new.upper() if name.isupper() and len(name) > 3 else new

    def _pairs(self, kind: str, name: str) -> Iterator[tuple[str, str]]:
        words = name.split()
        if not self._swaps.swaps(kind) or (kind != "PER" and not self._swaps.knows(kind, name.title())):
            yield name, name
        elif kind != "PER":
            yield name, self._swaps.other(kind)
        else:
            given, family = self._swaps.person()
            yield name, f"{given} {family}" if len(words) > 1 else family
            yield words[-1], family
            yield " ".join(words[1:]), family
