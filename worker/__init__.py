"""Warraq: a streaming worker that normalizes, segments and tags news text. Arabic first."""

import os

# Read by OpenBLAS when numpy loads. A worker is one of several processes on its machine, and our matrices are
# small: threads that wait for each other made the entity stage ten times slower on two busy cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
