"""`warraq stories`: what many papers print."""

from __future__ import annotations

import time
from dataclasses import asdict

import click

from schemas import decode
from worker.bootstrap import Parts
from worker.cli.output import age, print_json, table
from worker.cli.parts import connected
from worker.stories import Story

_HEADLINE_WIDTH = 60


@click.command("stories")
@click.option("--newest", is_flag=True, help="Those that grew last first, instead of the biggest.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="So many at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with the ids of the documents.")
def command(*, newest: bool, limit: int, as_json: bool) -> None:
    """List the stories of the last seven days: near-duplicates that two documents or more belong to.

    \b
    Examples:
      warraq stories --newest --limit 5
      warraq stories --json | jq '.documents[]'
    """
    with connected() as parts:
        found = parts.stories.newest(limit) if newest else parts.stories.biggest(limit)
        if as_json:
            for story in found:
                print_json(asdict(story))
        elif found:
            head = ("STORY", "DOCUMENTS", "GREW", "HEADLINE OF THE LATEST")
            click.echo(table([head, *(_row(parts, story) for story in found)]))
        else:
            click.echo("no stories: no two documents of the last seven days are alike")


def _row(parts: Parts, story: Story) -> tuple[object, ...]:
    grew = age(max(0.0, time.time() - story.latest_ms / 1000))
    return story.id, story.size, f"{grew} ago", _headline(parts, story)


def _headline(parts: Parts, story: Story) -> str:
    """Of the document that joined last and still has its result."""
    for id in reversed(story.documents):
        payload = parts.store.result(id)
        if payload is not None:
            document = decode(payload)
            lines = [block.span.text for block in document.blocks if block.kind == "headline"] or [document.text]
            return " ".join(lines[0].split())[:_HEADLINE_WIDTH]
    return "-"
