"""The stages in order, and the fingerprint that says which code and data made a Document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from schemas import Article, Component, Document
from worker import __version__, normalize, segment, tag
from worker.assemble import assemble
from worker.draft import Draft
from worker.pipeline import Stage, run
from worker.tag.entities.choice import described
from worker.uncollected import uncollected

STAGES: tuple[Stage, ...] = (tag.LANGUAGE, *normalize.STAGES, *segment.STAGES, *tag.STAGES)

_TEXT_ROOMS = ("text", "normalize", "segment", "tag")


@cache
def fingerprint() -> str:
    """``version+digest``: the release, and 12 hex digits over the code, data and choices of the text rooms."""
    digest = hashlib.sha256(described().encode())
    for room in (*_TEXT_ROOMS, "resources"):
        for name, content in _files(files("worker") / room):
            digest.update(f"{room}/{name}\0{len(content)}\0".encode() + content)
    return f"{__version__}+{digest.hexdigest()[:12]}"


@cache
def components() -> tuple[Component, ...]:
    """One entry a stage, for the provenance of a Document."""
    return tuple(Component(name=s.name, version=__version__, resource=_resource_digest(s)) for s in STAGES)


def process(article: Article, revision: int = 1, entered: Callable[[str], None] = lambda _: None) -> Document:
    """The Document of `article`; `entered` is told of each stage.

    Raises `StageFailed` or, should a stage break the contract, `ValidationError`.
    """
    with uncollected():
        draft, timings = run(STAGES, Draft.of(article), entered)
        entered("assemble")
        return assemble(
            draft,
            revision=revision,
            stages=STAGES,
            pipeline=fingerprint(),
            components=components(),
            timings=timings,
        )


def _files(room: Traversable) -> Iterator[tuple[str, bytes]]:
    for item in sorted(room.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name != "__pycache__":
            for name, content in _files(item):
                yield f"{item.name}/{name}", content
        elif item.is_file() and not item.name.endswith(".pyc"):
            yield item.name, item.read_bytes()


def _resource_digest(stage: Stage) -> str | None:
    if not stage.resources:
        return None
    digest = hashlib.sha256()
    for name in stage.resources:
        digest.update((files("worker") / "resources").joinpath(name).read_bytes())
    return digest.hexdigest()
