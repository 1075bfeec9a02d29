"""The pages build into a site, strictly: no page outside of the navigation, no link or heading that is not there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.generated import ROOT

pytest.importorskip("properdocs", reason="needs the newest extra [dev]")


def test_the_site_builds_and_fetches_nothing(tmp_path: Path) -> None:
    """Without the network, and what is built asks for no file from elsewhere."""
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = {page.stem: page.read_text("utf-8") for page in tmp_path.glob("*.html")}
    assert {page.stem for page in (ROOT / "docs").glob("*.md")} <= set(pages)
    for page in pages.values():
        assert re.findall(r'<(?:script|img|iframe)[^>]+src="(?:https?:)?//', page) == []
        assert re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="(?:https?:)?//', page) == []
