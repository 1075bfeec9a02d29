"""Ports for servers: nobody has them, and no outgoing connection gets them."""

from __future__ import annotations

import socket

import pytest

from worker.errors import Misconfigured
from worker.local import ports


def test_outgoing_connections_leave_it_alone() -> None:
    """It lies below those that the kernel gives to them."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert ports.free_port() < min(server.getsockname()[1], client.getsockname()[1])


@pytest.mark.parametrize("spare", [0, 1])
def test_a_port_in_use_is_not_given(monkeypatch: pytest.MonkeyPatch, spare: int) -> None:
    """Nor one whose companion is in use; that there is no other is said."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", ports.free_port()))
        port = taken.getsockname()[1]
        monkeypatch.setattr(ports, "_FIRST", port - spare)
        monkeypatch.setattr(ports, "_first_ephemeral", lambda: port + 1)
        with pytest.raises(Misconfigured, match="no free port"):
            ports.free_port(spare)
