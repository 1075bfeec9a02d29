"""What a node does for its metrics before it forks; imports no prometheus_client, see `worker.metrics.workers`."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import sys
from pathlib import Path

from worker.errors import Misconfigured
from worker.extras import missing
from worker.guard import guarded
from worker.metrics.workers import folder
from worker.service.recorder import flights
from worker.settings import Settings


def expose(settings: Settings, node: Path) -> None:
    """Let Prometheus read what the processes of this machine count, where a port is set for it.

    Raises `Misconfigured` where the extra is not installed.
    """
    port = settings.metrics_port
    if port is None:
        return
    if names := missing("web"):
        raise Misconfigured(f"WARRAQ_METRICS_PORT needs {', '.join(names)}: pip install 'warraq[web]'")
    place = folder(node)
    if not any(flight.alive for flight in flights(node)):  # nobody counts there any more
        shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    command = [sys.executable, "-m", "worker.metrics.port", str(place), settings.metrics_host, str(port)]
    program = subprocess.Popen(guarded(command), start_new_session=True)  # noqa: S603 - the arguments are ours
    atexit.register(program.terminate)
