"""`warraq up`: one command, and nothing left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from worker.local.ports import free_port

pytestmark = pytest.mark.redis


@contextmanager
def running(port: int, data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`warraq up`, ended when the test is done with it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WARRAQ_")}
    environment |= {"WARRAQ_STATE_DIR": str(data / "state"), "WARRAQ_LOG_LEVEL": "WARNING"}
    command = [sys.executable, "-m", "worker.cli", "up", "--workers", "2", "--port", str(port), "--data", str(data)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as up:
        try:
            yield up
        finally:
            up.terminate()
            up.communicate(timeout=120)


def warraq(port: int, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"WARRAQ_REDIS_URL": f"redis://127.0.0.1:{port}/0"}
    command = [sys.executable, "-m", "worker.cli", *arguments]
    return subprocess.run(command, input=stdin, env=environment, capture_output=True, timeout=300, check=True)


def descendants(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_up_serves_and_leaves_nothing_running(tmp_path: Path, how: signal.Signals) -> None:
    """Redis and two workers start, work, and are gone after the signal."""
    port = free_port()
    with running(port, tmp_path) as up:
        assert up.stderr is not None
        assert f"port {port}" in up.stderr.readline().decode()
        assert warraq(port, "submit", "--jsonl", "-", "--wait", stdin=b'{"text": "a"}')
        started = descendants(up)
        up.send_signal(how)
        assert up.wait(120) == 0
    assert not psutil.wait_procs(started, timeout=60)[1]


def test_a_killed_worker_is_started_again(tmp_path: Path) -> None:
    """Kill -9 of a node costs time, not documents."""
    port = free_port()
    with running(port, tmp_path) as up:
        warraq_ready(port)
        nodes = [child for child in psutil.Process(up.pid).children() if "-server" not in child.name()]
        assert len(nodes) == 2
        for node in nodes:
            node.kill()
        done = warraq(port, "submit", "--jsonl", "-", "--wait", stdin=b'{"text": "b"}')
        assert b"1 new" in done.stderr
        started = descendants(up)
    assert not psutil.wait_procs(started, timeout=60)[1]


def test_a_killed_redis_is_started_again(tmp_path: Path) -> None:
    """With its data, as often as it is killed; a producer that submits again has all of its documents done, once."""
    port, lines = free_port(), b"".join(b'{"id": "%d", "text": "a"}\n' % number for number in range(300))
    with running(port, tmp_path) as up:
        warraq_ready(port)
        for _ in range(6):
            (server,) = [child for child in psutil.Process(up.pid).children() if "-server" in child.name()]
            server.kill()
            warraq_ready(port, lines)
        assert b"once" in warraq(port, "verify", "--jsonl", "-", stdin=lines).stdout
        started = descendants(up)
    assert up.returncode == 0
    assert not psutil.wait_procs(started, timeout=60)[1]


def warraq_ready(port: int, lines: bytes = b'{"text": "a"}') -> None:
    """Until these articles went through."""
    environment = os.environ | {"WARRAQ_REDIS_URL": f"redis://127.0.0.1:{port}/0"}
    command = [sys.executable, "-m", "worker.cli", "submit", "--jsonl", "-", "--wait"]
    while subprocess.run(command, input=lines, env=environment, capture_output=True, check=False).returncode:
        pass


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    """Somebody else's port: exit code 2 and a line that says so."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        with running(port, tmp_path) as up:
            _, told = up.communicate(timeout=120)
    assert up.returncode == 2
    assert f"port {port}" in told.decode()
