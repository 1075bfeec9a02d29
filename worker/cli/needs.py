"""Optional parts: a missing one is named with the command that installs it."""

from __future__ import annotations

from worker.errors import Misconfigured
from worker.extras import missing


def text_stack() -> None:
    """Raise `Misconfigured` where the text stages, which the base install leaves out, cannot run."""
    if names := missing("worker"):
        raise Misconfigured(f"this needs the text stack ({', '.join(names)}): pip install 'warraq[worker]'")
