"""W3C Trace Context: the header `traceparent`, which names a trace and the span that a next one continues.

https://www.w3.org/TR/trace-context/#traceparent-header
"""

from __future__ import annotations

import re

_FORM = re.compile(
    r"(?P<version>(?!ff)[0-9a-f]{2})"
    r"-(?P<trace>(?!0{32})[0-9a-f]{32})"
    r"-(?P<span>(?!0{16})[0-9a-f]{16})"
    r"-(?P<flags>[0-9a-f]{2})"
    r"(?P<more>-.*)?"
)


def valid_traceparent(traceparent: str) -> str | None:
    """`traceparent` as version 00, or None where it is none: the standard has it ignored then.

    A later version may say more behind the flags; that is left out, as the standard has it.
    """
    found = _FORM.fullmatch(traceparent)
    if not found or (found["version"] == "00" and found["more"]):
        return None
    return f"00-{found['trace']}-{found['span']}-{found['flags']}"


def trace_id(traceparent: str | None) -> dict[str, str]:
    """What log lines say of the trace: its id under OpenTelemetry's name for it, or nothing."""
    return {"trace_id": traceparent.split("-")[1]} if traceparent else {}
