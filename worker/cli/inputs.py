"""Options and arguments that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import TypeAdapter, ValidationError

from schemas import Article
from schemas.base import Timestamp
from schemas.base import moment as moment_of
from schemas.explain import explain
from worker.reading import STDIN, Defaults, Meter, Unreadable, find, read, size

F = TypeVar("F", bound=Callable[..., Any])


def articles_arguments(command: F) -> F:
    """PATHS, --jsonl, --source and --published, as `process` and `submit` take them."""
    for decorate in (
        click.option("--published", metavar="DATE", callback=timestamp, help="published_at of articles without one."),
        click.option("--source", metavar="NAME", help="source of articles that do not say it."),
        click.option(
            "--jsonl",
            is_flag=True,
            help="Inputs are JSON Lines, one article a line, whatever their names and first bytes.",
        ),
        click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)),
    ):
        command = decorate(command)
    return command


def moment(ctx: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    """The callback of an option that means the moment, of UTC where it names no zone."""
    written = timestamp(ctx, parameter, value)
    return None if written is None else moment_of(written)


def timestamp(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The callback of an option that takes an ISO 8601 date or moment and keeps it as written."""
    if value is None:
        return None
    try:
        return TypeAdapter(Timestamp).validate_python(value)
    except ValidationError as error:
        raise click.BadParameter(f"{value!r}: {explain(error)}", ctx, parameter) from None


def number(ctx: click.Context, parameter: click.Parameter, value: float) -> float:
    """The callback of an option with a range, that click's own check lets ``nan`` through."""
    if value != value:  # noqa: PLR0124 - nan alone
        raise click.BadParameter("not a number", ctx, parameter)
    return value


_BATCH = 256  # articles a round trip
_BATCH_BYTES = 4 * 2**20  # of text, so that large articles do not pile up in memory


@dataclass
class Inputs:
    """What the arguments name: files in order, and the options that apply to all of them.

    `refused` counts what could not be read.
    """

    files: list[Path]
    jsonl: bool
    defaults: Defaults
    meter: Meter = field(default_factory=Meter)
    refused: int = 0

    @property
    def total_bytes(self) -> int | None:
        """Bytes on disk; None where they are not known beforehand."""
        return size(self.files)

    @property
    def at_hand(self) -> bool:
        """Whether the next article is there as soon as it is asked for; a pipe may be slow."""
        return all(path.is_file() for path in self.files)

    def read(self, most_bytes: int) -> Iterator[Article]:
        """The articles in order; those that cannot be read are named on standard error, counted and passed over."""
        for item in read(self.files, jsonl=self.jsonl, defaults=self.defaults, most_bytes=most_bytes, meter=self.meter):
            if isinstance(item, Unreadable):
                click.echo(f"warraq: {item.where}: {item.reason}", err=True)
                self.refused += 1
            else:
                yield item

    def batches(self, most_bytes: int) -> Iterator[list[Article]]:
        """The same in batches for one round trip each."""
        batch: list[Article] = []
        size = 0
        for article in self.read(most_bytes):
            batch.append(article)
            size += len(article.text)
            if len(batch) == _BATCH or size > _BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch


def inputs(paths: tuple[Path, ...], *, jsonl: bool, source: str | None, published: str | None) -> Inputs:
    """The inputs of a command. Without a path, standard input, unless that is a terminal."""
    if not paths and sys.stdin and sys.stdin.isatty():
        raise click.UsageError("nothing to read: name files or directories, or pipe articles in and write -")
    return Inputs(list(find(list(paths) or [STDIN])), jsonl, Defaults(source, published))
