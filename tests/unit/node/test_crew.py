"""What a node's processes share."""

from __future__ import annotations

import gc
from pathlib import Path
from types import SimpleNamespace

from worker.node.crew import Crew
from worker.settings import Settings


def test_what_was_loaded_before_the_fork_is_not_looked_through_for_cycles(tmp_path: Path) -> None:
    """A collection writes into all it looks at, and a child would come to own a copy of every page."""
    processed: list[str] = []
    parts = SimpleNamespace(process=lambda article, *_: processed.append(article.id), fingerprint="tables read")
    crew = Crew(Settings(state_dir=tmp_path / "state"), make=lambda _: parts)  # type: ignore[arg-type, return-value]
    threshold, frozen = gc.get_threshold(), gc.get_freeze_count()
    try:
        crew.preload()
        assert processed
        assert gc.get_freeze_count() > frozen
        assert gc.get_threshold()[0] > threshold[0]
    finally:
        gc.set_threshold(*threshold)
        gc.unfreeze()
