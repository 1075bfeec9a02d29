"""Processes that end when we do, also when we are killed (where the kernel offers it: Linux)."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

# Runs first in the new process: ask for SIGTERM when the parent goes (PR_SET_PDEATHSIG is 1), see that it has
# not gone already, become the program. A program of its own, for code between fork and exec in a process with
# threads can deadlock.
_GUARD = """
import ctypes, os, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    if os.getppid() != int(sys.argv[1]): sys.exit("the parent is gone")
os.execv(sys.argv[2], sys.argv[2:])
"""


def guarded(command: Sequence[str]) -> list[str]:
    """`command` (its program an absolute path), to be started by this process and to end with it.

    Start it in a thread that lives as long as it is wanted: Linux counts the thread as the parent.
    """
    return [sys.executable, "-I", "-S", "-c", _GUARD, str(os.getpid()), *command]
