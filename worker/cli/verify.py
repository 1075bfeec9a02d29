"""`warraq verify`: whether everything that was submitted is accounted for."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from schemas import Article
from worker.bootstrap import Parts
from worker.cli.exits import FAILED
from worker.cli.inputs import Inputs, articles_arguments, inputs
from worker.cli.output import print_json, table
from worker.cli.parts import connected
from worker.store.protocol import Finding


@click.command("verify")
@articles_arguments
@click.option("--resubmit", is_flag=True, help="Submit the articles that are missing.")
@click.option("--json", "as_json", is_flag=True, help="One finding a line.")
def command(
    paths: tuple[Path, ...], *, jsonl: bool, source: str | None, published: str | None, resubmit: bool, as_json: bool
) -> int:
    """Reconcile the store: name ids that are missing, stuck or doubled, and sums that differ.

    With PATHS, the articles that were submitted from there are looked up as well: one that the store does
    not know (lost with a Redis that lost its last writes) is missing, and --resubmit sends it again.
    The exit code is 1 if anything was found.

    \b
    Examples:
      warraq verify
      warraq verify archive/ --resubmit
    """
    if resubmit and not paths:
        raise click.UsageError("--resubmit needs the PATHS of the articles")
    with connected() as parts:
        findings = list(parts.store.verify())
        if paths:
            given = inputs(paths, jsonl=jsonl, source=source, published=published)
            findings += _missing(parts, given, resubmit=resubmit)
    _print(findings, as_json=as_json)
    return FAILED if findings else 0


def _missing(parts: Parts, given: Inputs, *, resubmit: bool) -> list[Finding]:
    """A finding for each article that the store does not know."""
    findings = []
    for batch in given.batches(parts.settings.max_article_bytes):
        states = parts.store.states([article.id for article in batch])
        absent = [article for article, state in zip(batch, states, strict=True) if state is None]
        if resubmit and absent:
            parts.producer().submit(absent)
        findings += [_finding(article, resubmit=resubmit) for article in absent]
    return findings


def _finding(article: Article, *, resubmit: bool) -> Finding:
    return Finding("missing", article.id, "never arrived; submitted now" if resubmit else "never arrived")


def _print(findings: list[Finding], *, as_json: bool) -> None:
    if as_json:
        for finding in findings:
            print_json(asdict(finding))
    elif findings:
        click.echo(table([("WHAT", "ID", "DETAIL"), *((f.kind, f.id or "-", f.detail) for f in findings)]))
    else:
        click.echo("everything that was submitted is queued, leased, done or dead, once")
