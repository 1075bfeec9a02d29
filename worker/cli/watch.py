"""Showing tables again and again: in place on a terminal, one after the other where output is piped."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import click

from worker.cli.glance import Part
from worker.cli.output import table

Show = Callable[[list[Part], str], None]
"""Shows tables under a line that says what and when."""


@contextmanager
def until_interrupted() -> Iterator[Callable[[float], bool]]:
    """A wait of so many seconds, that says whether Ctrl-C was pressed, whatever was going on then.

    A second Ctrl-C is Python's own again: it ends at once what does not come to an end.
    """
    pressed = Event()

    def press(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        pressed.set()

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.wait
    finally:
        signal.signal(signal.SIGINT, before)


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
