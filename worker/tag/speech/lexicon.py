"""The words of saying in one language: inflected verbs, participles and nouns, and the small words around them.

Forms are made from the stems in ``<language>/speech_verbs.tsv`` and the affixes in
``<language>/speech_affixes.tsv``; ``<language>/speech_words.tsv`` lists words by their role. All are folded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from worker.resources import languages_with, read_table
from worker.text.fold import fold

LANGUAGES = languages_with("speech_verbs.tsv")
_FILES = ("speech_verbs.tsv", "speech_affixes.tsv", "speech_words.tsv")
RESOURCES = tuple(f"{language}/{file}" for language in sorted(LANGUAGES) for file in _FILES)

_NONE: frozenset[str] = frozenset()

Kind = Literal["verb", "participle", "noun"]


class Form(NamedTuple):
    """What an inflected word of saying is. `head`: characters of proclitics before it."""

    act: str  # say, add, stress, deny, warn …
    kind: Kind
    gender: Literal["m", "f", "p", "-"]
    initial: bool  # read as a verb only at the start of a clause
    object: bool = False  # a pronoun for what is said or described is joined: وصفه, قالها
    head: int = 0
    letter: str = ""  # the first letter as spelled: أعتقد "I believe" is not اعتقد "he believed"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Forms of the words of saying, bare and behind a proclitic, and the roles of small words, by folded spelling."""

    language: str
    forms: dict[str, Form]
    roles: dict[str, frozenset[str]]
    exit_words: frozenset[str]  # the first words of what ends a report: مما, وفق, في of في خطوة
    subject_first: bool  # the subject stands before its verb, as in English, unless the clause is turned round

    def role(self, name: str) -> frozenset[str]:
        """The words that have the role; none where the language does not use it."""
        return self.roles.get(name, _NONE)


@cache
def lexicon_of(language: str) -> Lexicon | None:
    """The lexicon of a BCP 47 tag; None where there is none."""
    primary = language.partition("-")[0]
    if primary not in LANGUAGES:
        return None
    forms: dict[str, Form] = {}
    for word, form in _inflected(primary):
        forms.setdefault(fold(word), form)
    roles = {role: _spelled(role, words) for role, words in read_table(f"{primary}/{_FILES[2]}")}
    ends = roles.get("attribution", _NONE) | roles.get("clause_end", _NONE)
    return Lexicon(
        primary,
        _with_proclitics(forms, roles.get("proclitic", _NONE)),
        roles,
        exit_words=frozenset(end.partition("_")[0] for end in ends),
        subject_first="subject-verb" in roles["order"],
    )


def _inflected(language: str) -> Iterator[tuple[str, Form]]:
    header, *verbs = read_table(f"{language}/{_FILES[0]}")
    affixes = read_table(f"{language}/{_FILES[1]}")
    for row in verbs:
        verb = dict(zip(header, row, strict=True))
        for stem, kind, gender, object_, prefix, suffix in affixes:
            if verb[stem] != "-":
                word = _text(prefix) + verb[stem] + _text(suffix)
                initial = verb["flags"] == "initial" or (verb["flags"] == "bare" and object_ == "-")
                yield word, Form(verb["class"], kind, gender, initial, object_ != "-", letter=word[0])  # type: ignore[arg-type]


def _with_proclitics(forms: dict[str, Form], proclitics: Iterable[str]) -> dict[str, Form]:
    """The forms, and those behind one of `proclitics` that are no form by themselves."""
    heads = {head + word: form._replace(head=len(head)) for head in proclitics for word, form in forms.items()}
    return heads | forms


def _spelled(role: str, words: str) -> frozenset[str]:
    """The words of a role: folded, unless its name ends with ``!``."""
    return frozenset(word if role.endswith("!") else fold(word) for word in words.split())


def _text(cell: str) -> str:
    return "" if cell == "-" else cell
