"""A validation error in one line for people. Names the field and the fault, never the value: it may be an article."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from schemas.base import FORMS


def explain(error: ValidationError, most: int = 3) -> str:
    """What is wrong, at most `most` faults, e.g. ``published_at: no such date or time``."""
    faults = error.errors(include_url=False, include_input=False)
    # A default that is made from a field that is wrong says nothing of its own.
    faults = [fault for fault in faults if fault["type"] != "default_factory_not_called"]
    told = [_fault(fault) for fault in faults[:most]]
    rest = f" (and {len(faults) - most} more)" if len(faults) > most else ""
    return "; ".join(told) + rest


def _fault(fault: ErrorDetails) -> str:
    where = ".".join(map(str, fault["loc"]))
    message = _message(fault)
    return f"{where}: {message}" if where else message


def _message(fault: ErrorDetails) -> str:
    if fault["type"] == "extra_forbidden":
        return "no such field"
    form = FORMS.get(fault.get("ctx", {}).get("pattern", ""))
    return f"not {form}" if form else fault["msg"].removeprefix("Value error, ")
