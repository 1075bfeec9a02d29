"""SVG by hand: shapes with classes, and one style for light and dark pages. Sizes are in pixels."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

WIDTH = 720
LETTER = 7.2  # width of a letter, on average, at the size of the text
_FONT = "system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif"
_LIGHT = {"ink": "#1f2328", "soft": "#59636e", "grid": "#d1d9e0", "paper": "#ffffff"}
_DARK = {"ink": "#f0f6fc", "soft": "#9198a1", "grid": "#3d444d", "paper": "#0d1117"}
# Okabe and Ito's colours, which those see apart who do not see all colours; legible on white and on black.
_SERIES = ("#0072b2", "#d55e00", "#009e73", "#b4862e")


def picture(height: float, title: str, description: str, shapes: Iterable[str]) -> str:
    """The whole file; `title` and `description` are what a screen reader says."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" '
        f'role="img" aria-labelledby="title description">'
    )
    told = f'<title id="title">{escape(title)}</title>\n<desc id="description">{escape(description)}</desc>'
    paper = f'<rect class="paper" width="{WIDTH}" height="{height:g}"/>'
    heading = text(16, 26, title, kind="heading")
    return "\n".join([head, told, _style(), paper, heading, *shapes, "</svg>", ""])


def text(x: float, y: float, words: str, *, kind: str = "ink", anchor: str = "start") -> str:
    """Words whose baseline begins, ends or is centred (`anchor`: start, end, middle) at a point."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def box(x: float, y: float, width: float, height: float, *, kind: str, tip: str = "") -> str:
    """A filled rectangle; `tip` is shown where the pointer rests on it."""
    inside = f"<title>{escape(tip)}</title>" if tip else ""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{max(0.5, width):.1f}" height="{height:.1f}"'
    return f'<rect class="{kind}" {place}>{inside}</rect>'


def line(x1: float, y1: float, x2: float, y2: float, *, kind: str = "grid") -> str:
    """A straight line."""
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def path(points: Iterable[tuple[float, float]], kind: str) -> str:
    """A line through points, with a dot at each."""
    points = list(points)
    through = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle class="{kind} dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in points)
    return f'<polyline class="{kind} curve" points="{through}"/>{dots}'


def number(value: float) -> str:
    """As many digits as a reader needs."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2g}" if value < 1 else f"{value:.3g}"


def _style() -> str:
    def colours(of: dict[str, str]) -> str:
        return (
            f".paper {{ fill: {of['paper']} }} .ink, .heading {{ fill: {of['ink']} }} .soft {{ fill: {of['soft']} }} "
            f".grid {{ stroke: {of['grid']} }} .mark {{ stroke: {of['ink']} }} .flame {{ stroke: {of['paper']} }}"
        )

    series = " ".join(
        f".s{i} {{ fill: {colour} }} .s{i}.curve {{ fill: none; stroke: {colour}; stroke-width: 2 }}"
        for i, colour in enumerate(_SERIES)
    )
    return (
        f"<style>text {{ font: 13px {_FONT} }} .heading {{ font-size: 15px; font-weight: 600 }} "
        f".small {{ font-size: 11px; fill: #ffffff }} .mark {{ stroke-dasharray: 4 3 }}\n{series}\n{colours(_LIGHT)}\n"
        f"@media (prefers-color-scheme: dark) {{ {colours(_DARK)} }}</style>"
    )
