"""Showing tables again and again: in place on a terminal, one after the other where output is piped."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from worker.cli.glance import Part
from worker.cli.output import table

Show = Callable[[list[Part], str], None]
"""Shows tables under a line that says what and when."""


def every(seconds: float) -> Iterator[None]:
    """Now and every so many seconds, until Ctrl-C, which is how it is meant to end."""
    try:
        while True:
            yield
            time.sleep(seconds)
    except KeyboardInterrupt:
        return


@contextmanager
def display() -> Iterator[Show]:
    """What this standard output can do: tables in place, by rich if it is installed, or plain ones."""
    if not sys.stdout.isatty():
        yield _appended
        return
    try:
        from rich.live import Live
    except ImportError:
        yield _cleared
        return
    with Live(auto_refresh=False, vertical_overflow="crop") as live:
        yield lambda parts, title: live.update(_rich(parts, title), refresh=True)


def plain(parts: Iterable[Part]) -> str:
    """Tables as text, an empty line between two."""
    return "\n\n".join(table([row for row in (part.head, *part.rows) if any(row)]) for part in parts)


def _appended(parts: list[Part], title: str) -> None:
    click.echo(f"{title}\n{plain(parts)}\n")
    sys.stdout.flush()


def _cleared(parts: list[Part], title: str) -> None:
    click.clear()
    click.echo(f"{title}\n\n{plain(parts)}")


def _rich(parts: list[Part], title: str) -> Any:
    from rich.console import Group
    from rich.text import Text

    return Group(Text(title, style="bold"), *(_rich_table(part) for part in parts))


def _rich_table(part: Part) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="dim")
    for number, name in enumerate(part.head):
        made.add_column(name, justify="left" if number == 0 else "right")
    for row in part.rows:
        made.add_row(*(Text(cell) for cell in row))  # Text: a group's name is no markup
    return made
