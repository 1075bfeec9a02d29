"""Provenance: a document says which code and data made it, and how long each stage took."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import worker
from schemas import Article
from worker import __version__, stages
from worker.draft import Draft
from worker.pipeline import Stage, run

ROOT = Path(worker.__file__).parent


def test_the_files_of_a_room_are_its_code_and_data(tmp_path: Path) -> None:
    """In an order of their own, however deep; what Python compiled on the way is none of them."""
    for name in ("b.py", "a.tsv", "deep/er/c.py", "__pycache__/b.pyc", "stray.pyc", "deep/__pycache__/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert list(stages._files(tmp_path)) == [(name, name.encode()) for name in ("a.tsv", "b.py", "deep/er/c.py")]


@pytest.mark.parametrize("room", ["text", "normalize", "segment", "tag", "resources"])
def test_a_change_of_code_or_data_is_another_fingerprint(room: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of any room that makes text into layers; the release stands before it."""
    plain, read = stages.fingerprint(), stages._files
    assert plain.startswith(f"{__version__}+")

    def changed(folder: Path) -> list[tuple[str, bytes]]:
        found = list(read(folder))
        return [*found, ("new.py", b"")] if folder.name == room else found

    monkeypatch.setattr(stages, "_files", changed)
    assert stages.fingerprint.__wrapped__() != plain
    monkeypatch.setattr(stages, "_files", read)
    assert stages.fingerprint.__wrapped__() == plain


def test_each_stage_names_the_data_that_it_read() -> None:
    """By the digest of its files; one without data has none."""
    assert [one.name for one in stages.components()] == [stage.name for stage in stages.STAGES]
    for stage, component in zip(stages.STAGES, stages.components(), strict=True):
        content = b"".join((ROOT / "resources" / name).read_bytes() for name in stage.resources)
        assert component.resource == (hashlib.sha256(content).hexdigest() if stage.resources else None)
    assert any(stage.resources for stage in stages.STAGES)


def test_timings_are_milliseconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each stage, in the order in which they ran; also of one that was skipped."""
    clock = iter([1.0, 1.25, 5.0, 5.0001234])
    monkeypatch.setattr("worker.pipeline.perf_counter", lambda: next(clock))
    steps = [Stage("one", lambda draft: draft, ()), Stage("two", lambda draft: draft, ("times",), frozenset({"xx"}))]
    entered: list[str] = []
    draft, timings = run(steps, Draft.of(Article(id="a", text="x")), entered.append)
    assert timings == {"one": 250.0, "two": 0.123}
    assert entered == ["one", "two"]
    assert [(item.layer, item.reason) for item in draft.missing] == [("times", "language")]


@pytest.mark.parametrize(("language", "known"), [("ar", True), ("ar-EG", True), ("arz", False), ("en", False)])
def test_a_stage_knows_a_language_with_all_its_regions(language: str, known: bool) -> None:
    """By the primary subtag of BCP 47; a stage that names none knows all."""
    assert Stage("one", lambda draft: draft, (), frozenset({"ar"})).knows(language) is known
    assert Stage("one", lambda draft: draft, ()).knows(language)
