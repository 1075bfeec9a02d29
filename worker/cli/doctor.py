"""`warraq doctor`: whether this installation is well."""

from __future__ import annotations

from dataclasses import asdict

import click

from worker.cli.exits import FAILED
from worker.cli.output import print_json
from worker.doctor import examine
from worker.settings import load

_SIGNS = {"ok": "ok  ", "warn": "warn", "bad": "BAD "}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One finding a line.")
@click.option("--health", is_flag=True, help="Only whether this host's worker is alive: for container health checks.")
def command(*, as_json: bool, health: bool) -> int:
    """Find what is misconfigured and say how to mend it. The exit code is 1 if anything is bad.

    \b
    Examples:
      warraq doctor
      warraq doctor --health && echo alive
    """
    settings = load()
    if health:
        from worker.node.health import check

        return check(settings)
    ill = False
    for finding in examine(settings):  # each is told at once: should Redis not answer, the others are known
        ill = ill or finding.verdict == "bad"
        if as_json:
            print_json(asdict(finding))
        else:
            mend = f"  → {finding.mend}" if finding.mend else ""
            click.echo(f"{_SIGNS[finding.verdict]}  {finding.what}{mend}")
    return FAILED if ill else 0
