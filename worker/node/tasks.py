"""The one task, and what a worker process does at its beginning and end."""

from __future__ import annotations

import sys
from typing import Any

from celery import Celery, Task, signals
from celery.exceptions import Reject
from celery.utils.log import get_multiprocessing_logger

from worker import log
from worker.bootstrap import traced
from worker.broker import TASK
from worker.errors import Misconfigured, Rejected, Unavailable, WarraqError
from worker.metrics.expose import expose
from worker.node.crew import Crew
from worker.node.duties import duties
from worker.node.refusals import count_refused, counting

_MOST = 32  # ids a message, whatever a producer's setting: a message must end within its time limit
_LONGEST = 256  # characters of an id, as in the wire contract

logger = log.logger(__name__)


def install(app: Celery, crew: Crew) -> Celery:
    """`app` with the task, ready to be run as a worker whose processes take their parts from `crew`."""

    @app.task(name=TASK, bind=True)  # type: ignore[untyped-decorator]
    def process(self: Task, *args: object, **kwargs: object) -> None:
        """Process the documents named by a message: a list of 1 to 32 ids."""
        with log.bound(task=self.request.id, queue=(self.request.delivery_info or {}).get("routing_key")):
            _process(crew, args, kwargs)

    app.steps["consumer"].add(duties(crew))
    app.conf.worker_consumer = counting(crew)
    _connect(crew)
    return app


def _process(crew: Crew, args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    try:
        ids = ids_of(args, kwargs)
    except Rejected as error:
        logger.warning("message refused", reason=error.message)
        count_refused(crew)
        return
    try:
        settled = crew.service.work(ids)
    except Unavailable as error:
        logger.warning("message handed back", error=str(error))
        raise Reject(requeue=True) from error
    if not settled:
        logger.info("message handed back", reason="stopping or out of time")
        raise Reject(requeue=True)


def ids_of(args: tuple[object, ...], kwargs: dict[str, object]) -> list[str]:
    """The ids in a message's arguments. Raises `Rejected`: anybody may write to a broker."""
    if len(args) != 1 or kwargs:
        raise Rejected("bad_message", "the task takes one argument, a list of ids")
    ids = args[0]
    if not isinstance(ids, list) or not 1 <= len(ids) <= _MOST:
        raise Rejected("bad_message", f"not a list of 1 to {_MOST} ids")
    if not all(isinstance(one, str) and 0 < len(one) <= _LONGEST for one in ids):
        raise Rejected("bad_message", f"an id is not a string of 1 to {_LONGEST} characters")
    return ids


def _connect(crew: Crew) -> None:
    """Celery's signals, which are global: `weak=False` keeps the receivers alive."""

    def logs(**_: Any) -> None:
        log.configure(crew.settings.log_level, crew.settings.log_format)
        get_multiprocessing_logger().propagate = True  # else the pool writes lines of its own form

    def begins(**_: Any) -> None:
        try:
            traced(crew.settings)
            expose(crew.settings, crew.directory)
            crew.preload()  # before the fork: children share the memory
        except Exception as error:  # noqa: BLE001  Celery logs what its signals raise, and starts all the same
            told = error if isinstance(error, WarraqError) else repr(error)
            sys.stderr.write(f"warraq: the worker cannot start: {told}\n")
            sys.exit(2 if isinstance(error, Misconfigured) else 1)

    def stops(**_: Any) -> None:
        crew.stop()

    def ended(**_: Any) -> None:
        crew.close()

    signals.setup_logging.connect(logs, weak=False)
    signals.celeryd_init.connect(begins, weak=False)
    signals.worker_shutting_down.connect(stops, weak=False)
    signals.worker_shutdown.connect(ended, weak=False)
    signals.worker_process_shutdown.connect(ended, weak=False)
