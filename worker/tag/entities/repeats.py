"""Names told by the text itself: a surname whose full name stands elsewhere, and longer names said again.

The model decides where a word stands; what it was sure of in one place names the same in another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas.annotations import EntityType
from worker.draft import Draft
from worker.tag.entities.boilerplate import touching
from worker.tag.entities.demonyms import country
from worker.tag.entities.lexicon import Lexicon, Split
from worker.tag.entities.roles import in_roles
from worker.tag.entities.tagger import Tagged

_BY = "repeats@1"
# Of 164 found in 430 raw articles 60 surnames and 30 longer names were read: before role words were excluded 52 and
# 26 of them were names, and whole.
_CONFIDENCE = 0.87
_COMMON = 1000  # occurrences in the news that words were counted in: more often than that it is a word too (الدين)
_SHORTEST = 4  # letters of a surname that is looked for alone: علي is also "on me"


class _Known(NamedTuple):
    """The stems of a name's words."""

    stems: tuple[str, ...]
    type: EntityType


def told(draft: Draft, names: Sequence[Tagged], splits: Sequence[Split], lexicon: Lexicon) -> Iterator[Tagged]:
    """Further mentions of `names`, which are outermost; some may overlap others."""
    known = _by_first(_known(draft, names, splits, lexicon))
    taken = {token for name in names for token in range(name.first, name.end)}
    skipped = touching(draft.blocks)
    stems = [split.stem for split in splits]
    for first in [token for token, stem in enumerate(stems) if stem in known]:
        for name in known[stems[first]]:
            end = first + len(name.stems)
            free = taken.isdisjoint(range(first, end)) and tuple(stems[first:end]) == name.stems
            if free and not skipped(draft.tokens.start[first], draft.tokens.start[first] + 1):
                yield Tagged(name.type, first, end, _CONFIDENCE, _BY)


def _known(draft: Draft, names: Sequence[Tagged], splits: Sequence[Split], lexicon: Lexicon) -> Iterator[_Known]:
    for name in names:
        if name.end - name.first == 1:
            continue
        stems = tuple(split.stem for split in splits[name.first : name.end])
        yield _Known(stems, name.type)
        surname = draft.tokens.folded[name.end - 1]
        if name.type == "PER" and _tells(surname, splits[name.end - 1], lexicon):
            yield _Known((splits[name.end - 1].stem,), "PER")


def _tells(surname: str, split: Split, lexicon: Lexicon) -> bool:
    """Whether the word is hardly ever anything but a name."""
    rare = lexicon.counts.get(surname, 0) < _COMMON
    return rare and len(surname) >= _SHORTEST and not in_roles(split) and country(split.stem) is None


def _by_first(known: Iterator[_Known]) -> dict[str, dict[_Known, None]]:
    """The names by their first stem, in order of appearance: of two types of one name the first told counts."""
    found: defaultdict[str, dict[_Known, None]] = defaultdict(dict)
    for name in known:
        found[name.stems[0]][name] = None
    return found
