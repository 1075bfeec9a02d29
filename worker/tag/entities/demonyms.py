"""Adjectives and nouns of nationality (السعودي, الأمريكية, اليمنيون): mentions of a country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from schemas import Links
from worker.draft import Draft
from worker.resources import read_table
from worker.tag.entities import countries
from worker.tag.entities.found import Found
from worker.tag.entities.lexicon import Split
from worker.text.fold import fold

RESOURCE = "ar/demonyms.tsv"
# -ي -ية -يون -يين -يات, and the dual; folded. Nouns that drop the suffix in the plural (أتراك) are not covered.
_ENDINGS = ("يتين", "يتان", "يون", "يين", "يات", "يان", "يه", "يا", "ي")
_BY = "demonyms@1"
# Of 25 drawn from development articles all were right; a family name of this form (المصري) would not be.
_CONFIDENCE = 0.95


@cache
def _stems() -> dict[str, str]:
    return {fold(stem): code for stem, code in read_table(RESOURCE)}


@lru_cache(maxsize=1 << 14)
def country(stem: str) -> str | None:
    """The ISO code of the country that a folded adjective with its article belongs to."""
    if not stem.startswith("ال"):
        return None
    for ending in _ENDINGS:
        if stem.endswith(ending) and (code := _stems().get(stem[2 : -len(ending)])):
            return code
    return None


def mentions(draft: Draft, splits: Sequence[Split]) -> Iterator[Found]:
    """The demonyms of the text, whose words are split so."""
    for i, split in enumerate(splits):
        if split.bare is not split.stem and (code := country(split.stem)):  # it has the article
            start, end = draft.tokens.start[i] + split.outside, draft.tokens.end[i]
            name, links = countries.name("ar", code), Links(iso3166=code)
            yield Found(start, end, "LOC", "demonym", name, _CONFIDENCE, _BY, links, code)
