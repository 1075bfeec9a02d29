"""The entities of an Arabic text: names by the model, then acronyms, roles and demonyms; all joined."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Links
from worker.draft import Draft
from worker.tag.entities import acronyms, demonyms, known, marks, organisations, people, places, repeats, tagger, titled
from worker.tag.entities.calibration import RESOURCES as CALIBRATIONS
from worker.tag.entities.calibration import calibrated
from worker.tag.entities.choice import GUIDELINES
from worker.tag.entities.found import Found
from worker.tag.entities.joining import joined
from worker.tag.entities.lexicon import Split
from worker.tag.entities.model import FILES, PROCLITICS, load
from worker.tag.entities.roles import RESOURCES as ROLE_RESOURCES
from worker.tag.entities.roles import holders, roles
from worker.tag.entities.tagger import Tagged, span_start

RESOURCES = (
    FILES["ar"],
    CALIBRATIONS["ar"],
    PROCLITICS,
    tagger.GOVERNING,
    demonyms.RESOURCE,
    people.BLESSINGS,
    *ROLE_RESOURCES,
    *organisations.RESOURCES["ar"],
    places.RESOURCES["ar"],
)
_ROLES = "roles@1"
# Of 45 roles drawn from development articles 35 were the right words for the right person, as we read them.
_ROLE_CONFIDENCE = 0.78


def names(draft: Draft, guideline: str) -> list[Tagged]:
    """What the model, the list of international bodies and the roles before them show to be names, outermost."""
    model = load("ar", guideline)
    lexicon = model.forms.lexicon
    tagged = marks.mended(draft.tokens.words, tagger.tag(draft, model))
    tagged = people.parted(draft.tokens.folded, tagged, lexicon)
    found = tagger.outermost([*tagged, *known.told(draft, "ar")])
    found = tagger.outermost([*found, *titled.told(draft, found, lexicon)])
    again = repeats.told(draft, found, lexicon.splits(draft.tokens.folded), lexicon)
    return tagger.outermost([*found, *again])


def mentions(draft: Draft, tagged: list[Tagged]) -> Iterator[Found]:
    """All mentions of the text: names, short forms, roles and demonyms, with the keys they are joined by."""
    splits = load("ar", GUIDELINES[0]).forms.lexicon.splits(draft.tokens.folded)
    adjectives = list(demonyms.mentions(draft, splits))
    found = [_named(draft, name, splits) for name in tagged]
    around = frozenset(code for m in found if m.type == "LOC" and (code := places.country(m.name, "ar")))
    around |= {m.links.iso3166 for m in adjectives if m.links.iso3166}
    keyed = list(joined(found, lambda name: places.links(name, around, "ar"), "ar"))
    yield from acronyms.joined(draft, tagged, keyed)
    yield from _roles(draft, tagged, keyed, splits)
    inside = {draft.tokens.end[i] for name in tagged for i in range(name.first, name.end)}
    yield from (adjective for adjective in adjectives if adjective.end not in inside)


def _named(draft: Draft, name: Tagged, splits: list[Split]) -> Found:
    start, end = span_start(draft, name.first, splits), draft.tokens.end[name.end - 1]
    written = tagger.unfused(draft.text[start:end])
    sure = calibrated(name.confidence, "ar") if name.by == tagger.BY else name.confidence
    return Found(start, end, name.type, "name", written, sure, name.by)


def _roles(draft: Draft, tagged: list[Tagged], names: list[Found], splits: list[Split]) -> Iterator[Found]:
    """Roles with the key of the person they stand by, here or elsewhere; else with a key of their own."""
    found = list(roles(draft, tagged, splits))
    own = [" ".join(split.stem for split in splits[role.first : role.end]) for role in found]
    for role, key in zip(found, holders(found, own, names), strict=True):
        start, end = span_start(draft, role.first, splits), draft.tokens.end[role.end - 1]
        written = tagger.unfused(draft.text[start:end])
        yield Found(start, end, "PER", "role", written, _ROLE_CONFIDENCE, _ROLES, Links(), key)
