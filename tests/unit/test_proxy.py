"""The proxy of the tests leaves nothing open, whenever it is cut and closed: else another test would be blamed."""

from __future__ import annotations

import gc
import socket
import threading
from contextlib import suppress

import pytest

from tests.proxy import Proxy


@pytest.fixture
def echo():
    """A server that says back what it is told."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=answer, args=(client,), daemon=True).start()

    def answer(client: socket.socket) -> None:
        with client, suppress(OSError):
            while piece := client.recv(1024):
                client.sendall(piece)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()
    listener.shutdown(socket.SHUT_RDWR)
    thread.join()
    listener.close()


def ask(port: int, word: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(word)
        return client.recv(1024)


def test_it_passes_on_and_loses_answers(echo):
    """What is lost is the answer: the client sees its connection end."""
    proxy = Proxy(echo)
    assert ask(proxy.port, b"hello") == b"hello"
    proxy.lose = lambda request: request == b"lose"
    assert ask(proxy.port, b"lose") == b""
    assert proxy.lost == 1
    proxy.close()


def test_no_socket_stays_open(echo):
    """Connections are made while others are cut and the proxy is closed: every socket is closed by its owner."""
    for _ in range(20):
        proxy = Proxy(echo)

        def hammer(port: int = proxy.port) -> None:
            with suppress(OSError):
                while True:
                    ask(port, b"x")

        clients = [threading.Thread(target=hammer) for _ in range(4)]
        for client in clients:
            client.start()
        for _ in range(5):
            proxy.cut()
        proxy.close()
        for client in clients:
            client.join()
    gc.collect()  # an open socket would warn here, and warnings are errors
