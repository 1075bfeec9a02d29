"""The command: which parts to measure, with which texts."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Sequence
from pathlib import Path

from schemas import Article
from scripts import generated
from scripts.benchmark import floors, length, page, peers, pipeline, queues, scaling, system
from scripts.benchmark.corpus import TYPICAL, articles
from scripts.benchmark.report import Report

Part = Callable[[Report, Sequence[Article]], None]
_PARTS: dict[str, Part] = {
    "pipeline": pipeline.measure,
    "peers": peers.measure,
    "system": system.measure,
    "queues": queues.measure,
    "floors": floors.measure,
    "scaling": lambda report, corpus: scaling.measure(report, corpus[:100]),
}
_FEWEST = 100  # articles
_NAMES = ("pipeline", "length", *list(_PARTS)[1:])


def main() -> None:
    """Measure and print; --save keeps the numbers and writes what the documentation shows of them."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Speed as ratios, all in one run.")
    parser.add_argument("parts", nargs="*", help=f"all (default), or of {', '.join(_NAMES)}")
    parser.add_argument("--articles", type=Path, help="JSON Lines with a field `text`; default: made of our samples")
    parser.add_argument("--count", type=int, default=600, help="articles (default 600)")
    parser.add_argument("--save", action="store_true", help=f"keep the numbers in {page.NUMBERS.name}; write the page")
    given = parser.parse_args()
    chosen = _NAMES if not given.parts or "all" in given.parts else given.parts
    if unknown := sorted(set(chosen) - set(_NAMES)):
        parser.error(f"no such part: {', '.join(unknown)}; there are all, {', '.join(_NAMES)}")
    if given.count < _FEWEST:
        parser.error(f"--count: at least {_FEWEST}, or the numbers say nothing")
    corpus = articles(given.count, file=given.articles)
    report = Report(machine=_machine(given.count, own=given.articles is None))
    for name in (name for name in _NAMES if name in chosen):  # the pipeline first: it is to see new articles
        if name == "length":
            length.measure(report, given.articles)
        else:
            _PARTS[name](report, corpus)
        if given.save:  # after each part: a run that is broken off has measured something
            page.keep(report)
            generated.write("docs/performance.md")


def _machine(count: int, *, own: bool) -> dict[str, str]:
    return {
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        "load": f"{os.getloadavg()[0]:.1f}",  # of other work, as this begins: more than 0.5 and wall time says little
        "articles": f"{count} {'made of our samples' if own else 'news articles'}, {TYPICAL:,} characters each",
    }


if __name__ == "__main__":
    main()
