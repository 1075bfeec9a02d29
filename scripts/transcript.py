"""The transcript in README.md: a sample article as the pipeline really tags it."""

from __future__ import annotations

from pathlib import Path

from schemas import Article
from worker.export import text
from worker.stages import process

SAMPLE = Path(__file__).parent / "samples" / "levant.txt"


def transcript() -> str:
    """The sample's Document for people, as a block of the README."""
    article = Article(text=SAMPLE.read_text(encoding="utf-8"), published_at="2024-09-20")
    return f"```text\n{text.render(process(article))}\n```"
