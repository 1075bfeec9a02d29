"""Starting a worker node: what `warraq worker` does, and `celery -A worker.app worker` as well."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Literal

from celery import Celery
from celery.platforms import SecurityWarning

from worker.bootstrap import Parts, build
from worker.broker import QUEUES, celery_app, lane
from worker.node.crew import Crew
from worker.node.tasks import install
from worker.settings import Settings
from worker.store.protocol import Queue

Pool = Literal["prefork", "solo"]


def application(settings: Settings, make: Callable[[Settings], Parts] = build) -> Celery:
    """The Celery app whose workers get their parts from `make`."""
    return install(celery_app(settings), Crew(settings, make))


def run_node(
    settings: Settings,
    *,
    concurrency: int | None = None,
    pool: Pool = "prefork",
    queues: Sequence[Queue] = QUEUES,
    make: Callable[[Settings], Parts] = build,
) -> int:
    """Run a worker node in this process until it is told to stop; the exit code.

    `concurrency`: child processes (prefork), default one a CPU. SIGTERM and Ctrl-C finish the documents at
    work and hand back the rest; SIGQUIT gives them three seconds.
    """
    served = [lane(settings, queue) for queue in queues]
    options = {"concurrency": concurrency} if concurrency else {}
    # Celery advises against root, for it might unpickle; this app accepts JSON only.
    warnings.filterwarnings("ignore", category=SecurityWarning)
    worker = application(settings, make).Worker(
        pool=pool, queues=served, loglevel=settings.log_level, quiet=True, **options
    )
    worker.start()
    return int(worker.exitcode or 0)
