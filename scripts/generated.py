"""What stands in README.md and docs/ between two marks and is made from the code: ``./scripts/docs`` writes it.

A test holds each block to what its maker says today.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from scripts import cookbook, ledger_tables, schema_tables, settings_table, transcript
from scripts.benchmark import page

ROOT = Path(__file__).parents[1]


class Block(NamedTuple):
    """A part of `page`, named `name`, that `make` of `maker` writes as Markdown."""

    page: str
    name: str
    maker: str
    make: Callable[[], str]

    @property
    def path(self) -> Path:
        """The page's file."""
        return ROOT / self.page

    @property
    def begin(self) -> str:
        """The mark before it."""
        return f"<!-- {self.name}: written by scripts/{self.maker}.py, held by a test -->"

    @property
    def end(self) -> str:
        """The mark behind it."""
        return f"<!-- /{self.name} -->"

    def written(self) -> str:
        """The block as it stands in the page."""
        return self.path.read_text(encoding="utf-8").partition(self.begin)[2].partition(self.end)[0].strip()

    def write(self) -> None:
        """Put what `make` says into the page. Raises `ValueError` where the page has no such marks."""
        before, begin, rest = self.path.read_text(encoding="utf-8").partition(self.begin)
        _, end, after = rest.partition(self.end)
        if not begin or not end:
            reason = f"{self.page}: no {self.begin} … {self.end}"
            raise ValueError(reason)
        self.path.write_text(f"{before}{begin}\n{self.make()}\n{end}{after}", encoding="utf-8")


BLOCKS = (
    Block("README.md", "settings", "settings_table", settings_table.table),
    Block("README.md", "transcript", "transcript", transcript.transcript),
    Block("docs/ledger.md", "keys", "ledger_tables", ledger_tables.keys),
    Block("docs/ledger.md", "scripts", "ledger_tables", ledger_tables.scripts),
    Block("docs/schema.md", "models", "schema_tables", schema_tables.tables),
    Block("docs/cookbook.md", "recipes", "cookbook", cookbook.recipes),
    *(Block("docs/performance.md", name, "benchmark/page", partial(page.block, name)) for name in page.BLOCKS),
)


def write(page: str | None = None) -> None:
    """Put all blocks into their pages, or those of one page."""
    for block in BLOCKS:
        if page in (None, block.page):
            block.write()


if __name__ == "__main__":
    write()
