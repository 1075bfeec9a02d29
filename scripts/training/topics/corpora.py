"""Corpora of news with a section, or without: read, run through the pipeline's first stages, made into features.

The map from an outlet's section to top codes is `sections.tsv` beside this file. A section that mixes
topics maps to several, and the weak labels choose among them.
"""

from __future__ import annotations

import csv
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemas import Article
from worker import normalize, segment, tag
from worker.draft import Draft
from worker.pipeline import run
from worker.tag.topics.features import Features, features
from worker.tag.topics.lexicon import Hit, find, terms
from worker.tag.topics.words import words

_STAGES = (tag.LANGUAGE, *normalize.STAGES, *segment.STAGES)
_NO_TOPIC = "none"


@dataclass(frozen=True)
class Example:
    """What the training sees of a text: its outlet, the top codes that its section allows (empty: any), features.

    `headline` counts the words of its headline.
    """

    outlet: str
    allowed: tuple[str, ...]
    features: Features
    hits: list[Hit]
    headline: int


def read(folder: Path) -> Iterator[Example]:
    """Examples of all corpora under `folder` (the shared data), texts without a topic left out."""
    sections = _sections()
    for outlet, section, text in _texts(folder):
        allowed = sections.get((outlet, section), ())
        if text.strip() and allowed != (_NO_TOPIC,):
            yield example(outlet, allowed, text)


def example(outlet: str, allowed: tuple[str, ...], text: str) -> Example:
    """The example of one text: title, newline, body."""
    draft, _ = run(_STAGES, Draft.of(Article(id="training", text=text)))
    content = words(draft)
    row = terms(content.cores)
    hits = find(row)
    return Example(outlet, allowed, features(content, row, hits), hits, content.headline)


def _texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    for row in _json_lines(folder / "topics" / "ant-train.jsonl.xz"):
        yield "jawhara", row["section"], f"{row['title']}\n{row['text']}"
    yield from _asnd(folder / "topics" / "asnd-trn.csv")
    for row in _json_lines(folder / "raw" / "saudinewsnet.jsonl.xz"):
        section = row["url"].split("/", 4)[3]
        yield row["source"], section, f"{row['title']}\n{row['text']}"


def _asnd(path: Path) -> Iterator[tuple[str, str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield "asnd", row["Class"], row["Content"]


def _json_lines(path: Path) -> Iterator[dict[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _sections() -> dict[tuple[str, str], tuple[str, ...]]:
    lines = (Path(__file__).parent / "sections.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(outlet, section): tuple(codes.split()) for outlet, section, codes in rows}
