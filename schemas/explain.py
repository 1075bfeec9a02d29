"""A validation error in one line for people. Names the field and the fault, never the value: it may be an article."""

from __future__ import annotations

from pydantic import ValidationError


def explain(error: ValidationError, most: int = 3) -> str:
    """What is wrong, at most `most` faults, e.g. ``published_at: no such date or time``."""
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    told = [_fault(".".join(map(str, fault["loc"])), fault["type"], fault["msg"]) for fault in faults[:most]]
    rest = f" (and {len(faults) - most} more)" if len(faults) > most else ""
    return "; ".join(told) + rest


def _fault(where: str, kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return f"{where}: no such field"
    message = message.removeprefix("Value error, ")
    return f"{where}: {message}" if where else message
