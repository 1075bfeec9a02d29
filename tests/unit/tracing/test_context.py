"""Only what has W3C Trace Context's form is carried on."""

import pytest

from worker.errors import Misconfigured
from worker.settings import load
from worker.tracing import trace_id, valid_traceparent

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def test_a_traceparent_is_carried_as_it_is():
    """Sampled or not."""
    assert valid_traceparent(TRACE) == TRACE
    assert valid_traceparent(f"{TRACE[:-1]}0") == f"{TRACE[:-1]}0"


def test_a_later_version_is_carried_as_ours():
    """What stands behind the flags is another version's business."""
    assert valid_traceparent(f"cc{TRACE[2:]}-more") == TRACE


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "00",
        TRACE.upper(),
        f"ff{TRACE[2:]}",
        f"{TRACE}-more",
        f"{TRACE}\n",
        TRACE.replace("4bf92f3577b34da6a3ce929d0e0e4736", "0" * 32),
        TRACE.replace("00f067aa0ba902b7", "0" * 16),
        TRACE.replace("4bf9", "٤bf9"),
    ],
)
def test_what_has_not_the_form_is_none(wrong):
    """Nor is it repaired: it would name a trace that nobody knows."""
    assert valid_traceparent(wrong) is None


def test_a_wrong_setting_is_named():
    """An empty one, as compose files pass it on, is none."""
    with pytest.raises(Misconfigured, match="WARRAQ_TRACEPARENT: not of W3C"):
        load(traceparent="yes")
    assert load(traceparent="").traceparent is None


def test_log_lines_name_the_trace():
    """By its id alone; a document of no trace says nothing."""
    assert trace_id(TRACE) == {"trace_id": "4bf92f3577b34da6a3ce929d0e0e4736"}
    assert trace_id(None) == {}
