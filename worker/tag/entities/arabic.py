"""The entities of an Arabic text: names by the model, then acronyms, roles and demonyms; all joined."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Links
from worker.draft import Draft
from worker.tag.entities import demonyms, marks, organisations, places, repeats, tagger, titled
from worker.tag.entities.calibration import RESOURCE as CALIBRATION
from worker.tag.entities.calibration import calibrated
from worker.tag.entities.choice import GUIDELINES
from worker.tag.entities.found import Found
from worker.tag.entities.joining import joined
from worker.tag.entities.lexicon import Split
from worker.tag.entities.model import FILE, PROCLITICS, load
from worker.tag.entities.roles import RESOURCES as ROLE_RESOURCES
from worker.tag.entities.roles import Role, roles
from worker.tag.entities.tagger import Tagged, span_start

RESOURCES = (
    FILE,
    CALIBRATION,
    PROCLITICS,
    demonyms.RESOURCE,
    *ROLE_RESOURCES,
    *organisations.RESOURCES,
    places.RESOURCE,
)
_ROLES, _ACRONYMS = "roles@1", "acronyms@1"
# Of 45 roles drawn from development articles 35 were the right words for the right person, as we read them.
# An acronym in parentheses after an organisation is its own: we met no other case.
_ROLE_CONFIDENCE, _ACRONYM_CONFIDENCE = 0.78, 0.95


def names(draft: Draft, guideline: str) -> list[Tagged]:
    """What the model, the list of international bodies and the roles before them show to be names, outermost."""
    model = load(guideline)
    tagged = marks.mended(draft.tokens.words, tagger.tag(draft, model))
    lexicon = model.forms.lexicon
    found = tagger.outermost([*tagged, *organisations.known(draft)])
    found = tagger.outermost([*found, *titled.told(draft, found, lexicon)])
    again = repeats.told(draft, found, lexicon.splits(draft.tokens.folded), lexicon)
    return tagger.outermost([*found, *again])


def mentions(draft: Draft, tagged: list[Tagged]) -> Iterator[Found]:
    """All mentions of the text: names, short forms, roles and demonyms, with the keys they are joined by."""
    splits = load(GUIDELINES[0]).forms.lexicon.splits(draft.tokens.folded)
    adjectives = list(demonyms.mentions(draft, splits))
    found = [_named(draft, name, splits[name.first]) for name in tagged]
    around = frozenset(code for m in found if m.type == "LOC" and (code := places.country(m.name)))
    around |= {m.links.iso3166 for m in adjectives if m.links.iso3166}
    keyed = list(joined(found, lambda name: places.links(name, around)))
    yield from _with_acronyms(draft, tagged, keyed)
    yield from _roles(draft, tagged, keyed, splits)
    inside = {draft.tokens.end[i] for name in tagged for i in range(name.first, name.end)}
    yield from (adjective for adjective in adjectives if adjective.end not in inside)


def _named(draft: Draft, name: Tagged, split: Split) -> Found:
    start, end = span_start(draft, name.first, split), draft.tokens.end[name.end - 1]
    written = tagger.unfused(draft.text[start:end])
    sure = calibrated(name.confidence) if name.by == tagger.BY else name.confidence
    return Found(start, end, name.type, "name", written, sure, name.by)


def _with_acronyms(draft: Draft, tagged: list[Tagged], names: list[Found]) -> Iterator[Found]:
    """`names`, and the acronyms in parentheses after them; an acronym is of that body wherever it stands."""
    tokens = {token: names[index] for index, token in organisations.acronyms(draft, tagged)}
    full = {draft.tokens.words[token]: name for token, name in tokens.items()}
    for mention in names:
        same = full.get(mention.name) if mention.type == "ORG" else None
        yield mention._replace(kind="short", key=same.key, links=same.links) if same else mention
    named = {mention.start for mention in names}
    for token, name in tokens.items():
        start, end = draft.tokens.start[token], draft.tokens.end[token]
        if start not in named:
            word = draft.text[start:end]
            yield Found(start, end, "ORG", "short", word, _ACRONYM_CONFIDENCE, _ACRONYMS, name.links, name.key)


def _roles(draft: Draft, tagged: list[Tagged], names: list[Found], splits: list[Split]) -> Iterator[Found]:
    """Roles with the key of the person they stand by, here or elsewhere; else with a key of their own."""
    found = list(roles(draft, tagged, splits))
    holders = {_role_key(r, splits): names[r.person].key for r in found if r.person is not None}
    for role in found:
        start, end = span_start(draft, role.first, splits[role.first]), draft.tokens.end[role.end - 1]
        own = _role_key(role, splits)
        key = names[role.person].key if role.person is not None else holders.get(own, own)
        written = tagger.unfused(draft.text[start:end])
        yield Found(start, end, "PER", "role", written, _ROLE_CONFIDENCE, _ROLES, Links(), key)


def _role_key(role: Role, splits: list[Split]) -> str:
    return " ".join(split.stem for split in splits[role.first : role.end])
