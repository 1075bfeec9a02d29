"""docs/images/rooms.svg: the rooms of the code and which imports which, drawn from the real imports."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import NamedTuple

import grimp

FILE = Path(__file__).parents[1] / "docs" / "images" / "rooms.svg"


class Room(NamedTuple):
    """A room where it is drawn (`column`, `row`, in boxes), and its modules under worker/."""

    column: float
    row: int
    modules: tuple[str, ...]


# What the table in docs/architecture.md calls a room.
ROOMS: Mapping[str, Room] = {
    "cli": Room(3.2, 0, ("cli", "doctor", "local")),
    "node": Room(2.2, 1, ("app", "node")),
    "web": Room(4.2, 1, ("web",)),
    "reading": Room(6.0, 1, ("reading",)),
    "bootstrap": Room(2.8, 2, ("bootstrap",)),
    "export": Room(4.9, 2, ("export",)),
    "stages": Room(1, 3, ("assemble", "stages", "uncollected")),
    "metrics": Room(2.8, 3, ("metrics",)),
    "stories": Room(3.9, 3, ("stories",)),
    "normalize": Room(0, 4, ("normalize",)),
    "segment": Room(1, 4, ("segment",)),
    "tag": Room(2, 4, ("tag",)),
    "service": Room(3.05, 4, ("service", "upkeep")),
    "pipeline": Room(1, 5, ("draft", "pipeline")),
    "producer, consumer": Room(3.0, 5, ("producer", "consumer", "dead_letters", "reprocess", "publish", "broker")),
    "text": Room(0.6, 6, ("text",)),
    "store": Room(4.6, 6, ("store",)),
    "tracing": Room(3.2, 6, ("tracing",)),
    "resources": Room(0.6, 7, ("resources",)),
    "schemas": Room(3.3, 7, ()),
}
# Used in all rooms, and so not drawn.
EVERYWHERE = ("errors", "extras", "guard", "log", "settings")

_STEP, _BOX = (146, 66), (132, 30)  # pixels: from box to box, and of a box

Graph = dict[str, set[str]]


def imports() -> Graph:
    """The rooms that each room imports."""
    code = grimp.build_graph("schemas", "worker")
    homes = {f"worker.{module}": room for room, its in ROOMS.items() for module in its.modules} | {"schemas": "schemas"}
    found: Graph = {room: set() for room in ROOMS}
    for module in code.modules:
        for imported in code.find_modules_directly_imported_by(module):
            here, there = homes.get(_top(module)), homes.get(_top(imported))
            if here and there and here != there:
                found[here].add(there)
    return found


def _top(module: str) -> str:
    """The room's module: ``worker.tag`` of ``worker.tag.times.find``."""
    package, _, rest = module.partition(".")
    return package if package == "schemas" else f"{package}.{rest.partition('.')[0]}"


def picture() -> str:
    """The picture as SVG."""
    graph = imports()
    arrows = [_arrow(ROOMS[a], ROOMS[b]) for a in ROOMS for b in ROOMS if b in _telling(graph, a)]
    boxes = [_box(name, room) for name, room in ROOMS.items()]
    return "\n".join([_HEAD, *arrows, *boxes, "</svg>"]) + "\n"


def _telling(graph: Graph, room: str) -> set[str]:
    """What `room` imports and none of its imports imports: the others follow."""
    return graph[room] - {far for near in graph[room] for far in _reached(graph, near)}


def _reached(graph: Graph, room: str) -> set[str]:
    return graph[room] | {far for near in graph[room] for far in _reached(graph, near)}


def _middle(room: Room) -> tuple[float, float]:
    return _BOX[0] / 2 + 1 + room.column * _STEP[0], _BOX[1] / 2 + 1 + room.row * _STEP[1]


def _arrow(start: Room, end: Room) -> str:
    (x, y), (u, v) = _middle(start), _middle(end)
    y, v = y + _BOX[1] / 2, v - _BOX[1] / 2 - 6
    return f'<path d="M{x:.0f} {y:.0f} C{x:.0f} {y + 28:.0f} {u:.0f} {v - 28:.0f} {u:.0f} {v:.0f}"/>'


def _box(name: str, room: Room) -> str:
    (x, y), (wide, high) = _middle(room), _BOX
    modules = escape(", ".join(room.modules) or name)
    return (
        f'<g><title>{modules}</title><rect x="{x - wide / 2:.0f}" y="{y - high / 2:.0f}" width="{wide}"'
        f' height="{high}" rx="4"/><text x="{x:.0f}" y="{y + 5:.0f}">{escape(name)}</text></g>'
    )


_HEAD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1010 494" role="img">
<title>Rooms; an arrow points to what a room imports. Arrows that follow from others are left out.</title>
<style>
rect { fill: #fdf6e3; stroke: #586e75 }
text { font: 14px sans-serif; text-anchor: middle; fill: #222 }
path { fill: none; stroke: #93a1a1; marker-end: url(#tip) }
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="2" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path d="M0 0 L8 4 L0 8 z" style="fill: #93a1a1; stroke: none"/></marker></defs>"""


if __name__ == "__main__":
    FILE.write_text(picture(), encoding="utf-8")
