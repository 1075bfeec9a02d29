"""Charts: bars, grouped bars and curves, each as one SVG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import floor, log10
from typing import NamedTuple

from scripts.benchmark.svg import LETTER, WIDTH, box, line, number, path, picture, text

_TOP, _ROW, _BAR = 48, 26, 16
_MARGIN = 16


class Bar(NamedTuple):
    """A bar: what it is, how long, what is written behind it, and its colour."""

    name: str
    value: float
    said: str
    kind: str = "s0"


def bars(
    title: str, description: str, rows: Sequence[Bar], *, mark: float | None = None, logarithmic: bool = False
) -> str:
    """Bars from the left; `mark` is a value that a line is drawn at. Logarithmic ones begin at a power of ten."""
    left = _MARGIN + LETTER * max(len(row.name) for row in rows)
    values = [row.value for row in rows if row.value > 0] + ([mark] if mark else [])
    low, high = (10 ** floor(log10(min(values)) - 0.2), max(values)) if logarithmic else (0.0, max(values))
    room = WIDTH - left - 2 * _MARGIN - LETTER * max(len(row.said) for row in rows)

    def at(value: float) -> float:
        return room * (log10(value / low) / log10(high / low) if logarithmic else value / high)

    def shapes() -> Iterator[str]:
        for i, row in enumerate(rows):
            y = _TOP + i * _ROW
            yield text(left, y + 12, row.name, anchor="end")
            yield box(left + 8, y, at(row.value), _BAR, kind=row.kind, tip=f"{row.name}: {row.said}")
            yield text(left + 14 + at(row.value), y + 12, row.said, kind="soft")
        if mark:
            x = left + 8 + at(mark)
            yield line(x, _TOP - 6, x, _TOP + len(rows) * _ROW - 4, kind="mark")

    return picture(_TOP + len(rows) * _ROW + 8, title, description, shapes())


def groups(title: str, description: str, rows: Mapping[str, Mapping[str, float]], unit: str) -> str:
    """For each row a bar a series: ``rows[name][series]``."""
    series = list(next(iter(rows.values())))
    left = _MARGIN + LETTER * max(map(len, rows))
    high = max(value for row in rows.values() for value in row.values())
    room = WIDTH - left - 90
    step = 16 * len(series) + 12

    def shapes() -> Iterator[str]:
        yield from _legend(series)
        for i, (name, row) in enumerate(rows.items()):
            top = _TOP + 18 + i * step
            yield text(left, top + step / 2, name, anchor="end")
            for j, one in enumerate(series):
                width, y = room * row[one] / high, top + 16 * j
                yield box(left + 8, y, width, 13, kind=f"s{j}", tip=f"{name}, {one}: {number(row[one])} {unit}")
                yield text(left + 14 + width, y + 11, f"{number(row[one])} {unit}", kind="soft")

    return picture(_TOP + 18 + len(rows) * step + 8, title, description, shapes())


def curves(title: str, description: str, series: Mapping[str, Mapping[float, float]], x_unit: str, y_unit: str) -> str:
    """Curves over a logarithmic x axis and a y axis from 0: ``series[name][x] = y``."""
    height, left, bottom = 320, 60, 280
    xs = sorted({x for points in series.values() for x in points})
    top_value = _round_up(max(y for points in series.values() for y in points.values()))

    def place(x: float, y: float) -> tuple[float, float]:
        along = log10(x / xs[0]) / log10(xs[-1] / xs[0])
        return left + (WIDTH - left - 40) * along, bottom - (bottom - 70) * y / top_value

    def shapes() -> Iterator[str]:
        yield from _legend(list(series))
        for part in range(5):
            y = place(xs[0], top_value * part / 4)[1]
            yield line(left, y, WIDTH - 40, y)
            yield text(left - 8, y + 4, number(top_value * part / 4) if part else "0", kind="soft", anchor="end")
        for x in xs:
            yield text(place(x, 0)[0], bottom + 20, _short(x), kind="soft", anchor="middle")
        yield text(WIDTH - 40, bottom + 36, x_unit, kind="soft", anchor="end")
        yield text(left - 44, 62, y_unit, kind="soft")
        for i, points in enumerate(series.values()):
            yield path((place(x, y) for x, y in sorted(points.items())), f"s{i}")

    return picture(height, title, description, shapes())


def _legend(names: Sequence[str]) -> Iterator[str]:
    x = float(WIDTH - _MARGIN)
    for i, name in reversed(list(enumerate(names))):
        x -= LETTER * len(name)
        yield text(x, 46, name, kind="soft")
        yield box(x - 16, 36, 11, 11, kind=f"s{i}")
        x -= 32


def _round_up(value: float) -> float:
    step = 10 ** floor(log10(value))
    return step * next(part for part in (1, 2, 4, 5, 8, 10) if part * step >= value)


def _short(value: float) -> str:
    return f"{value / 1e6:g} M" if value >= 1e6 else f"{value / 1e3:g} k" if value >= 1e3 else f"{value:g}"
