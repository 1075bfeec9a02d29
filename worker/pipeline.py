"""The engine: stages are callables of one signature, and running them is a loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from schemas import Missing
from worker.draft import Draft


@dataclass(frozen=True, slots=True)
class Stage:
    """A pure step: `run` reads a draft and gives a draft with the layers named in `gives` filled.

    `languages` are the BCP 47 primary subtags it knows, None for all; elsewhere it is skipped and its
    layers are named as missing. `resources` are the files under worker/resources that it reads.
    """

    name: str
    run: Callable[[Draft], Draft]
    gives: tuple[str, ...]
    languages: frozenset[str] | None = None
    resources: tuple[str, ...] = ()

    def knows(self, language: str) -> bool:
        """Whether the stage has what it takes for this language."""
        return self.languages is None or language.partition("-")[0] in self.languages


class StageFailed(Exception):
    """A stage raised. `stage` is its name; the cause is chained."""

    def __init__(self, stage: str, cause: Exception) -> None:
        super().__init__(f"stage {stage!r}: {type(cause).__name__}: {cause}")
        self.stage = stage


def run(
    stages: Sequence[Stage], draft: Draft, entered: Callable[[str], None] = lambda _: None
) -> tuple[Draft, dict[str, float]]:
    """`draft` after all stages, and the milliseconds that each took. `entered` is told of each stage.

    Raises `StageFailed`.
    """
    timings: dict[str, float] = {}
    for stage in stages:
        entered(stage.name)
        started = perf_counter()
        draft = _step(stage, draft)
        timings[stage.name] = round((perf_counter() - started) * 1000, 3)
    return draft, timings


def _step(stage: Stage, draft: Draft) -> Draft:
    if not stage.knows(draft.language.code):
        skipped = tuple(Missing(layer=layer, reason="language") for layer in stage.gives)
        return draft.evolve(missing=draft.missing + skipped)
    try:
        return stage.run(draft)
    except Exception as error:
        raise StageFailed(stage.name, error) from error
