"""scripts/demo: the newcomer's first command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.redis

ROOT = Path(__file__).parents[2]


def test_the_demo_shows_documents_and_a_dead_letter() -> None:
    """Five articles become documents, the poison a dead letter with its reason, and it ends by itself."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WARRAQ_")}
    done = subprocess.run(
        [sys.executable, "scripts/demo.py"], cwd=ROOT, env=environment, capture_output=True, timeout=540, check=False
    )
    told = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert told.count("── ") == 5
    assert "no such field" in told
    for language in ("ar/Arab", "fa/Arab", "en/Latn"):
        assert language in told
    assert re.search(r"^dead +1$", told, re.MULTILINE)
