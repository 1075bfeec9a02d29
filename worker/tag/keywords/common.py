"""How much a word tells: rare words tell much, common words little, stop words nothing."""

from __future__ import annotations

from functools import cache

from worker.resources import languages_with, read_table
from worker.text import frequency
from worker.text.fold import fold

COMMON, STOPWORDS = "common-words.tsv", "stopwords.tsv"
LANGUAGES = languages_with(COMMON) | {"ar"}

_EVERYWHERE = 5.9  # Zipf value from which on a word is no keyword: about the 150 most frequent of a language
_UNLISTED = 3.0  # Zipf value taken for words that no table has: names, mostly
_TELLS_NOTHING = 7.0


def telling(word: str, language: str) -> float:
    """How much `word` (folded) tells: 0 for stop words, about 1 for common words, 4 for words that no table has."""
    if word in _stopwords(language):
        return 0.0
    zipf = _zipf(language).get(word, _UNLISTED)
    return 0.0 if zipf >= _EVERYWHERE else _TELLS_NOTHING - max(zipf, _UNLISTED)


@cache
def _stopwords(language: str) -> frozenset[str]:
    if language not in languages_with(STOPWORDS):
        return frozenset()
    rows = read_table(f"{language}/{STOPWORDS}")
    return frozenset(fold(word) for row in rows for word in row[0].split())


@cache
def _zipf(language: str) -> dict[str, float]:
    """Zipf values by folded word; of words that fold alike, the more frequent counts."""
    words, values = _words(language)
    table: dict[str, float] = {}
    for folded, value in zip(fold("\n".join(words)).split("\n"), values, strict=True):  # at once: there are 170,000
        table[folded] = max(value, table.get(folded, 0.0))
    return table


def _words(language: str) -> tuple[list[str], list[float]]:
    if language == "ar":
        return list(frequency.forms()), list(frequency.forms().values())
    rows = [(word, int(value) / 10) for value, words in read_table(f"{language}/{COMMON}") for word in words.split()]
    return [word for word, _ in rows], [value for _, value in rows]


def resources() -> tuple[str, ...]:
    """The tables that keywords are told by."""
    tables = (f"{language}/{name}" for name in (COMMON, STOPWORDS) for language in sorted(languages_with(name)))
    return (frequency.RESOURCE, *tables)
