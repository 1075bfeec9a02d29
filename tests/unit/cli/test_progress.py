"""Progress: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys

import pytest

from worker.cli import progress

_SHOW = """
from worker.cli.progress import progress
with progress(1000) as advance:
    advance(25, 500)
"""


def test_plain_lines_tell_count_rate_and_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every few seconds one line, on standard error."""
    clock = iter([0.0, 1.0, 10.0, 10.0, 10.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    with progress.progress(1000) as advance:
        advance(1, 10)  # after one second: too early for a line
        advance(50, 500)
    assert capsys.readouterr().err == "50 articles, 5/s, 10 s left\n"


def test_a_terminal_gets_a_bar_with_rate_and_share() -> None:
    """Half of the input is half of the bar."""
    shown = _on_terminal(_SHOW)
    assert "25 articles" in shown
    assert "50 %" in shown
    assert "━" in shown


def _on_terminal(code: str) -> str:
    """All that Python writes to a terminal as it runs `code`, in however many pieces it comes."""
    master, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", code], stderr=terminal, env=os.environ | {"COLUMNS": "100"}
    ) as process:
        os.close(terminal)
        pieces = []
        with contextlib.suppress(OSError):  # what a terminal says when nobody writes to it any more
            while piece := os.read(master, 4096):
                pieces.append(piece)
        os.close(master)
    assert process.returncode == 0
    return b"".join(pieces).decode()
