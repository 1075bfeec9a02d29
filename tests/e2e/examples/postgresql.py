"""A real PostgreSQL of its own for a test, where one is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pg8000.dbapi import connect

from worker.local.ports import free_port

_DEBIAN = Path("/usr/lib/postgresql")


@dataclass
class Postgres:
    """A server at `url`."""

    url: str

    def ask(self, query: str) -> list[list[Any]]:
        """The rows of a query."""
        at = urlsplit(self.url)
        assert at.username
        connection = connect(at.username, at.hostname or "", at.path[1:], at.port or 0, at.password)
        cursor = connection.cursor()
        cursor.execute(query)
        rows = [list(row) for row in cursor.fetchall()]
        connection.close()
        return rows


def programs() -> Path:
    """Where initdb and pg_ctl are; skips the test where they are not."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else []
    places += [place / "bin" for place in sorted(_DEBIAN.glob("*"), key=lambda place: int(place.name), reverse=True)]
    for place in places:
        if (place / "initdb").exists() and (place / "pg_ctl").exists():
            return place
    pytest.skip("no PostgreSQL here; on Debian: apt-get install postgresql")


@contextmanager
def running() -> Iterator[Postgres]:
    """A server with an empty database; its data goes with it. It will not run as root, so then as `postgres`."""
    bin, port = programs(), free_port()
    # Not pytest's directory: that is closed to others, and here the server may be another user.
    with tempfile.TemporaryDirectory(prefix="warraq-postgres-") as home:
        user = "postgres" if os.geteuid() == 0 else None
        if user:
            shutil.chown(home, user)
        password = Path(home, "password")
        password.write_text("secret")
        password.chmod(0o644)
        data = Path(home, "data")

        def call(program: str, *arguments: str) -> None:
            command = [str(bin / program), "-D", str(data), *arguments]
            done = subprocess.run(command, cwd=home, user=user, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr

        call("initdb", "-U", "warraq", "--auth=scram-sha-256", f"--pwfile={password}", "--no-sync", "-E", "UTF8")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        call("pg_ctl", "-w", "-l", str(Path(home, "log")), "-o", options, "start")
        try:
            yield Postgres(f"postgresql://warraq:secret@127.0.0.1:{port}/postgres")
        finally:
            call("pg_ctl", "-w", "-m", "immediate", "stop")
