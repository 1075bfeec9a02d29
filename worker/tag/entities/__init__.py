"""People, places and organisations.

Arabic and English have models, and any language may have a transformer of the user's; elsewhere countries and
cities are found by their names, and provenance says that this is all.
"""

from __future__ import annotations

from collections.abc import Iterable

from schemas import Missing
from worker.draft import Draft
from worker.pipeline import Stage
from worker.tag.entities import arabic, cities, countries, layer, listed, transformer
from worker.tag.entities.boilerplate import touching
from worker.tag.entities.choice import guideline, transformers
from worker.tag.entities.dated import inside
from worker.tag.entities.english import layer as english
from worker.tag.entities.found import Found


def _entities(draft: Draft) -> Draft:
    language = draft.language.code.partition("-")[0]
    directory = transformers().get(language)
    if language == "ar":
        names = list(transformer.tag(draft, directory)) if directory else arabic.names(draft, guideline())
        return _with(draft, arabic.mentions(draft, names))
    if language == "en":
        names = list(transformer.tag(draft, directory)) if directory else english.names(draft)
        return _with(draft, english.mentions(draft, names))
    if directory:
        return _with(draft, listed.named(draft, transformer.tag(draft, directory), language))
    if language not in countries.LANGUAGES:
        return draft.evolve(missing=(*draft.missing, Missing(layer="entities", reason="language")))
    missing = Missing(layer="entities", reason="partial", detail="countries and large cities only")
    return _with(draft.evolve(missing=(*draft.missing, missing)), listed.found(draft, language))


def _with(draft: Draft, found: Iterable[Found]) -> Draft:
    boilerplate, dated = touching(draft.blocks), inside(draft.times)
    content = (m for m in found if not boilerplate(m.start, m.end) and not dated(m.start, m.end))
    return draft.evolve(entities=layer.entities(content, draft.span))


_RESOURCES = tuple(dict.fromkeys((*countries.RESOURCES, *cities.RESOURCES, *arabic.RESOURCES, *english.RESOURCES)))
ENTITIES = Stage("entities", _entities, gives=("entities",), resources=_RESOURCES)
