"""How far a submission has come: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Advance = Callable[[int, int], None]
"""Told of the articles and input bytes that are done so far."""

_EVERY_SECONDS = 5.0


@contextmanager
def progress(total_bytes: int | None) -> Iterator[Advance]:
    """A display of articles done, their rate and, where the size of the input is known, the time left."""
    if sys.stderr.isatty():
        try:
            import rich.progress  # noqa: F401 - an optional extra
        except ImportError:
            pass
        else:
            with _bar(total_bytes) as advance:
                yield advance
            return
    yield _lines(total_bytes)


@contextmanager
def _bar(total_bytes: int | None) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.fields[articles]:>8,} articles"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %" if total_bytes else ""),
        TextColumn("{task.fields[rate]:,.0f}/s"),
        TimeRemainingColumn() if total_bytes else TimeElapsedColumn(),
    )
    started = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total_bytes, articles=0, rate=0.0)

        def advance(articles: int, read: int) -> None:
            bar.update(task, completed=read, articles=articles, rate=_rate(articles, started))

        yield advance


def _lines(total_bytes: int | None) -> Advance:
    started = last = time.monotonic()

    def advance(articles: int, read: int) -> None:
        nonlocal last
        if time.monotonic() - last < _EVERY_SECONDS:
            return
        last = time.monotonic()
        left = ""
        if total_bytes and read:
            left = f", {(last - started) * (total_bytes - read) / read:.0f} s left"
        click.echo(f"{articles:,} articles, {_rate(articles, started):,.0f}/s{left}", err=True)

    return advance


def _rate(articles: int, started: float) -> float:
    return articles / max(time.monotonic() - started, 1e-9)
