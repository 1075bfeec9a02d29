"""People, places and organisations."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Links, Missing
from worker.draft import Draft
from worker.pipeline import Stage
from worker.tag.entities import countries, layer
from worker.tag.entities.found import Found

_BY = "countries@1"
# The share of listed names that were places by themselves, and not part of another name, in annotated articles.
_CONFIDENCE = 0.87


def _entities(draft: Draft) -> Draft:
    language = draft.language.code.partition("-")[0]
    if language not in countries.LANGUAGES:
        return draft.evolve(missing=(*draft.missing, Missing(layer="entities", reason="language")))
    missing = Missing(layer="entities", reason="partial", detail="countries only")
    content = (m for m in _countries(draft, language) if not _in_boilerplate(draft, m))
    return draft.evolve(entities=layer.entities(content, draft.span), missing=(*draft.missing, missing))


def _countries(draft: Draft, language: str) -> Iterator[Found]:
    for start, end, name in countries.gazetteer(language).find(draft.text, draft.tokens):
        yield Found(start, end, "LOC", "name", name.text, _CONFIDENCE, _BY, Links(iso3166=name.value))


def _in_boilerplate(draft: Draft, mention: Found) -> bool:
    blocks = (b.span for b in draft.blocks if b.kind == "boilerplate")
    return any(b.start < mention.end and mention.start < b.end for b in blocks)


ENTITIES = Stage("entities", _entities, gives=("entities",), resources=countries.RESOURCES)
