"""The long form of the chaos tests: storms over tens of thousands of documents, then the count. See scripts/chaos."""

from __future__ import annotations

import argparse
import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.lab import Lab, Server, articles, check, until
from tests.chaos.storm import Storm
from tests.chaos.work import NO_WORK, PIPELINE, Work, check_reports

_BATCH = 1000


@dataclass(frozen=True)
class Report:
    """What one experiment did; it raises where something was lost or doubled."""

    name: str
    kills: int
    documents: int
    seconds: float
    resumed: float | None = None

    def __str__(self) -> str:
        more = "" if self.resumed is None else f", at work again after {self.resumed:.1f} s at most"
        return (
            f"{self.name}: {self.kills} kills over {self.documents} documents in {self.seconds:.0f} s{more}: "
            "0 lost, 0 doubled"
        )


def storm(home: Path, work: Work, pool: str, ids_per_message: int, seed: int) -> Report:
    """Kill workers until there were enough kills and documents."""
    begun = time.monotonic()
    lab = _lab(home, ids_per_message=ids_per_message, **work.settings)
    try:
        raging = Storm(lab, pool, nodes=2, seed=seed, app=work.app)
        ids: list[str] = []
        blow = time.monotonic()
        while raging.kills < work.kills or len(ids) < work.documents:
            ids += _feed(lab, work, len(ids))
            if raging.kills < work.kills * len(ids) / work.documents and time.monotonic() > blow:
                raging.strike()
                blow = time.monotonic() + raging.next_pause()
        lab.settle()
        check(lab, ids)
        if work is PIPELINE:
            check_reports(lab, ids)
    finally:
        lab.close()
    name = f"kill -9 of {pool} workers, {work.name}, {ids_per_message} ids a message"
    return Report(name, raging.kills, len(ids), time.monotonic() - begun)


def outages(home: Path, pool: str, fsync: str) -> Report:
    """Kill Redis five times under load."""
    begun = time.monotonic()
    lab = _lab(home, "--appendfsync", fsync)
    try:
        lab.worker(pool=pool)
        ids, worst = lab.submit(articles(_BATCH, do="short")), 0.0
        until(lambda: lab.parts.store.status().done > 0, "work has begun")
        for _ in range(5):
            ids += lab.submit(articles(_BATCH, f"{len(ids)}-", do="short"))
            lab.server.kill()
            lab.server.start()
            before = lab.parts.store.status().done
            resumed = until(lambda: lab.settled() or lab.parts.store.status().done > before, "work goes on")  # noqa: B023
            worst = max(worst, resumed)
        lab.settle()
        check(lab, ids)
    finally:
        lab.close()
    name = f"Redis killed under {pool} workers, appendfsync {fsync}"
    return Report(name, 5, len(ids), time.monotonic() - begun, worst)


def _lab(home: Path, *options: str, **changes: object) -> Lab:
    """A killed attempt counts; a storm may hit the same document often, and is not its fault."""
    server = Server(home, "--appendonly", "yes", *options)
    return Lab(server, home, {"log_level": "WARNING", "max_attempts": 50} | changes)


def _feed(lab: Lab, work: Work, so_far: int) -> list[str]:
    """Submit a batch if few documents wait."""
    if lab.parts.store.status().queued >= work.backlog:
        time.sleep(0.01)
        return []
    return lab.submit(work.make(work.batch, f"{so_far}-"))


Experiment = Callable[[Path, int], Report]


def experiments() -> Iterator[Experiment]:
    """All of them, once; each takes a directory and a seed."""
    for pool, size in itertools.product(("prefork", "solo"), (1, 32)):
        yield lambda home, seed, pool=pool, size=size: storm(home, NO_WORK, pool, size, seed)  # type: ignore[misc]
    for pool in ("prefork", "solo"):
        yield lambda home, seed, pool=pool: storm(home, PIPELINE, pool, 32, seed)  # type: ignore[misc]
    for pool in ("prefork", "solo"):
        yield lambda home, _seed, pool=pool: outages(home, pool, "always")  # type: ignore[misc]


def main() -> None:
    """Go through the experiments again and again for some minutes, at least once."""
    parser = argparse.ArgumentParser(prog="scripts/chaos", description=__doc__)
    parser.add_argument("--minutes", type=float, default=0, help="go on for so long; default: once through")
    parser.add_argument("--seed", type=int, default=1, help="of the kills' times and victims")
    options = parser.parse_args()
    end = time.monotonic() + options.minutes * 60
    for seed in itertools.count(options.seed):
        for experiment in experiments():
            with tempfile.TemporaryDirectory(prefix="warraq-chaos-") as home:
                print(experiment(Path(home), seed), flush=True)  # noqa: T201  the script's answer
        if time.monotonic() > end:
            return


if __name__ == "__main__":
    main()
