"""`warraq serve`: the stream in a browser."""

from __future__ import annotations

from ipaddress import ip_address

import click

from worker.cli import needs
from worker.cli.parts import connected
from worker.local.ports import usable_port
from worker.settings import load

_LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free one.")
@click.option("--name", "names", multiple=True, help="Host name that browsers use, where it is not this machine's.")
def command(host: str, port: int, names: tuple[str, ...]) -> None:
    """Show documents, the queue and dead letters in a browser; metrics for Prometheus at /metrics.

    Read-only, unless WARRAQ_OPERATOR_TOKEN is set: who knows it may replay dead letters. It listens on this
    machine only; anybody who reaches it may read every article, so put a proxy that asks who they are before it.

    \b
    Examples:
      warraq serve
      warraq serve --host 0.0.0.0 --port 8080 --name news.example.org
    """
    needs.optional("web", "warraq serve")
    from worker import log
    from worker.web.app import application
    from worker.web.server import Server

    settings = load()
    port = usable_port(port, host)
    log.configure(settings.log_level, settings.log_format)
    with connected() as parts:
        hosts = [*_LOCAL, *names] if names or _loopback(host) else ["*"]
        Server(application(parts, hosts=hosts), host, port).run()


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
