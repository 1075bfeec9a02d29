"""Redis and processes on this machine, for a first run."""
