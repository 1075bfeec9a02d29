"""Names told by the text itself: a surname whose full name stands elsewhere, and longer names said again.

The model decides where a word stands; what it was sure of in one place names the same in another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

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


Stems = tuple[str, ...]
"""A name as the stems of its words."""


def told(draft: Draft, names: Sequence[Tagged], splits: Sequence[Split], lexicon: Lexicon) -> Iterator[Tagged]:
    """Further mentions of `names`, which are outermost; some may overlap others."""
    known: dict[Stems, EntityType] = {}
    lengths: defaultdict[str, set[int]] = defaultdict(set)  # by first stem: a text may name a thousand people محمد
    for name, kind in _known(draft, names, splits, lexicon):
        known.setdefault(name, kind)  # of two types of one name the first told counts
        lengths[name[0]].add(len(name))
    taken = {token for name in names for token in range(name.first, name.end)}
    skipped = touching(draft.blocks)
    stems = [split.stem for split in splits]
    for first in [token for token, stem in enumerate(stems) if stem in lengths]:
        for length in sorted(lengths[stems[first]]):
            end = first + length
            if end > len(stems):
                break
            again = known.get(tuple(stems[first:end])) if taken.isdisjoint(range(first, end)) else None
            if again and not skipped(draft.tokens.start[first], draft.tokens.start[first] + 1):
                yield Tagged(again, first, end, _CONFIDENCE, _BY)


def _known(
    draft: Draft, names: Sequence[Tagged], splits: Sequence[Split], lexicon: Lexicon
) -> Iterator[tuple[Stems, EntityType]]:
    for name in names:
        if name.end - name.first == 1:
            continue
        yield tuple(split.stem for split in splits[name.first : name.end]), name.type
        surname = draft.tokens.folded[name.end - 1]
        if name.type == "PER" and _tells(surname, splits[name.end - 1], lexicon):
            yield (splits[name.end - 1].stem,), "PER"


def _tells(surname: str, split: Split, lexicon: Lexicon) -> bool:
    """Whether the word is hardly ever anything but a name."""
    rare = lexicon.counts.get(surname, 0) < _COMMON
    return rare and len(surname) >= _SHORTEST and not in_roles(split) and country(split.stem) is None
