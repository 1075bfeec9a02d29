"""Options and arguments that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import TypeAdapter, ValidationError

from schemas import Article
from schemas.base import Timestamp
from schemas.explain import explain
from worker.reading import STDIN, Defaults, Unreadable, find, read

F = TypeVar("F", bound=Callable[..., Any])


def articles_arguments(command: F) -> F:
    """PATHS, --jsonl, --source and --published, as `process` and `submit` take them."""
    for decorate in (
        click.option("--published", metavar="DATE", callback=_timestamp, help="published_at of articles without one."),
        click.option("--source", metavar="NAME", help="source of articles that do not say it."),
        click.option("--jsonl", is_flag=True, help="Inputs are JSON Lines, one article a line, whatever their names."),
        click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)),
    ):
        command = decorate(command)
    return command


def _timestamp(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return TypeAdapter(Timestamp).validate_python(value)
    except ValidationError as error:
        reason = f"{value!r} is no date: {explain(error)}. Write it as 2022-10-07 or 2022-10-07T09:30:00Z."
        raise click.BadParameter(reason, ctx, parameter) from None


def articles(
    paths: tuple[Path, ...], *, jsonl: bool, source: str | None, published: str | None, most_bytes: int
) -> Iterator[Article | Unreadable]:
    """What the arguments name, read one by one. Without a path, standard input, unless that is a terminal."""
    if not paths and sys.stdin.isatty():
        raise click.UsageError("nothing to read: name files or directories, or pipe articles in and write -")
    files = find(list(paths) or [STDIN])
    return read(files, jsonl=jsonl, defaults=Defaults(source, published), most_bytes=most_bytes)
