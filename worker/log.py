"""Logs: one list of processors, one choice of renderer, for our lines and everybody else's.

Ours go through structlog, those of Celery, kombu and other libraries through the standard logging module;
both end in one handler, in one form, on stderr. Identity (document, task, queue) is bound once, at the start
of the work, and stands on every line until its end. No line holds article text or a password.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

Format = Literal["auto", "json", "console"]

_PASSWORD = re.compile(r"(?<=://)([^\s/@:\"']{0,256}):[^\s@\"']{1,1024}@")

# What they say at INFO repeats our lines for each message, or is the pool's own bookkeeping.
_CHATTY = ("celery.worker.strategy", "celery.bootsteps", "multiprocessing", "kombu")
_CHATTIER = ("celery.app.trace",)  # at WARNING a traceback for each message that is handed back


_LONGEST = {"event": 2000, "exception": 8000}  # characters: others quote what they cannot read


def redact(text: str) -> str:
    """`text` with the passwords of URLs covered."""
    return _PASSWORD.sub(r"\1:***@", text)


def configure(level: str = "INFO", form: Format = "auto", stream: TextIO | None = None) -> None:
    """Send all logs to `stream` (stderr): readable on a terminal, JSON elsewhere, unless `form` decides."""
    target = stream or sys.stderr
    people = form == "console" or (form == "auto" and target.isatty())
    handler = logging.StreamHandler(target)
    handler.setFormatter(_formatter(people=people, colors=target.isatty()))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for names, least in ((_CHATTY, logging.WARNING), (_CHATTIER, logging.ERROR)):
        for name in names:
            logging.getLogger(name).setLevel(max(least, root.level))
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(root.level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,  # a test or a forked child configures again
    )


def logger(name: str) -> structlog.typing.FilteringBoundLogger:
    """The logger of a module."""
    found: structlog.typing.FilteringBoundLogger = structlog.get_logger(name)
    return found


@contextmanager
def bound(**identity: object) -> Iterator[None]:
    """Within, every line carries `identity`."""
    with structlog.contextvars.bound_contextvars(**identity):
        yield


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _formatter(*, people: bool, colors: bool) -> logging.Formatter:
    as_json = structlog.processors.JSONRenderer(default=str, ensure_ascii=False)
    render: list[Processor] = [structlog.processors.format_exc_info, _shortened, as_json]
    if people:
        plain = structlog.dev.plain_traceback  # a traceback with local variables would show article text
        render = [_shortened, structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=plain)]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_shared(), _plain_arguments],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render, _redacted],
    )


def _plain_arguments(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Others' messages arrive formatted; their arguments are dropped."""
    event.pop("positional_args", None)
    return event


def _shortened(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    for key, longest in _LONGEST.items():
        text = event.get(key)
        if isinstance(text, str) and len(text) > longest:
            event[key] = f"{text[:longest]}… ({len(text)} characters)"
    return event


def _redacted(_logger: WrappedLogger, _method: str, line: Any) -> str:
    return redact(str(line))
