"""What we annotated and wrote for the entity model: tables that scripts/train-ner reads."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "scripts" / "training" / "entities"
KINDS = {"club", "team", "company", "media", "party", "body", "place"}


def rows(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_mentions_lie_in_their_sentence_and_apart() -> None:
    """Facts only: an article, a range of characters, and ranges of names within it, in order and none overlapping."""
    for article, start, end, names in rows("news-names.tsv"):
        found = [re.fullmatch(r"(PER|LOC|ORG):(\d+)-(\d+)", name) for name in names.split()]
        spans = [(int(start), int(start)), *((int(m[2]), int(m[3])) for m in found if m), (int(end), int(end))]
        assert all(found), article
        assert all(a <= b for a, b in spans), article
        assert all(one[1] <= other[0] for one, other in pairwise(spans)), article


def test_a_sentence_is_marked_once() -> None:
    """No sentence is annotated twice, perhaps differently."""
    places = [tuple(row[:3]) for row in rows("news-names.tsv")]
    assert len(places) == len(set(places))


def test_written_names_stand_in_brackets_of_a_type() -> None:
    """Every bracket opens with a type and closes."""
    for (line,) in rows("written.txt"):
        assert len(re.findall(r"\[[PLO] [^\[\]]+\]", line)) == line.count("[") == line.count("]"), line


def test_known_names_have_a_kind() -> None:
    """Kinds are those that the head of the table names."""
    assert {kind for kind, _ in rows("known-names.tsv")} == KINDS
