"""A RabbitMQ of our own, from the system's package."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

from tests.chaos.lab import until
from worker.local.ports import free_port

PROGRAM = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")  # where Debian and Ubuntu put it


class Rabbit:
    """A node that listens on loopback and keeps its data in a directory; with an epmd of its own."""

    def __init__(self, home: Path) -> None:
        self._port = free_port()
        ports = {"RABBITMQ_NODE_PORT": self._port, "RABBITMQ_DIST_PORT": free_port(), "ERL_EPMD_PORT": free_port()}
        places = {
            "HOME": home,
            "RABBITMQ_MNESIA_BASE": home / "data",
            "RABBITMQ_LOG_BASE": home / "log",
            "RABBITMQ_PID_FILE": home / "pid",
            "RABBITMQ_ENABLED_PLUGINS_FILE": home / "plugins",
        }
        address = {"RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1", "ERL_EPMD_ADDRESS": "127.0.0.1"}
        name = {"RABBITMQ_NODENAME": f"warraq-{self._port}@localhost"}
        environment = os.environ | name | address | {key: str(value) for key, value in (ports | places).items()}
        with (home / "rabbit.log").open("wb") as log:
            self._process = subprocess.Popen(
                [str(PROGRAM)], env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self._epmd = ports["ERL_EPMD_PORT"]
        self.url = f"amqp://guest:guest@127.0.0.1:{self._port}//"
        until(self._listens, "RabbitMQ listens")

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self._port)) == 0

    def stop(self) -> None:
        """Kill it and its epmd."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        until(self._epmd_ends, "epmd has forgotten the node and ends")

    def _epmd_ends(self) -> bool:
        ask = ["epmd", "-port", str(self._epmd), "-kill"]
        return subprocess.run(ask, check=False, capture_output=True).returncode == 0
