"""docs/guarantees.md and docs/security.md name tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = "".join((ROOT / "docs" / page).read_text() for page in ("guarantees.md", "security.md"))
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGES)))


def test_some_are_named():
    """The page says what is tested by what."""
    assert len(NAMED) > 10


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_each_is_there(file, test):
    """No promise rests on a test that was renamed or removed."""
    assert f"def {test}(" in (ROOT / file).read_text()
