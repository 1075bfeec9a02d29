"""Whether this machine's worker is alive: what a container's health check asks."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from worker.bootstrap import Parts, build, node_dir
from worker.errors import WarraqError
from worker.node.heartbeat import youngest
from worker.service.recorder import Flight, flights
from worker.settings import Settings

_SILENCE_SECONDS = 30.0  # a parent's event loop turns every second; waits for Redis may hold it up
_IDLE_SECONDS = 120.0  # without a commit, while a document waits as long


def problems(settings: Settings, parts: Parts) -> Iterator[str]:
    """What is wrong, in words; nothing if all is well."""
    yield from _silence(settings)
    try:
        status = parts.store.status()
    except WarraqError as error:
        yield str(error)
        return
    waited, idle = status.oldest_seconds or 0.0, status.idle_seconds
    if waited > _IDLE_SECONDS and (idle is None or idle > _IDLE_SECONDS):
        last = "none was ever finished" if idle is None else f"the last was finished {idle:.0f} s ago"
        yield f"a document has waited for {waited:.0f} s; {last}"


def _silence(settings: Settings) -> Iterator[str]:
    directory = node_dir(settings)
    seconds = youngest(directory)
    # A solo worker's event loop stands still while it works: then its flight recorder speaks for it.
    if any(flight.alive and _in_time(flight, settings) for flight in flights(directory)):
        return
    if seconds is None:
        yield f"no worker runs here ({directory} has no heartbeat)"
    elif seconds > _SILENCE_SECONDS:
        yield f"the worker's last heartbeat was {seconds:.0f} s ago"


def _in_time(flight: Flight, settings: Settings) -> bool:
    """Whether it works on a document that may take as long."""
    return flight.seconds is not None and flight.seconds < settings.seconds_for(flight.size) + _SILENCE_SECONDS


def check(settings: Settings) -> int:
    """0 if the worker is well; else 1, with the reasons on stderr."""
    parts = build(settings)
    try:
        found = list(problems(settings, parts))
    finally:
        parts.close()
    for problem in found:
        print(f"warraq: {problem}", file=sys.stderr)  # noqa: T201  the command's answer
    return 1 if found else 0
