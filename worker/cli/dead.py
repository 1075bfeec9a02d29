"""`warraq dead`: what was given up, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from worker.cli.inputs import moment
from worker.cli.output import print_json, table
from worker.cli.parts import connected
from worker.dead_letters import DeadLetterOffice, Wanted
from worker.errors import BadInput

F = TypeVar("F", bound=Callable[..., Any])


def _filters(command: F) -> F:
    for decorate in (
        click.option(
            "--before",
            metavar="MOMENT",
            callback=moment,
            help="Given up before this moment (ISO 8601; UTC unless it names a zone).",
        ),
        click.option("--source", help="Only articles of this source."),
        click.option("--error", help="Only this error code."),
        click.option("--stage", help="Only letters that failed in this stage."),
    ):
        command = decorate(command)
    return command


@contextmanager
def _office() -> Iterator[DeadLetterOffice]:
    with connected() as parts:
        yield DeadLetterOffice(parts.store, parts.publisher)


def _named(office: DeadLetterOffice, ids: tuple[str, ...], *, everything: bool, wanted: Wanted) -> list[str]:
    """The ids that the arguments mean: those named, or with --all those that the filters match."""
    if bool(ids) == everything:
        raise click.UsageError("name ids, or say --all (narrowed by --stage, --error, --source, --before)")
    return list(ids) if ids else [letter.id for letter in office.find(wanted)]


@click.group("dead")
def command() -> None:
    """List, show, replay or drop dead letters: documents that were given up, with the reason."""


@command.command("list")
@_filters
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, without the article.")
def list_(*, as_json: bool, **filters: Any) -> None:
    """List dead letters, oldest first.

    \b
    Example: warraq dead list --stage intake
    """
    with _office() as office:
        letters = list(office.find(Wanted(**filters)))
    if as_json:
        for letter in letters:
            print_json(letter.model_dump(mode="json", exclude={"article", "payload"}))
    elif letters:
        head = ("ID", "STAGE", "ERROR", "ATTEMPTS", "WHEN", "MESSAGE")
        rows = [(x.id, x.stage, x.cause.code, x.attempts, x.rejected_at[:19], x.cause.message) for x in letters]
        click.echo(table([head, *rows]))
    else:
        click.echo("no dead letters")


@command.command("export")
@_filters
def export(**filters: Any) -> None:
    """Print dead letters with their articles, one JSON object a line, oldest first.

    \b
    Example: warraq dead export --source my-feed > dead.jsonl
    """
    with _office() as office:
        for letter in office.find(Wanted(**filters)):
            print_json(letter.model_dump(mode="json"))


@command.command("show")
@click.argument("id")
def show(id: str) -> None:
    """Show one dead letter with its article, as JSON.

    \b
    Example: warraq dead show my-article | jq .cause
    """
    with _office() as office:
        letter = office.get(id)
    if letter is None:
        raise BadInput(f"{id}: no dead letter of this id; warraq dead list names them")
    print_json(letter.model_dump(mode="json"))


@command.command("replay")
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All that the filters match.")
@_filters
def replay(ids: tuple[str, ...], *, everything: bool, **filters: Any) -> int:
    """Queue dead documents again, with no attempts charged.

    \b
    Examples:
      warraq dead replay my-article
      warraq dead replay --all --error time_limit
    """
    with _office() as office:
        wanted = _named(office, ids, everything=everything, wanted=Wanted(**filters))
        replayed = office.replay(wanted)
    return _told("replayed", wanted, replayed)


@command.command("drop")
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All that the filters match.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@_filters
def drop(ids: tuple[str, ...], *, everything: bool, yes: bool, **filters: Any) -> int:
    """Forget dead letters and their articles for good.

    \b
    Example: warraq dead drop my-article
    """
    with _office() as office:
        wanted = _named(office, ids, everything=everything, wanted=Wanted(**filters))
        if everything and wanted and not yes:
            click.confirm(f"Forget {len(wanted)} dead letters and their articles?", abort=True, err=True)
        dropped = office.drop(wanted)
    return _told("dropped", wanted, dropped)


def _told(verb: str, wanted: list[str], done: list[str]) -> int:
    """Say what was done and what was not; the exit code."""
    click.echo(f"{verb} {len(done)} of {len(wanted)}")
    missed = sorted(set(wanted) - set(done))
    for id in missed:
        click.echo(f"warraq: {id}: no dead letter that could be {verb}", err=True)
    return 2 if missed else 0
