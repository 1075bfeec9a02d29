"""Texts to measure with: a file of articles, or ones made of the sentences of our samples."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from schemas import Article

SAMPLES = Path(__file__).parents[1] / "samples"
TYPICAL = 2400  # characters: a wire story


def articles(count: int, *, file: Path | None = None, characters: int = TYPICAL) -> list[Article]:
    """`count` different articles of about `characters`; from `file` (JSON Lines), cut or joined to that length."""
    if file is None:
        return [_made(number, characters) for number in range(count)]
    pieces = islice(_pieces(_texts(file), characters), count)
    return [Article(id=f"bench-{number}", text=piece) for number, piece in enumerate(pieces)]


def _made(number: int, characters: int) -> Article:
    """An article of shuffled sentences, with a number so that no two are the same."""
    sentences = [line for path in sorted(SAMPLES.glob("*.txt")) for line in path.read_text("utf-8").split("\n") if line]
    order = random.Random(number)  # noqa: S311 - texts, not secrets
    text = f"عنوان الخبر رقم {number}\n"
    while len(text) < characters:
        text += order.choice(sentences) + "\n"
    return Article(id=f"bench-{number}", text=text[:characters])


def _texts(file: Path) -> list[str]:
    with file.open(encoding="utf-8") as lines:
        return [text for line in islice(lines, 5000) if (text := str(json.loads(line).get("text", ""))).strip()]


def _pieces(texts: list[str], characters: int) -> Iterator[str]:
    """The texts one after another, cut to `characters`: no piece repeats another until all texts are used up."""
    rest = ""
    for text in cycle(texts):
        rest += text + "\n"
        while len(rest) >= characters:
            yield rest[:characters]
            rest = rest[characters:]
