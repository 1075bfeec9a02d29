"""`warraq reprocess`: do finished documents again with this release's pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

import click

from schemas import Document
from worker.bootstrap import Parts
from worker.cli import needs
from worker.cli.inputs import moment
from worker.cli.output import print_json
from worker.cli.parts import connected
from worker.errors import BadInput
from worker.reprocess import Selection, differences, requeue, select


@click.command("reprocess")
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All documents that the filters match.")
@click.option("--pipeline", metavar="FINGERPRINT", help="Made by this pipeline; the beginning is enough: 0.1.0.")
@click.option("--source", help="Of this source.")
@click.option("--language", metavar="CODE", help="In this language.")
@click.option(
    "--since", metavar="MOMENT", callback=moment, help="Committed then or later (ISO 8601; UTC unless it names a zone)."
)
@click.option("--dry-run", is_flag=True, help="Only count.")
@click.option("--diff", is_flag=True, help="Only show what would change, one document a line.")
def command(
    ids: tuple[str, ...],
    *,
    everything: bool,
    pipeline: str | None,
    source: str | None,
    language: str | None,
    since: datetime | None,
    dry_run: bool,
    diff: bool,
) -> None:
    """Do finished documents again, IDS or --all that the filters match.

    The newer result replaces the older one at once and has its own entry in the stream. Workers of an
    older pipeline leave these documents alone.

    \b
    Examples:
      warraq reprocess --all --pipeline 0.1.0 --dry-run
      warraq reprocess my-article --diff
      warraq reprocess --all --language ar --since 2024-09-01
    """
    if bool(ids) == everything:
        raise click.UsageError("name ids, or say --all (narrowed by --pipeline, --source, --language, --since)")
    selection = Selection(pipeline, source, language, 0 if since is None else int(since.timestamp() * 1000))
    with connected() as parts:
        _all_known(parts, ids)
        documents = select(parts.store, selection, ids)
        if diff:
            _print_differences(parts, documents)
        elif dry_run:
            click.echo(f"{sum(1 for _ in documents):,} documents would be done again")
        else:
            needs.text_stack()
            again = requeue(parts.store, parts.publisher, (document.id for document in documents), parts.fingerprint)
            click.echo(f"{again:,} documents are queued again")


def _all_known(parts: Parts, ids: tuple[str, ...]) -> None:
    """Raise `BadInput` where one of `ids` has no Document."""
    unknown = [id for id, payload in zip(ids, parts.store.results(ids), strict=True) if payload is None]
    if unknown:
        raise BadInput(f"{', '.join(unknown)}: no document of this id; see warraq status for what is queued")


def _print_differences(parts: Parts, documents: Iterator[Document]) -> None:
    """One JSON object a changed document; a summary on standard error."""
    needs.text_stack()
    from worker.stages import process

    seen = changed = 0
    for document in documents:
        found = differences(document, process)
        seen += 1
        if found:
            changed += 1
            print_json({"id": document.id, "changes": [asdict(difference) for difference in found]})
    click.echo(f"{changed:,} of {seen:,} documents would change under {parts.fingerprint}", err=True)
