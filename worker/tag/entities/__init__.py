"""People, places and organisations.

Arabic has a model; in other languages countries are found by their names, and provenance says that this is all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas import Links, Missing
from worker.draft import Draft
from worker.pipeline import Stage
from worker.tag.entities import arabic, countries, layer
from worker.tag.entities.choice import guideline
from worker.tag.entities.found import Found

_COUNTRIES = "countries@1"
# The share of listed names that were places by themselves, and not part of another name, in annotated articles.
_CONFIDENCE = 0.87


def _entities(draft: Draft) -> Draft:
    language = draft.language.code.partition("-")[0]
    if language == "ar":
        return _with(draft, arabic.mentions(draft, guideline()))
    if language not in countries.LANGUAGES:
        return draft.evolve(missing=(*draft.missing, Missing(layer="entities", reason="language")))
    missing = Missing(layer="entities", reason="partial", detail="countries only")
    return _with(draft.evolve(missing=(*draft.missing, missing)), _countries(draft, language))


def _countries(draft: Draft, language: str) -> Iterator[Found]:
    for start, end, name in countries.gazetteer(language).find(draft.text, draft.tokens):
        links = Links(iso3166=name.value)
        yield Found(start, end, "LOC", "name", name.text, _CONFIDENCE, _COUNTRIES, links, name.value)


def _with(draft: Draft, found: Iterable[Found]) -> Draft:
    boilerplate = [b.span for b in draft.blocks if b.kind == "boilerplate"]
    content = (m for m in found if not any(b.start < m.end and m.start < b.end for b in boilerplate))
    return draft.evolve(entities=layer.entities(content, draft.span))


ENTITIES = Stage(
    "entities",
    _entities,
    gives=("entities",),
    resources=tuple(dict.fromkeys((*countries.RESOURCES, *arabic.RESOURCES))),
)
