"""The command: which parts to measure, with which texts."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.benchmark import floors, peers, pipeline, queues, scaling, system
from scripts.benchmark.corpus import articles
from scripts.benchmark.report import Report

_PARTS = ("pipeline", "length", "peers", "system", "queues", "floors", "scaling")


def main() -> None:
    """Measure and print; --save keeps the numbers as JSON."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Speed as ratios, all in one run.")
    parser.add_argument("parts", nargs="*", choices=[*_PARTS, []], help=f"of {', '.join(_PARTS)}; default: all")
    parser.add_argument("--articles", type=Path, help="JSON Lines with a field `text`; default: made of our samples")
    parser.add_argument("--count", type=int, default=1000, help="articles (default 1000)")
    parser.add_argument("--save", type=Path, help="write the numbers as JSON")
    given = parser.parse_args()
    chosen = given.parts or _PARTS
    corpus, report = articles(given.count, file=given.articles), Report()
    if "pipeline" in chosen:
        pipeline.measure(report, corpus[:200])
    if "length" in chosen:
        pipeline.by_length(report)
    if "peers" in chosen:
        peers.measure(report, corpus)
    if "system" in chosen:
        system.measure(report, corpus)
    if "queues" in chosen:
        queues.measure(report, corpus)
    if "floors" in chosen:
        floors.measure(report, corpus)
    if "scaling" in chosen:
        scaling.measure(report, corpus[:100])
    if given.save:
        report.save(given.save)


if __name__ == "__main__":
    main()
