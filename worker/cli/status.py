"""`warraq status`: the stream at a glance."""

from __future__ import annotations

import time
from typing import Any

import click

from worker.bootstrap import Parts
from worker.cli.glance import Rates, facts, languages, parts_of
from worker.cli.inputs import number
from worker.cli.output import flush, print_json
from worker.cli.parts import connected
from worker.cli.watch import display, plain, until_interrupted
from worker.errors import Unavailable
from worker.store.faults import public
from worker.web.summaries import Summaries


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="One JSON object; with --watch one a line.")
@click.option("--watch", is_flag=True, help="Again and again, until Ctrl-C.")
@click.option(
    "--interval",
    type=click.FloatRange(0.1, 86_400),
    callback=number,
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="Between two looks of --watch.",
)
def command(*, as_json: bool, watch: bool, interval: float) -> None:
    """Show what is queued, leased, done and dead, the rate, the oldest document, and consumers' lag.

    With --watch also what is submitted, done and dead a second (over the last ten), when the queue will be done
    at that rate, and the languages of the newest documents. A Redis that goes away meanwhile is waited for.

    \b
    Examples:
      warraq status --watch
      warraq status --watch --interval 60 >> status.log
      warraq status --json | jq .queued
    """
    with connected() as parts:
        if watch:
            _watch(parts, interval, as_json=as_json)
        elif as_json:
            print_json(facts(parts.store))
        else:
            click.echo(plain(parts_of(facts(parts.store))))


def _watch(parts: Parts, interval: float, *, as_json: bool) -> None:
    rates, summaries = Rates(), Summaries(parts.store)
    told = _look(parts, rates, summaries)  # a Redis that never answered is a mistake, and ends it
    with until_interrupted() as ended, display() as show:
        away = ""
        while True:
            if not as_json:
                show(parts_of(told), f"{_where(parts)}  {time.strftime('%H:%M:%S')}{away}")
            elif not away:
                print_json(told)
                flush()
            if ended(interval):
                return
            try:
                told, away = _look(parts, rates, summaries), ""
            except Unavailable as error:
                away = f"  {error}"


def _look(parts: Parts, rates: Rates, summaries: Summaries) -> dict[str, Any]:
    told = facts(parts.store)
    return told | {"rates": rates.of(told["counters"], time.monotonic()), "languages": languages(summaries)}


def _where(parts: Parts) -> str:
    return f"{parts.settings.namespace} on {public(parts.settings.redis_url.get_secret_value())}"
