"""The words of time of one language: form -> class and slots. Language knowledge is in the tables, not here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from worker.resources import languages_with, read_table
from worker.tag.times.alphabet import Slots, code, read_slots
from worker.text.fold import fold

SHARED_TABLE = "times/marks.tsv"
_SHORT = 3  # letters; على and هذا have endings, but count nothing
LANGUAGES = languages_with("times.tsv")


class Entry(NamedTuple):
    """What a form stands for."""

    code: str
    slots: Slots


class Phrase(NamedTuple):
    """An entry of several words: the folded words after the first."""

    rest: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Forms of a language. `words` and `phrases` are keyed by folded form, `exact` by form as written.

    `known` holds the folded first words of all three, and perhaps some that were taken out of them.
    """

    words: dict[str, Entry] = field(default_factory=dict)
    exact: dict[str, Entry] = field(default_factory=dict)
    phrases: dict[str, list[Phrase]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    proclitics: dict[str, Entry] = field(default_factory=dict)
    fused: dict[str, str] = field(default_factory=dict)
    articles: list[str] = field(default_factory=list)
    future: list[str] = field(default_factory=list)
    not_future: list[str] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)
    not_counted: list[str] = field(default_factory=list)

    def starts_future(self, folded: str) -> bool:
        """Whether the word looks like a verb in the future by its prefix (Arabic sa-)."""
        return folded.startswith(tuple(self.future)) and not folded.startswith(tuple(self.not_future))

    def context(self, folded: str) -> str:
        """The class of an unknown word beside a chunk, by its article or the ending of what is counted."""
        if folded.startswith(tuple(self.articles)):
            return "THEWORD"
        ending = folded.endswith(tuple(self.counted)) and not folded.endswith(tuple(self.not_counted))
        return "COUNTWORD" if ending and len(folded) > _SHORT else "WORD"


def tables(language: str) -> tuple[str, ...]:
    """The resources that make up the lexicon of `language`."""
    return SHARED_TABLE, f"{language}/times-calendar.tsv", f"{language}/times.tsv"


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language in `LANGUAGES`."""
    found = Lexicon()
    for table in tables(language):
        for name, slots, forms in read_table(table):
            _add(found, name, read_slots(slots), [form.strip() for form in forms.split(", ")])
    for phrases in found.phrases.values():
        phrases.sort(key=lambda phrase: -len(phrase.rest))  # longest first
    return found


def _add(lexicon: Lexicon, name: str, slots: Slots, forms: Iterable[str]) -> None:
    lists = {
        "ARTICLE": lexicon.articles,
        "FUTUREPREFIX": lexicon.future,
        "NOTFUTURE": lexicon.not_future,
        "COUNTSUFFIX": lexicon.counted,
        "NOTCOUNTED": lexicon.not_counted,
    }
    if name in lists:
        lists[name] += [fold(form) for form in forms]
    elif name == "NONE":
        for form in forms:
            lexicon.words.pop(fold(form), None)
    elif name == "PROCLITIC":
        lexicon.proclitics.update({fold(form): Entry(code(str(slots["gives"])), {}) for form in forms})
    elif name == "FUSED":
        lexicon.fused.update({fold(form): str(slots["as"]) for form in forms})
    else:
        for form in forms:
            _add_form(lexicon, Entry(code(name), slots), form)


def _add_form(lexicon: Lexicon, entry: Entry, form: str) -> None:
    if form.startswith("="):
        lexicon.exact[form[1:]] = entry
        lexicon.known.add(fold(form[1:]))
        return
    first, *rest = fold(form).split()
    lexicon.known.add(first)
    if not rest:
        lexicon.words[first] = entry
        return
    phrases = lexicon.phrases.setdefault(first, [])
    phrases[:] = [phrase for phrase in phrases if phrase.rest != tuple(rest)]
    phrases.append(Phrase(tuple(rest), entry))
