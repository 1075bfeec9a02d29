"""Raw news for statistics: counts of word forms, and the lines that word vectors are made from."""

from __future__ import annotations

import csv
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from worker.text.fold import fold

COMPRESSED = ("raw/saudinewsnet.jsonl.xz", "topics/ant-train.jsonl.xz", "topics/ant-dev.jsonl.xz")
POSTS = "topics/asnd-trn.csv"
# Without their labels, for the words of later years.
ANNOTATED = "ner/inhouse-train.jsonl"
FILES = (*COMPRESSED, POSTS, ANNOTATED)
_WORD = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_][^\W\d_\u0610-\u061a\u064b-\u065f\u0670]*(?:[\u064b-\u065f\u0670]+[^\W\d_]*)*|[^\w\s]"
)
_LINE = re.compile(r"\n|(?<=[.!?؟])\s")


@dataclass(frozen=True)
class Forms:
    """How often each folded form occurs, and how it is written most often."""

    counts: dict[str, int]
    written: dict[str, str]


def texts(data: Path) -> Iterator[str]:
    """The texts of the raw corpora, titles as texts of their own."""
    for name in COMPRESSED:
        with lzma.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield record.get("title") or ""
                yield record["text"]
    with (data / POSTS).open(encoding="utf-8") as rows:
        yield from (row["Content"] for row in csv.DictReader(rows))
    with (data / ANNOTATED).open(encoding="utf-8") as lines:
        yield from (json.loads(line)["text"] for line in lines)


def articles(data: Path) -> Iterator[tuple[str, str]]:
    """The articles of the raw corpora: id, and the text as a worker would get it: title, line break, text."""
    for name in COMPRESSED[:2]:
        with lzma.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield record["id"], f"{record.get('title') or ''}\n{record['text']}"


def count(data: Path, lines: Path) -> Forms:
    """The forms of the raw corpora; their folded sentences are written to `lines`."""
    counts: Counter[str] = Counter()
    written: dict[str, Counter[str]] = defaultdict(Counter)
    with lines.open("w", encoding="utf-8") as out:
        for text in texts(data):
            for sentence in _LINE.split(text):
                words = _WORD.findall(sentence)
                folded = ["0" if word[0].isdigit() else fold(word) or "_" for word in words]
                counts.update(folded)
                for form, word in zip(folded, words, strict=True):
                    written[form][word] += 1
                out.write(" ".join(folded) + "\n")
    return Forms(dict(counts), {form: seen.most_common(1)[0][0] for form, seen in written.items()})
