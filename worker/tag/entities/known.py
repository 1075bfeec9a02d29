"""Names that lists show wherever they stand: international bodies, and countries whose names have several words.

A model may stop short in them: جنوب السودان is another country than السودان.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from schemas.annotations import EntityType
from worker.draft import Draft
from worker.tag.entities import countries, organisations
from worker.tag.entities.gazetteer import Gazetteer, Name
from worker.tag.entities.tagger import Tagged

# Full names of two words and more: wrong only where a longer name holds them, and then the model sees that.
_CONFIDENCE = 0.95
_BY = {"ORG": "organisations@1", "LOC": "countries@1"}


@cache
def _listed(language: str) -> Gazetteer:
    """Both lists in one, so that each word is looked up once; a name's value is its type."""
    bodies = (Name(name, "ORG") for name in organisations.names(language))
    lands = (Name(name, "LOC") for name in countries.names(language) if " " in name or "-" in name)
    return Gazetteer((*bodies, *lands), countries.prefixes(language))


def told(draft: Draft, language: str) -> Iterator[Tagged]:
    """The listed names of the text, none overlapping another."""
    for start, end, name in _listed(language).find(draft.text, draft.tokens):
        stop = draft.tokens.within(start, end).stop
        first = draft.tokens.within(0, start + 1).stop - 1  # the token that holds `start`, proclitics before it
        yield Tagged(cast("EntityType", name.value), first, stop, _CONFIDENCE, _BY[name.value])
