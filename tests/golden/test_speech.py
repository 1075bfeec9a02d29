"""Written cases of quotations, statements and speakers; tests/golden/speech/README.md explains their marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from schemas import Article, Quote, Statement
from worker.draft import Draft
from worker.pipeline import run
from worker.stages import STAGES

FOLDER = Path(__file__).with_name("speech")
# Without the entity layer: these cases hold the syntax to its word, whatever a model of names finds.
SYNTAX = [stage for stage in STAGES if stage.name != "entities"]
HEADLINE = {"english": "The day in brief\n", "other": ""}
_TAG = re.compile(r"\{([qics][\w.?!]*):|\}")


@dataclass
class Expected:
    """What a case marks: bounds of contents, cues and speakers, by the id of the quote or statement."""

    text: str = ""
    contents: dict[str, tuple[int, int]] = field(default_factory=dict)
    cues: dict[str, tuple[int, int]] = field(default_factory=dict)
    speakers: dict[str, tuple[int, int, bool]] = field(default_factory=dict)
    unclosed: set[str] = field(default_factory=set)

    def take(self, tag: str, start: int, end: int) -> None:
        kind, *names = tag.split(".") if "." in tag else ("", tag)
        for name in names:
            bare = name.rstrip("?!")
            if kind == "c":
                self.cues[bare] = (start, end)
            elif kind == "s":
                self.speakers[bare] = (start, end, name.endswith("?"))
            else:
                self.contents[bare] = (start, end)
                self.unclosed |= {bare} if name.endswith("!") else set()


def parse(marked: str, before: str) -> Expected:
    """The expectation that `marked` writes down, behind the headline `before`."""
    expected, text, position, stack = Expected(), before, 0, list[tuple[str, int]]()
    marked = marked.replace("⏎", "\n")
    for tag in _TAG.finditer(marked):
        text += marked[position : tag.start()]
        position = tag.end()
        if tag[1]:
            stack.append((tag[1], len(text)))
        else:
            name, start = stack.pop()
            expected.take(name, start, len(text))
    expected.text = text + marked[position:]
    assert not stack, "a mark is not closed"
    return expected


def cases() -> list[tuple[str, str, str]]:
    return [
        (file.stem, *line.split("\t"))
        for file in sorted(FOLDER.glob("*.tsv"))
        for line in file.read_text("utf-8").splitlines()
    ]


def _params() -> list[object]:
    failing = pytest.mark.xfail(strict=True, reason="a known failure, named in docs/quotes.md")
    return [
        pytest.param(group, name, marked, id=name, marks=[failing] if name.startswith("fails") else [])
        for group, name, marked in cases()
    ]


def raw(span: object) -> tuple[int, int]:
    return span.raw_start, span.raw_end


@pytest.mark.parametrize(("group", "name", "marked"), _params())
def test_speech_is_found_as_written(group: str, name: str, marked: str) -> None:
    """Exactly the marked quotes and statements are found, with their cues and speakers."""
    headline = "" if name.startswith("headline") else HEADLINE.get(group, "أخبار اليوم\n")
    expected = parse(marked, headline)
    draft, _ = run(SYNTAX, Draft.of(Article(id=name, text=expected.text)))
    _same(expected, "q", draft.quotes)
    _same(expected, "i", draft.statements)
    for said in draft.quotes:
        assert said.closed == (_name(expected, "q", said) not in expected.unclosed)


def _same(expected: Expected, kind: str, found: tuple[Quote | Statement, ...]) -> None:
    wanted = sorted(bounds for name, bounds in expected.contents.items() if name[0] == kind)
    assert sorted(raw(said.span) for said in found) == wanted, [said.span.text for said in found]
    for said in found:
        name = _name(expected, kind, said)
        if name in expected.cues:
            assert said.cue is not None, f"{name} has no cue"
            assert raw(said.cue) == expected.cues[name], f"{name}: cue {said.cue.text}"
        if name in expected.speakers:
            assert said.speaker is not None, f"{name} has no speaker"
            assert said.speaker.span is not None
            got = (*raw(said.speaker.span), said.speaker.inferred)
            assert got == expected.speakers[name], f"{name}: speaker {said.speaker.span.text}"


def _name(expected: Expected, kind: str, said: Quote | Statement) -> str:
    return next(n for n, bounds in expected.contents.items() if n[0] == kind and bounds == raw(said.span))


def test_there_are_two_hundred_cases() -> None:
    """The suite is as large as it says, and no id is used twice."""
    names = [name for _, name, _ in cases()]
    assert len(names) >= 200
    assert len(names) == len(set(names))
