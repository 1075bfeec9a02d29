"""Consumers that fall behind are noticed before they lose anything."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from worker.store.memory import MemoryStore
from worker.store.protocol import Tidied
from worker.upkeep.housekeeper import Housekeeper


@pytest.mark.parametrize(
    ("tidied", "levels"),
    [
        (Tidied(behind=100, beyond=0, entries=10, full=0.1), []),
        (Tidied(behind=0, beyond=0, entries=81, full=0.81), ["warning"]),
        (Tidied(behind=0, beyond=5, entries=100, full=1.0), ["error"]),
    ],
)
def test_a_full_stream_is_said(tidied: Tidied, levels: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing while all is well; a warning at four fifths; an error when entries were cut unread."""
    store = MemoryStore()
    monkeypatch.setattr(store, "tidy", lambda: tidied)
    with capture_logs() as logs:
        Housekeeper(store).tidy()
    assert [line["log_level"] for line in logs] == levels
