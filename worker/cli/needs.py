"""Optional parts: a missing one is named with the command that installs it."""

from __future__ import annotations

from worker.errors import Misconfigured
from worker.extras import missing
from worker.settings import load


def text_stack() -> None:
    """Raise `Misconfigured` where the text stages, which the base install leaves out, cannot run as they are set."""
    if names := missing("worker"):
        raise Misconfigured(f"this needs the text stack ({', '.join(names)}): pip install 'warraq[worker]'")
    if load().entity_transformers:
        optional("transformers", "WARRAQ_ENTITY_TRANSFORMERS")


def optional(name: str, what: str) -> None:
    """Raise `Misconfigured` where `what` needs an extra that is not installed."""
    if names := missing(name):
        raise Misconfigured(f"{what} needs {', '.join(names)}: pip install 'warraq[{name}]'")
