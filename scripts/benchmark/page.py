"""What docs/performance.md shows of a run: its blocks and its pictures. Tests hold them to the numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from scripts.benchmark.charts import Bar, bars, curves, groups
from scripts.benchmark.flame import flame
from scripts.benchmark.report import Report, shown

DOCS = Path(__file__).parents[2] / "docs"
NUMBERS, IMAGES = DOCS / "performance.json", DOCS / "images"


def keep(report: Report) -> None:
    """Keep the numbers, beside those of parts that were not measured this time, and draw them."""
    if NUMBERS.exists():
        report = report.over(Report.load(NUMBERS))
    report.save(NUMBERS)
    for name, drawing in pictures(Report.load(NUMBERS)).items():  # of what is kept: rounded
        (IMAGES / f"{name}.svg").write_text(drawing, "utf-8")


def block(name: str) -> str:
    """A block of the page as Markdown, from the numbers that are kept."""
    return "\n".join(BLOCKS[name](Report.load(NUMBERS)))


def pictures(report: Report) -> dict[str, str]:
    """The pictures by file name; of each, only if its part was measured."""
    drawn: dict[str, tuple[str, Callable[[Report], str]]] = {
        "speed-stages": ("stages", _drawn_stages),
        "speed-length": ("length", _drawn_length),
        "speed-peers": ("peers", _drawn_peers),
        "speed-latency": ("latency", _drawn_latency),
    }
    found = {name: draw(report) for name, (section, draw) in drawn.items() if report.section(section)}
    return found | ({"speed-flame": _drawn_flame(report)} if report.stacks else {})


def _machine(report: Report) -> Iterator[str]:
    machine = report.machine
    yield f"{machine['cores']} cores, Python {machine['python']}, {machine['articles']}, all layers on;"
    yield f"load of other work at the start: {machine['load']}."


def _bounds(report: Report) -> Iterator[str]:
    """What must be reached, and whether it is."""
    yield from ("| | measured | must reach |", "|---|---|---|")
    for row in report.rows:
        if row.target:
            yield f"| {row.section}: {row.name} | {_with_unit(row.value, row.unit)} | {row.target} |"


def _stages(report: Report) -> Iterator[str]:
    first, again = report.section("stages"), report.section("again")
    yield from ("| stage | first time, ms | again, ms | share |", "|---|---|---|---|")
    for name, value in first.items():
        yield f"| {name} | {value:.2f} | {again[name]:.2f} | {value / sum(first.values()):.0%} |"
    yield f"| all | {sum(first.values()):.2f} | {sum(again.values()):.2f} | |"


def _long(report: Report) -> Iterator[str]:
    return _rows(report, "length")


def _system(report: Report) -> Iterator[str]:
    return _rows(report, "system", "latency")


def _queues(report: Report) -> Iterator[str]:
    return _rows(report, "queues", "floors")


def _scaling(report: Report) -> Iterator[str]:
    return _rows(report, "scaling")


def _rows(report: Report, *sections: str) -> Iterator[str]:
    yield from ("| | measured |", "|---|---|")
    for row in report.rows:
        if row.section in sections:
            yield f"| {row.name} | {_with_unit(row.value, row.unit)} |"


BLOCKS: Mapping[str, Callable[[Report], Iterator[str]]] = {
    "machine": _machine,
    "bounds": _bounds,
    "stages": _stages,
    "long": _long,
    "system": _system,
    "queues": _queues,
    "scaling": _scaling,
}


def _with_unit(value: float, unit: str) -> str:
    return shown(value) if unit == "ratio" else f"{shown(value)} {unit}"


def _drawn_stages(report: Report) -> str:
    first = report.section("stages")
    whole = sum(first.values())
    order = sorted(first.items(), key=lambda item: -item[1])
    rows = [Bar(name, value, f"{value:.2f} ms, {value / whole:.0%}") for name, value in order]
    said = f"An article takes {whole:.1f} ms. The longest stages: {', '.join(name for name, _ in order[:4])}."
    return bars("CPU time of an article by stage", said, rows)


def _drawn_length(report: Report) -> str:
    series: dict[str, dict[float, float]] = {"news": {}, "hostile": {}}
    for name, value in report.section("length").items():
        size, _, rest = name.partition(" characters")
        if size.replace(",", "").isdigit():
            series["hostile" if rest else "news"][float(size.replace(",", ""))] = value
    ratio = shown(report.value("length", "5 MB ÷ 50 KB"))
    said = f"Microseconds of CPU a character, by the length of the article; 5 MB costs {ratio} times as much as 50 KB."
    return curves("Cost of a character by length", said, series, "characters", "µs a character")


def _drawn_peers(report: Report) -> str:
    rates = [(row.name, row.value) for row in report.rows if row.section == "peers" and row.unit == "docs/s"]
    rates.sort(key=lambda item: -item[1])
    colours = {True: "s0", False: "s3"}
    rows = [Bar(name, value, f"{shown(value)} docs/s", colours["warraq" in name]) for name, value in rates]
    said = "Documents a second on one core, logarithmic: " + ", ".join(f"{row.name} {row.said}" for row in rows) + "."
    return bars("The same articles elsewhere, one core", said, rows, logarithmic=True)


def _drawn_latency(report: Report) -> str:
    rows: dict[str, dict[str, float]] = {}
    for name, value in report.section("latency").items():
        what, _, share = name.rpartition(" ")
        rows.setdefault(what.removesuffix(" of capacity"), {})[share] = value
    said = "Milliseconds from submission to stream entry: " + "; ".join(
        f"{name}: " + ", ".join(f"{share} {shown(value)}" for share, value in row.items()) for name, row in rows.items()
    )
    return groups("From submission to stream entry, by load", said, rows, "ms")


def _drawn_flame(report: Report) -> str:
    said = "Width is the share of CPU time; a box stands on the function that called it. The page says it in words."
    return flame("Where the time goes", said, report.stacks)


if __name__ == "__main__":
    keep(Report())
