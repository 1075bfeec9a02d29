"""`warraq consume`: finished documents on standard output."""

from __future__ import annotations

import sys

import click

from worker.cli.forms import Offsets, form_options, renderer
from worker.cli.output import print_bytes
from worker.cli.parts import connected
from worker.export import FORMATS


@click.command("consume")
@click.option("--group", default="default", show_default=True, help="Consumer group; each group gets every document.")
@click.option("--name", help="This consumer's name in the group.  [default: host and process]")
@click.option("--follow", is_flag=True, help="Wait for more at the end of the stream.")
@click.option("--limit", type=click.IntRange(min=1), help="Stop after so many documents.")
@form_options([name for name, form in FORMATS.items() if form.stream])
def command(group: str, name: str | None, *, follow: bool, limit: int | None, form: str, offsets: Offsets) -> None:
    """Print finished documents, in order of commit, and acknowledge them once written.

    json, ninjs and webanno are one JSON object a line.

    Without --follow it ends when the stream is drained. Several consumers of one group share the work.

    \b
    Examples:
      warraq consume > documents.jsonl
      warraq consume --group search --follow | ./index.py
      warraq consume --group treebank --format conllu > documents.conllu
    """
    from worker.consumer import Consumer

    left = limit
    rendered = None if (form, offsets) == ("json", "codepoint") else renderer(form, offsets)
    with connected() as parts:
        consumer = Consumer(parts.store, group, name, follow=follow, tracing=parts.tracing)
        while left is None or left > 0:
            deliveries = consumer.receive(64 if left is None else min(64, left))
            for delivery in deliveries:
                print_bytes(rendered(delivery.payload) if rendered else delivery.newest)
            sys.stdout.buffer.flush()
            if deliveries:
                consumer.ack(deliveries)
            elif not follow:
                return
            left = None if left is None else left - len(deliveries)
