"""The code blocks of README, CONTRIBUTING and docs, and which of them no test runs.

A block that is not run says so, with the reason, in a comment before it: ``<!-- not run: needs containers -->``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]

# What may keep a block from being run here: nothing else does.
REASONS = {
    "needs containers",
    "needs a cluster",
    "needs the network; tests/e2e/test_packaging.py installs it",
    "needs hours and data",
    "tests/e2e/examples runs it",
    "tests/e2e/test_demo.py runs the demonstration, and the tests are these",
}

_BLOCK = re.compile(
    r"^(?:<!-- not run: (?P<reason>.+?) -->\n)?```(?P<language>\w*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """One block: where it is, its language, its code, and why it is not run (None: it is)."""

    page: Path
    line: int
    language: str
    code: str
    reason: str | None

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"

    @property
    def commands(self) -> list[str]:
        """The commands of a console block; a line that ends with a backslash goes on."""
        return [line.strip() for line in re.findall(r"^\$ ((?:.*\\\n)*.*)$", self.code, re.MULTILINE)]


def blocks(page: Path) -> list[Block]:
    """All blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(page, text.count("\n", 0, found.start("language")) + 1, found["language"], found["code"], found["reason"])
        for found in _BLOCK.finditer(text)
    ]
