"""Annotated corpora as documents of the pipeline's own tokens, so that training and serving agree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemas import Article, LanguageTag
from training.entities import news
from worker import normalize, segment
from worker.draft import Draft
from worker.pipeline import run

ARABIC = LanguageTag(code="ar", script="Arab", direction="rtl", confidence=1.0)
STAGES = (*normalize.STAGES, *segment.STAGES)
TYPES = {"PERS": "PER", "GPE": "LOC", "FAC": "LOC"}
CLASSES = {"PER", "LOC", "ORG"}
SENTENCES_A_TEXT = 20
# Sentences of the raw news that we marked ourselves.
NAMES = Path(__file__).parent / "news-names.tsv"
# Sentences that we wrote, with their names in brackets.
WRITTEN = Path(__file__).parent / "written.txt"
LETTERS = {"P": "PER", "L": "LOC", "O": "ORG"}
_MARKED = re.compile(r"\[([PLO]) ([^\]]+)\]")

Gold = list[tuple[str, int, int]]


@dataclass(frozen=True)
class Annotated:
    """A text through the pipeline, its gold mentions (type, first token, end token), and where it is from."""

    draft: Draft
    gold: Gold
    corpus: str

    def tags(self) -> list[str]:
        """BIO tags, one a token."""
        tags = ["O"] * len(self.draft.tokens)
        for kind, first, end in self.gold:
            tags[first:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - first - 1)
        return tags


def read(path: Path) -> Iterator[Annotated]:
    """The documents of a .jsonl file (character spans) or a .tsv file (token, BIO tag)."""
    texts = _spans(path) if path.suffix == ".jsonl" else _bio(path)
    for text, spans in texts:
        yield annotated(text, spans, path.stem)


def sentences(data: Path) -> Iterator[Annotated]:
    """The sentences of raw news that are marked in `NAMES`, each a document of its own."""
    texts = dict(news.articles(data))
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            article, start, end, names = line.split("\t")
            first = int(start)
            yield annotated(texts[article][first : int(end)], _mentions(names, first), NAMES.stem)


def written() -> Iterator[Annotated]:
    """The sentences of `WRITTEN`, each a document of its own."""
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            pieces = _MARKED.split(line)  # text, type, name, text, type, name, …, text
            text, spans = pieces[0], []
            for kind, name, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
                spans.append((LETTERS[kind], len(text), len(text) + len(name)))
                text += name + after
            yield annotated(text, spans, WRITTEN.stem)


def _mentions(names: str, first: int) -> Gold:
    """Mentions written `type:start-end`, counted from `first`."""
    found = [re.split("[:-]", name) for name in names.split()]
    return [(kind, int(start) - first, int(end) - first) for kind, start, end in found]


def annotated(text: str, spans: Gold, corpus: str, language: LanguageTag = ARABIC) -> Annotated:
    """The document of a text and its mentions (type, first character, end)."""
    draft, _ = run(STAGES, Draft.of(Article(id="-", text=text)).evolve(language=language))
    return Annotated(draft, list(_to_tokens(draft, spans)), corpus)


def _spans(path: Path) -> Iterator[tuple[str, Gold]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield record["text"], [tuple(span) for span in record["entities"]]


def _bio(path: Path) -> Iterator[tuple[str, Gold]]:
    rows: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            word, _, tag = line.rpartition("\t" if "\t" in line else " ")
            rows[-1].append((word, tag))
        elif rows[-1]:
            rows.append([])
    sentences = [row for row in rows if row]
    for n in range(0, len(sentences), SENTENCES_A_TEXT):
        yield _joined(sentences[n : n + SENTENCES_A_TEXT])


def _joined(sentences: list[list[tuple[str, str]]]) -> tuple[str, Gold]:
    text, gold = "", []
    for sentence in sentences:
        kind = ""
        for word, tag in sentence:
            start, end = len(text), len(text) + len(word)
            prefix, _, found = tag.partition("-")
            found = TYPES.get(found, found)
            if found not in CLASSES:
                found = ""
            elif prefix == "I" and found == kind:
                gold[-1] = (kind, gold[-1][1], end)
            else:
                gold.append((found, start, end))
            kind = found
            text += word + " "
        text = text[:-1] + "\n"
    return text, gold


def _to_tokens(draft: Draft, spans: Gold) -> Iterator[tuple[str, int, int]]:
    """Raw character spans as token spans; a token that shares a character with the span is of it."""
    table, align = draft.tokens, draft.alignment
    starts = [align.raw_start(s) for s in table.start]
    ends = [align.raw_end(e) for e in table.end]
    i = 0
    for kind, start, end in sorted(spans, key=lambda s: s[1]):
        while i < len(starts) and ends[i] <= start:
            i += 1
        first = i
        while i < len(starts) and starts[i] < end:
            i += 1
        if i > first:
            yield kind, first, i
