"""A TCP proxy that can be slow, lose answers and cut connections: what a network does at the worst moment."""

from __future__ import annotations

import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


class Proxy:
    """Stands between clients and a server, until it is closed.

    `lose` says of each request whether its answer is lost, with the connection; `lost` counts these.
    `delay` is the time in seconds that each piece is held back.
    """

    def __init__(self, target: tuple[str, int]) -> None:
        self.target = target
        self.lose: Callable[[bytes], bool] = lambda _: False
        self.lost, self.delay = 0, 0.0
        self._open: set[socket.socket] = set()  # both ends of the connections that are carried
        self._closed, self._lock = False, threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._carriers: list[threading.Thread] = []
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listener.getsockname()[1])

    def cut(self) -> None:
        """Break every connection, with what is on its way."""
        with self._lock:
            for end in self._open:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Take no more connections, break all, and wait until every socket is closed."""
        with self._lock:
            self._closed = True
        self._listener.shutdown(socket.SHUT_RDWR)
        self._acceptor.join()
        self._listener.close()
        self.cut()
        for carrier in self._carriers:
            carrier.join()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                carrier = threading.Thread(target=self._carry, args=(client,), daemon=True)
                self._carriers.append(carrier)
                carrier.start()

    def _carry(self, client: socket.socket) -> None:
        """One connection, from its beginning to its end; no other thread closes its sockets."""
        with client, suppress(OSError), socket.create_connection(self.target) as server:
            with self._lock:
                if self._closed:
                    return
                self._open |= {client, server}
            try:
                self._pass_on(client, server)
            finally:
                with self._lock:
                    self._open -= {client, server}

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        losing = False
        while True:
            for source in select.select([client, server], [], [])[0]:
                piece = source.recv(1 << 20)
                if not piece:
                    return
                time.sleep(self.delay)
                if source is client:
                    losing = losing or self.lose(piece)
                    server.sendall(piece)
                elif losing:  # so the server has done what was asked
                    self.lost += 1
                    return
                else:
                    client.sendall(piece)


@contextmanager
def proxy(url: str) -> Iterator[tuple[Proxy, str]]:
    """A proxy to the Redis at `url`, and the URL that goes through it."""
    address, _, database = url.removeprefix("redis://").partition("/")
    host, _, port = address.partition(":")
    made = Proxy((host, int(port)))
    try:
        yield made, f"redis://127.0.0.1:{made.port}/{database}"
    finally:
        made.close()
