"""`warraq consume`: finished documents on standard output, or one file each in a directory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from worker.cli.folder import Folder
from worker.cli.forms import Offsets, form_options, renderer
from worker.cli.output import flush, print_bytes
from worker.cli.parts import connected
from worker.consumer import Consumer, Delivery
from worker.errors import BadInput
from worker.export import FORMATS

_BATCH = 64

Write = Callable[[Iterable[Delivery]], None]


@click.command("consume")
@click.option(
    "--group",
    default="default",
    show_default=True,
    help="Consumer group; each gets every document, from the oldest still in the stream when it is made.",
)
@click.option("--name", help="This consumer's name in the group.  [default: host and process]")
@click.option("--follow", is_flag=True, help="Wait for more at the end of the stream.")
@click.option("--limit", type=click.IntRange(min=1), help="Stop after so many documents.")
@click.option(
    "--directory",
    type=click.Path(file_okay=False, path_type=Path),
    help="One file a document there, named by its id, instead of standard output.",
)
@form_options(list(FORMATS))
def command(
    group: str,
    name: str | None,
    *,
    follow: bool,
    limit: int | None,
    directory: Path | None,
    form: str,
    offsets: Offsets,
) -> None:
    """Print finished documents, in order of commit, and acknowledge them once written.

    json, ninjs and webanno are one JSON object a line; text and conllu follow one another; html and spacy are
    files by themselves, and need --directory.

    Without --follow it ends when the stream is drained. Several consumers of one group share the work.

    \b
    Examples:
      warraq consume > documents.jsonl
      warraq consume --group search --follow | ./index.py
      warraq consume --group treebank --format conllu > documents.conllu
      warraq consume --group pages --format html --directory pages/
    """
    write = _writer(form, offsets, directory)
    with connected() as parts:
        consumer = Consumer(parts.store, group, name, follow=follow, tracing=parts.tracing)
        _consume(consumer, write, limit, follow=follow)


def _consume(consumer: Consumer, write: Write, limit: int | None, *, follow: bool) -> None:
    left = limit
    while left is None or left > 0:
        deliveries = consumer.receive(_BATCH if left is None else min(_BATCH, left))
        write(deliveries)
        if deliveries:
            consumer.ack(deliveries)
        elif not follow:
            return
        left = None if left is None else left - len(deliveries)


def _writer(form: str, offsets: Offsets, directory: Path | None) -> Write:
    """What writes deliveries in the form asked for. Raises `BadInput` or `Misconfigured`."""
    if directory is None and not FORMATS[form].stream:
        raise BadInput(f"--format {form}: one file a document; say where: --directory DIR")
    as_it_is = (form, offsets) == ("json", "codepoint")
    rendered = renderer(form, offsets)
    folder = None if directory is None else Folder(directory, FORMATS[form].suffix)

    def write(deliveries: Iterable[Delivery]) -> None:
        for delivery in deliveries:
            content = delivery.newest if as_it_is else rendered(delivery.payload)
            if folder:
                folder.write(delivery.entry.id, content)
            else:
                print_bytes(content)
        flush()

    return write
