"""`warraq submit`: hand articles to the workers."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from worker.cli.exits import FAILED, MISTAKE
from worker.cli.inputs import articles_arguments, inputs
from worker.cli.output import print_json
from worker.cli.parts import connected
from worker.cli.progress import progress
from worker.store.protocol import Queue, Receipt, Results
from worker.tracing import valid_traceparent

_PATIENCE_SECONDS = 60.0  # for room in the queue; then the rest is for another time
_POLL_SECONDS = 0.2


def traceparent_option(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The callback of --traceparent."""
    if value is None or (found := valid_traceparent(value)):
        return value and found
    reason = f"{value!r} is not of the form 00-<32 hex digits>-<16 hex digits>-<2 hex digits>"
    raise click.BadParameter(reason, ctx, parameter)


@click.command("submit")
@articles_arguments
@click.option(
    "--queue",
    type=click.Choice(["articles", "bulk"]),
    default="articles",
    show_default=True,
    help="articles is served first.",
)
@click.option(
    "--traceparent",
    metavar="00-…",
    callback=traceparent_option,
    help="W3C trace that the articles belong to.  [default: WARRAQ_TRACEPARENT]",
)
@click.option("--wait", is_flag=True, help="Until every article is a document or a dead letter.")
@click.option("--json", "as_json", is_flag=True, help="One receipt a line on standard output.")
def command(
    paths: tuple[Path, ...],
    *,
    jsonl: bool,
    source: str | None,
    published: str | None,
    queue: Queue,
    traceparent: str | None,
    wait: bool,
    as_json: bool,
) -> int:
    """Submit articles. PATHS are files, directories or - for standard input.

    Plain files are one article each; .jsonl files (or any, with --jsonl) hold one a line. Compressed ones
    (.gz .xz .zst) are read as they are. Sending the same again changes nothing, so an interrupted
    submission is simply run again.

    \b
    Examples:
      warraq submit article.txt --published 2022-10-07
      warraq submit archive/ --queue bulk
      zcat dump.jsonl.gz | warraq submit --jsonl -
    """
    given = inputs(paths, jsonl=jsonl, source=source, published=published)
    with connected() as parts, progress(given.total_bytes) as advance:
        tally, open_ids = Counter[str](), []
        producer = parts.producer(queue, patience_seconds=_PATIENCE_SECONDS, traceparent=traceparent)
        batches = given.batches(parts.settings.max_article_bytes)
        for receipts in producer.stream(batches) if given.at_hand else map(producer.submit, batches):
            tally.update(receipt.status for receipt in receipts)
            open_ids += [receipt.id for receipt in receipts if receipt.state in {"queued", "leased"}] if wait else []
            advance(tally.total() + given.refused, given.meter.bytes)
            _print(receipts if as_json else [])
        dead = _await(parts.store, open_ids)
    tally["refused"] = given.refused
    click.echo(_summary(tally), err=True)
    if dead:
        click.echo(f"warraq: {dead} became dead letters; warraq dead list says why", err=True)
    return MISTAKE if given.refused else FAILED if dead else 0


def _await(results: Results, ids: list[str]) -> int:
    """Wait until none of `ids` is open; how many of them are dead."""
    dead = 0
    while ids:
        states = dict(zip(ids, results.states(ids), strict=True))
        dead += sum(state == "dead" for state in states.values())
        ids = [id for id, state in states.items() if state in {"queued", "leased"}]
        if ids:
            time.sleep(_POLL_SECONDS)
    return dead


def _summary(tally: Counter[str]) -> str:
    told = ", ".join(f"{tally[status]:,} {status}" for status in ("new", "revised", "unchanged", "refused"))
    return f"{tally.total():,} article{'s' * (tally.total() != 1)}: {told}"


def _print(receipts: list[Receipt]) -> None:
    for receipt in receipts:
        print_json(asdict(receipt))
