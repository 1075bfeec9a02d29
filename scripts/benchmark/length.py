"""The cost of a character by the length of the article, and the memory of a long one.

Each length gets the same text, cut into articles of that length, in a process of its own. So all of them meet the
same words for the first time, and what differs is the length alone.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from schemas import Article
from scripts.benchmark.corpus import articles
from scripts.benchmark.report import Report
from tests.slow_texts import hostile
from worker.stages import process
from worker.uncollected import seldom_collected

_LENGTHS = (500, 2_400, 10_000, 50_000, 500_000, 5_000_000)
_SHORT, _LONG = 50_000, 5_000_000
_TEXT = 500_000  # characters for the lengths that are not compared at full size
_HOSTILE = "short lines"  # of the texts built to be slow the one that costs most: a word of saying and a line break


def measure(report: Report, file: Path | None) -> None:
    """Microseconds a character from 0.5 KB to 5 MB: a flat line is a linear pipeline."""
    for kind, name, lengths in (("news", "", _LENGTHS), ("hostile", ", hostile", _LENGTHS[3:])):
        costs: dict[int, float] = {}
        for length in lengths:
            total = _LONG if kind == "news" and length in (_SHORT, _LONG) else max(_TEXT, length)
            seconds, mebibytes = _elsewhere(kind, length, total, file)
            costs[length] = seconds / total * 1e6
            report.add("length", f"{length:,} characters{name}", costs[length], "µs/char")
            if kind == "news" and length == _LONG:
                report.add("length", "5 MB, CPU", seconds, "s")
                report.add("length", "5 MB, memory at its height, above a fresh worker's", mebibytes, "MiB")
        report.add("length", f"5 MB ÷ 50 KB{name}", costs[_LONG] / costs[_SHORT], "ratio", "≤ 1.5, aim 1.1")


def _elsewhere(kind: str, length: int, total: int, file: Path | None) -> tuple[float, float]:
    """CPU seconds and MiB of a process that makes the Documents."""
    command = [sys.executable, "-m", "scripts.benchmark.length", kind, str(length), str(total), str(file or "")]
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    seconds, mebibytes = json.loads(answer)
    return seconds, mebibytes


def _texts(kind: str, length: int, total: int, file: Path | None) -> Sequence[str]:
    if kind == "hostile":
        return [hostile(_HOSTILE, length)] * (total // length)
    text = articles(1, file=file, characters=total)[0].text
    return [text[start : start + length] for start in range(0, total - length + 1, length)]


def main(kind: str, length: int, total: int, file: Path | None) -> None:
    """Print CPU seconds for `total` characters in articles of `length`, and by how many MiB memory rose."""
    for article in articles(20):
        process(article)
    corpus = [Article(text=text) for text in _texts(kind, length, total, file)]
    seldom_collected()  # as workers do
    before, started = _peak(), process_time()
    for article in corpus:
        process(article).to_json()
    print(json.dumps([process_time() - started, _peak() - before]))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]) if sys.argv[4] else None)
