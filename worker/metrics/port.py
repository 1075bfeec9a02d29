"""The port that a machine's worker metrics are read from: a program of its own, for a worker that forks has no threads.

Started by each node, it serves the counts of all of them; where another node's has the port, it waits for its turn.
"""

from __future__ import annotations

import sys
import time

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

_AGAIN_SECONDS = 5.0


def serve(directory: str, host: str, port: int) -> None:
    """Serve for as long as this process lives."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=directory)  # type: ignore[no-untyped-call]
    while True:
        try:
            _, thread = start_http_server(port, host, registry)
        except OSError:
            time.sleep(_AGAIN_SECONDS)
        else:
            thread.join()


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2], int(sys.argv[3]))
