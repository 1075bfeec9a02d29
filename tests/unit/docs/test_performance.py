"""The pictures of docs/performance.md say what docs/performance.json holds; test_generated.py looks at its tables."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from scripts.benchmark.charts import Bar, bars, curves, groups
from scripts.benchmark.flame import flame, sampled
from scripts.benchmark.page import DOCS, IMAGES, NUMBERS, pictures
from scripts.benchmark.report import Report
from worker.text.fold import fold

KEPT = Report.load(NUMBERS)
_SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", sorted(pictures(KEPT)))
def test_the_pictures_are_the_numbers(name: str) -> None:
    """Each picture is drawn from them, and the page shows it (mend: python -m scripts.benchmark.page)."""
    assert (IMAGES / f"{name}.svg").read_text("utf-8") == pictures(KEPT)[name]
    assert f"(images/{name}.svg)" in (DOCS / "performance.md").read_text("utf-8")


@pytest.mark.parametrize(
    "drawn",
    [
        bars("Bars <&>", "One, two", [Bar("one", 1, "1"), Bar("two", 2000, "2,000")], mark=10, logarithmic=True),
        groups("Groups", "Two of two", {"a": {"x": 1, "y": 2}, "b": {"x": 3, "y": 4}}, "ms"),
        curves("Curves", "A line", {"news": {10: 1.0, 1000: 2.0}, "other": {10: 3.0}}, "characters", "µs"),
        flame("Flame", "Stacks", Counter({("worker.a.f", "worker.b.g"): 3, ("worker.a.f",): 1})),
    ],
    ids=["bars", "groups", "curves", "flame"],
)
def test_a_picture_can_be_read_and_heard(drawn: str) -> None:
    """It is well-formed, has a title and a description for screen readers, and colours for light and dark pages."""
    root = fromstring(drawn)
    named = {root.find(f"{_SVG}title").get("id"), root.find(f"{_SVG}desc").get("id")}
    assert set(root.get("aria-labelledby").split()) == named
    assert root.find(f"{_SVG}desc").text
    assert "prefers-color-scheme: dark" in drawn
    assert all(0 <= float(box.get("x", 0)) + float(box.get("width")) <= 720 for box in root.iter(f"{_SVG}rect"))


def test_numbers_survive_being_kept(tmp_path: Path) -> None:
    """What is saved is read again, and a part measured anew takes the place of the old one alone."""
    old, new = Report(), Report(machine={"cores": "2"})
    old.add("peers", "one", 1, "docs/s")
    old.add("system", "two", 2, "docs/s")
    new.add("system", "three", 3, "docs/s")
    new.stacks[("worker.a", "worker.b")] = 5
    new.over(old).save(tmp_path / "numbers.json")
    kept = Report.load(tmp_path / "numbers.json")
    assert [(row.section, row.name, row.value) for row in kept.rows] == [("peers", "one", 1), ("system", "three", 3)]
    assert (kept.machine, kept.stacks) == (new.machine, new.stacks)


def test_samples_name_the_functions_that_run() -> None:
    """A function that keeps the processor busy is seen."""
    stacks = sampled(lambda: [fold("كتاب" * 100) for _ in range(20_000)])
    assert any("worker.text.fold.fold" in stack for stack in stacks)
