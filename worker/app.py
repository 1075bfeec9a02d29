"""For Celery's own command line: ``celery -A worker.app worker``. The settings are the environment's."""

from __future__ import annotations

import sys

from worker.errors import Misconfigured
from worker.node.start import application
from worker.settings import load

try:
    app = application(load())
except Misconfigured as error:
    sys.stderr.write(f"warraq: {error}\n")
    sys.exit(2)
