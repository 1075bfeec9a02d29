"""A flame graph: where the time goes, from samples of the stack taken while work runs."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator
from types import FrameType

from scripts.benchmark.svg import WIDTH, box, picture, text

Stack = tuple[str, ...]
_EVERY = 0.001  # seconds of CPU time
_ROOMS = ("worker.", "schemas.", "pydantic.")
_ROW, _LEFT = 19, 16
_LEAST = 0.004  # of the width: what is narrower is left out, and is part of what is below it
_DEEPEST = 9
_LETTER, _SHORTEST = 6.6, 4  # width of a letter in pixels; letters of a label that is worth reading


def sampled(work: Callable[[], object]) -> Counter[Stack]:
    """How often each stack of our functions, outermost first, was met while `work` ran. Main thread only.

    Time in C code counts for the Python function that called it.
    """
    stacks: Counter[Stack] = Counter()

    def look(_signal: int, frame: FrameType | None) -> None:
        stacks[tuple(reversed(list(_names(frame))))] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return stacks


def flame(title: str, description: str, stacks: Counter[Stack]) -> str:
    """Boxes as wide as their share of the samples, callers above, callees below."""
    whole = stacks.total()
    shapes = list(_boxes(stacks, 0, float(_LEFT), WIDTH - 2 * _LEFT, whole))
    depth = max((level for level, _ in shapes), default=0) + 1
    return picture(48 + depth * _ROW + 10, title, description, (shape for _, shape in shapes))


def _names(frame: FrameType | None) -> Iterator[str]:
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith(_ROOMS) and "<" not in frame.f_code.co_name:
            yield f"{module}.{frame.f_code.co_qualname}"
        frame = frame.f_back


def _boxes(stacks: Counter[Stack], level: int, x: float, room: float, whole: int) -> Iterator[tuple[int, str]]:
    children: dict[str, Counter[Stack]] = {}
    for stack, count in stacks.items():
        if len(stack) > level:
            children.setdefault(stack[level], Counter())[stack] = count
    for name, below in sorted(children.items(), key=lambda item: -item[1].total()):
        width = room * below.total() / whole
        if width < _LEAST * room or level == _DEEPEST:
            continue
        y = 48 + level * _ROW
        yield (
            level,
            box(x, y, width, _ROW - 1, kind=f"flame s{_colour(name)}", tip=f"{name}: {below.total() / whole:.1%}"),
        )
        if label := _label(name, width):
            yield level, text(x + 4, y + 13, label, kind="small")
        yield from _boxes(below, level + 1, x, room, whole)
        x += width


def _colour(name: str) -> int:
    """One colour a room: tag, text rooms before it, the rest."""
    return 0 if ".tag." in name else 1 if ".normalize." in name or ".segment." in name else 2


def _label(name: str, width: float) -> str:
    """As much of the name's end as there is room for."""
    room = int((width - 8) / _LETTER)
    names = (".".join(name.split(".")[-parts:]) for parts in (3, 2, 1))
    fitting = next((short for short in names if len(short) <= room), None)
    return fitting or (f"{name.rpartition('.')[2][: room - 1]}…" if room > _SHORTEST else "")
