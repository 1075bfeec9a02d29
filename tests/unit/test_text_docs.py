"""docs/text.md says what the rules do."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_page_is_what_the_rules_say() -> None:
    """The page is the one that scripts/build-text-docs writes: run it after changing a rule or table."""
    page = runpy.run_path(str(ROOT / "scripts" / "build-text-docs"))["page"]()
    assert (ROOT / "docs" / "text.md").read_text(encoding="utf-8") == page
