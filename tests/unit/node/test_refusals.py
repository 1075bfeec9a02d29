"""A message's body is looked at in the parent, where a refusal can be counted."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from structlog.testing import capture_logs

from worker.errors import Unavailable
from worker.node.refusals import _is_call, count_refused

NOTHING_ELSE = {"callbacks": None, "errbacks": None, "chain": None, "chord": None}


@pytest.mark.parametrize(
    ("body", "call"),
    [
        ([[["a"]], {}, NOTHING_ELSE], True),
        ([[["a"]], {}, {**NOTHING_ELSE, "chain": [{"task": "x"}]}], False),
        ([[["a"]], {}], False),
        ({"args": []}, False),
        ("text", False),
    ],
)
def test_only_a_call_with_nothing_after_it_is_one(body, call):
    """Chains and callbacks would run other tasks: they are refused as what is no call at all."""
    assert _is_call(SimpleNamespace(payload=body)) is call


def test_what_cannot_be_decoded_is_left_to_celery():
    """It refuses that by itself."""

    class Message:
        @property
        def payload(self):
            raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no")

    assert _is_call(Message())


def test_a_refusal_that_cannot_be_counted_is_logged():
    """A ledger that is away stops no worker."""

    def away():
        raise Unavailable("away")

    crew = SimpleNamespace(parts=SimpleNamespace(store=SimpleNamespace(count_refused_message=away)))
    with capture_logs() as logs:
        count_refused(crew)
    assert [(line["log_level"], line["error"]) for line in logs] == [("warning", "away")]
