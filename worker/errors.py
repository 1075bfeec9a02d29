"""The errors that leave our functions; the type of an error names its fate.

::

    WarraqError
    ├── Rejected        the document's own fault: never retried, it becomes a dead letter
    ├── Unavailable     a service is away or busy: the same call may be tried again
    │   └── Overloaded  the backlog or Redis's memory is over its bound: slow down, then try again
    ├── Misconfigured   the user's mistake, with what to do about it: exit code 2
    ├── BadInput        what a user named cannot be read or does not exist: exit code 2
    └── Bug             ours: nothing to retry, please report

No error of a lower library escapes: `worker.store.faults` translates Redis's.
"""

from __future__ import annotations


class WarraqError(Exception):
    """Any error of this project."""


class Rejected(WarraqError):
    """A document that cannot be made, whoever tries. `code` is for programs, `message` for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Unavailable(WarraqError):
    """A service does not answer, or not now."""


class Overloaded(Unavailable):
    """More work is waiting than the bounds allow."""


class Misconfigured(WarraqError):
    """A setting, address, password or permission is wrong."""


class BadInput(WarraqError):
    """A file, directory, id or value that a user named is not there or not usable."""


class Bug(WarraqError):
    """What should not happen."""
