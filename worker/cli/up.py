"""`warraq up`: everything on this machine, in the foreground."""

from __future__ import annotations

import os
from pathlib import Path

import click

from worker.cli import needs

_PORT = 6379


def _data_dir() -> Path:
    """Where a Redis that we start keeps its data (XDG base directory)."""
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "warraq" / "redis"


@click.command("up")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Worker nodes.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=_PORT, show_default=True, help="Of a Redis that is started."
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Of a Redis that is started.  [default: ~/.local/share/warraq/redis]",
)
def command(*, workers: int, port: int, data: Path | None) -> int:
    """Start workers and, unless WARRAQ_REDIS_URL names one, a Redis; Ctrl-C stops all of it.

    A Redis that is started listens on this machine only and keeps its data for the next time. Whichever of these
    processes dies is started again.

    \b
    Example: warraq up --workers 2
    """
    needs.text_stack()
    from worker.local.embedded import redis_server
    from worker.local.supervisor import supervise

    with redis_server(os.environ.get("WARRAQ_REDIS_URL"), port=port, directory=data or _data_dir()) as server:
        click.echo(f"warraq: {server.says}", err=True)
        if server.kind != "given":
            click.echo(f"warraq: in other terminals: export WARRAQ_REDIS_URL={server.url}", err=True)
        return supervise(workers, server)
