"""The entities of an English text: names by the model, then acronyms, roles and demonyms; all joined."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from schemas import Links
from worker.draft import Draft
from worker.resources import read_table
from worker.tag.entities import acronyms, known, marks, organisations, places, tagger
from worker.tag.entities.calibration import RESOURCES as CALIBRATIONS
from worker.tag.entities.calibration import calibrated
from worker.tag.entities.english import demonyms
from worker.tag.entities.english.forms import unpossessed
from worker.tag.entities.english.roles import RESOURCES as ROLE_RESOURCES
from worker.tag.entities.english.roles import roles
from worker.tag.entities.found import Found
from worker.tag.entities.joining import joined
from worker.tag.entities.model import FILES, load
from worker.tag.entities.roles import holders
from worker.tag.entities.tagger import Tagged

_IN_S = "en/names-in-s.tsv"
RESOURCES = (
    FILES["en"],
    CALIBRATIONS["en"],
    demonyms.RESOURCE,
    *ROLE_RESOURCES,
    *organisations.RESOURCES["en"],
    places.RESOURCES["en"],
    _IN_S,
)
_ROLES = "roles@1"
# Of 60 roles drawn from development documents 54 were the right words for the right person, as we read them.
_ROLE_CONFIDENCE = 0.9


@cache
def _in_s() -> frozenset[str]:
    return frozenset(name for (name,) in read_table(_IN_S))


def names(draft: Draft) -> list[Tagged]:
    """What the model and the lists of countries and international bodies show to be names, outermost."""
    found = marks.mended(draft.tokens.words, tagger.tag(draft, load("en", "inhouse")))
    return tagger.outermost([*found, *known.told(draft, "en")])


def mentions(draft: Draft, tagged: list[Tagged]) -> Iterator[Found]:
    """All mentions of the text: names, short forms, roles and demonyms, with the keys they are joined by."""
    found = [_named(draft, name) for name in tagged]
    inside = {i for name in tagged for i in range(draft.tokens.start[name.first], draft.tokens.end[name.end - 1])}
    adjectives = [adjective for adjective in demonyms.mentions(draft) if adjective.start not in inside]
    around = frozenset(code for m in found if m.type == "LOC" and (code := places.country(m.name, "en")))
    around |= {m.links.iso3166 for m in adjectives if m.links.iso3166}
    keyed = list(joined(found, lambda name: places.links(name, around, "en"), "en"))
    yield from acronyms.joined(draft, tagged, keyed)
    yield from _roles(draft, tagged, keyed)
    yield from adjectives


def _named(draft: Draft, name: Tagged) -> Found:
    start, end = draft.tokens.start[name.first], _end(draft, name.end - 1)
    sure = calibrated(name.confidence, "en") if name.by == tagger.BY else name.confidence
    return Found(start, end, name.type, "name", draft.text[start:end], sure, name.by)


def _end(draft: Draft, token: int) -> int:
    """Where the token ends without 's, unless that belongs to the name (McDonald's)."""
    word = draft.tokens.words[token].replace("’", "'")
    return draft.tokens.end[token] - (0 if word in _in_s() else len(word) - len(unpossessed(word)))


def _roles(draft: Draft, tagged: list[Tagged], names: list[Found]) -> Iterator[Found]:
    """Roles with the key of the person they stand by, here or elsewhere; else with a key of their own."""
    found = list(roles(draft, tagged))
    bounds = [(draft.tokens.start[role.first], _end(draft, role.end - 1)) for role in found]
    own = [draft.text[start:end].lower().replace(".", "") for start, end in bounds]
    for (start, end), key in zip(bounds, holders(found, own, names), strict=True):
        yield Found(start, end, "PER", "role", draft.text[start:end], _ROLE_CONFIDENCE, _ROLES, Links(), key)
