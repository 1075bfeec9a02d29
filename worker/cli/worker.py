"""`warraq worker`: one node."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

import click

from worker.cli import needs
from worker.cli.parts import connected
from worker.errors import Unavailable
from worker.settings import load
from worker.store.protocol import Queue


@click.command("worker")
@click.option("--concurrency", type=click.IntRange(min=1), help="Child processes.  [default: one a CPU]")
@click.option(
    "--pool", type=click.Choice(["prefork", "solo"]), default="prefork", show_default=True, help="solo: none."
)
@click.option(
    "--queue",
    "queues",
    type=click.Choice(["articles", "bulk"]),
    multiple=True,
    default=("articles", "bulk"),
    show_default=True,
    help="Serve only these; articles always before bulk.",
)
def command(concurrency: int | None, pool: Literal["prefork", "solo"], queues: tuple[Queue, ...]) -> int:
    """Run one worker node against WARRAQ_REDIS_URL until it is told to stop.

    SIGTERM or Ctrl-C lets it finish the documents at work and hand back the rest.
    `celery -A worker.app worker` does the same.

    \b
    Example: warraq worker --concurrency 4
    """
    needs.text_stack()
    from worker.node.start import run_node

    settings = load()
    with connected() as parts, suppress(Unavailable):
        parts.intake.take()  # a Redis that refuses us, or writes, ends it here; one that is away is waited for
    return run_node(settings, concurrency=concurrency, pool=pool, queues=queues)
