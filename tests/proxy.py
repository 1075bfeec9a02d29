"""A TCP proxy that can lose answers: what a network does at the worst moment."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Proxy:
    """`lose` says of each request whether its answer is lost, with the connection."""

    target: tuple[str, int]
    lose: Callable[[bytes], bool] = lambda _: False
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    lost: int = 0

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.listener.getsockname()[1])

    def serve(self) -> None:
        """Carry connections until the listener is closed."""
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        with client, socket.create_connection(self.target) as server, suppress(OSError):
            while request := client.recv(1 << 20):
                server.sendall(request)
                answer = server.recv(1 << 20)  # so the server has done it
                if self.lose(request):
                    self.lost += 1
                    return
                client.sendall(answer)


@contextmanager
def proxy(url: str) -> Iterator[tuple[Proxy, str]]:
    """A proxy to the Redis at `url`, and the URL that goes through it. For requests of less than 1 MB."""
    address, _, database = url.removeprefix("redis://").partition("/")
    host, _, port = address.partition(":")
    made = Proxy((host, int(port)))
    thread = threading.Thread(target=made.serve, daemon=True)
    thread.start()
    try:
        yield made, f"redis://127.0.0.1:{made.port}/{database}"
    finally:
        made.listener.shutdown(socket.SHUT_RDWR)
        made.listener.close()
        thread.join(5)
