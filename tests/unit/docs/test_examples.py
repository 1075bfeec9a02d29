"""The scripts of examples/ stay small, name what they need, and are each tried."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.blocks import ROOT

SCRIPTS = sorted((ROOT / "examples").glob("*.py"))
EXTRA = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]["examples"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_an_example_is_small_and_says_what_it_needs(script: Path) -> None:
    """At most sixty lines; inline metadata (PEP 723) with the bounds of the extra that installs them all."""
    code = script.read_text("utf-8")
    assert len(code.splitlines()) <= 60
    head = re.match(r"# /// script\n((?:# .*\n)+)# ///\n", code)
    assert head
    needs = tomllib.loads(re.sub(r"^# ", "", head[1], flags=re.MULTILINE))["dependencies"]
    assert needs[0] == "warraq"
    assert set(needs[1:]) <= set(EXTRA)


def test_every_example_is_tried() -> None:
    """By its name in a test that runs it."""
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests/e2e/examples").glob("test_*.py"))
    assert [script.name for script in SCRIPTS if f'"{script.name}"' not in tests] == []
    assert len(SCRIPTS) == 5


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_the_cookbook_shows_all_of_it(script: Path) -> None:
    """What a reader copies is what was tried: every line of code after the docstring."""
    body = script.read_text("utf-8").split('"""\n', 1)[1].strip()
    assert f"```python\n{body}\n```" in (ROOT / "docs/cookbook.md").read_text("utf-8")
    assert "if __name__" in body
