"""The annotated English documents: sentences written for this project, and marks on news that are kept elsewhere.

Ours (`*.txt`): documents are separated by an empty line, the first line is the headline; `{P Jake Sullivan}` is a
person, L a place, O an organisation, X a name of none of these types. The others (`lee.jsonl`): types and offsets
into the 350 news mails of 2000-2001 that are known as the Lee corpus and come with the package gensim, whose texts
are not part of the project.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from schemas import LanguageTag
from training.entities.corpora import Annotated, Gold, annotated

ENGLISH = LanguageTag(code="en", script="Latn", direction="ltr", confidence=1.0)
OURS = ("world", "mideast", "business", "sport", "society", "headlines")
LEARNT = ("bodies",)  # written last, to learn more names of organisations from: nothing of it is held back
PARTS = ("train", "dev", "test")
_FOLDER = Path(__file__).parent
_TYPES = {"P": "PER", "L": "LOC", "O": "ORG"}
_MARK = re.compile(r"\{([PLOX]) ([^{}]+)\}")
_FIFTH, _TENTH = 5, 10


def texts(lee: Path | None) -> Iterator[tuple[str, str, Gold]]:
    """Name, text and mentions of each document; those of the Lee corpus only if its directory is given."""
    yield from _ours(OURS)
    lines = (_FOLDER / "lee.jsonl").read_text(encoding="utf-8").splitlines() if lee else []
    for line in lines:
        record = json.loads(line)
        file, _, number = record["doc"].partition(":")
        text = (lee / f"{file}.cor").read_text(encoding="utf-8", errors="replace").splitlines()[int(number)]
        yield record["doc"], text, [tuple(mention) for mention in record["entities"]]
    yield from _ours(LEARNT)


def _ours(files: tuple[str, ...]) -> Iterator[tuple[str, str, Gold]]:
    for name in files:
        parts = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")
        yield from ((f"{name}:{number}", *unmarked(part)) for number, part in enumerate(parts))


def part(number: int, name: str) -> str:
    """The part that document `number` of all belongs to: every fifth is for the test, every tenth for choices."""
    if name.partition(":")[0] in LEARNT:
        return "train"
    if number % _FIFTH == _FIFTH - 1:
        return "test"
    return "dev" if number % _TENTH == 0 else "train"


def documents(lee: Path | None, wanted: str) -> Iterator[Annotated]:
    """The documents of a part, through the pipeline."""
    for number, (name, text, gold) in enumerate(texts(lee)):
        if part(number, name) == wanted:
            yield annotated(text, gold, f"inhouse-{name}", ENGLISH)


def unmarked(part: str) -> tuple[str, Gold]:
    """The text without its marks, and the mentions (type, first character, end) that they were."""
    text, gold, end = "", [], 0
    for mark in _MARK.finditer(part):
        text += part[end : mark.start()]
        if mark[1] in _TYPES:
            gold.append((_TYPES[mark[1]], len(text), len(text) + len(mark[2])))
        text, end = text + mark[2], mark.end()
    return text + part[end:], gold
