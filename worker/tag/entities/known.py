"""Names that lists show wherever they stand: international bodies, and countries whose names have several words.

A model may stop short in them: جنوب السودان is another country than السودان.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas.annotations import EntityType
from worker.draft import Draft
from worker.tag.entities import countries, organisations
from worker.tag.entities.gazetteer import Gazetteer
from worker.tag.entities.tagger import Tagged

# Full names of two words and more: wrong only where a longer name holds them, and then the model sees that.
_CONFIDENCE = 0.95
_ORGANISATIONS, _COUNTRIES = "organisations@1", "countries@1"


def told(draft: Draft, language: str) -> Iterator[Tagged]:
    """The listed names of the text; some may overlap others."""
    yield from _found(draft, organisations.gazetteer(language), "ORG", _ORGANISATIONS)
    yield from (n for n in _found(draft, countries.gazetteer(language), "LOC", _COUNTRIES) if n.end - n.first > 1)


def _found(draft: Draft, listed: Gazetteer, kind: EntityType, by: str) -> Iterator[Tagged]:
    for start, end, _ in listed.find(draft.text, draft.tokens):
        stop = draft.tokens.within(start, end).stop
        first = draft.tokens.within(0, start + 1).stop - 1  # the token that holds `start`, proclitics before it
        yield Tagged(kind, first, stop, _CONFIDENCE, by)
