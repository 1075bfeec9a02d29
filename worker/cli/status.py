"""`warraq status`: the stream at a glance."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import Any

import click

from worker.bootstrap import Parts
from worker.cli.output import age, print_json, table
from worker.cli.parts import connected

_EVERY_SECONDS = 1.0


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--watch", is_flag=True, help="Again every second, until interrupted.")
def command(*, as_json: bool, watch: bool) -> None:
    """Show what is queued, leased, done and dead, the rate, the oldest document, and consumers' lag.

    \b
    Examples:
      warraq status --watch
      warraq status --json | jq .queued
    """
    with connected() as parts:
        while True:
            facts = _facts(parts)
            if as_json:
                print_json(facts)
            else:
                if watch:
                    click.clear()
                click.echo(_page(facts))
            if not watch:
                return
            time.sleep(_EVERY_SECONDS)


def _facts(parts: Parts) -> dict[str, Any]:
    """Everything that is shown: counts, ages in seconds, documents a second, groups."""
    status = asdict(parts.store.status())
    recent = status.pop("recent")
    groups = [asdict(group) for group in parts.store.groups()]
    return status | {"rate": round(recent / 60, 2), "groups": groups}


def _page(facts: dict[str, Any]) -> str:
    rows: list[tuple[object, ...]] = [
        (name, facts[name]) for name in ("queued", "leased", "done", "dead", "submitted", "inbox")
    ]
    rows += [
        ("rate", f"{facts['rate']} documents/s over the last minute"),
        ("oldest open", age(facts["oldest_seconds"])),
        ("last commit", f"{age(facts['idle_seconds'])} ago" if facts["idle_seconds"] is not None else "-"),
    ]
    page = table(rows)
    if facts["groups"]:
        head = ("GROUP", "LAG", "PENDING", "MISSED", "ASIDE", "CONSUMERS")
        lines = [
            tuple(group[name.lower()] if name != "GROUP" else group["name"] for name in head)
            for group in facts["groups"]
        ]
        page += "\n\n" + table([head, *lines])
    return page
