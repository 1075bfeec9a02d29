"""A connection on which commands are sent before the answers to earlier ones are read: both ends work at once."""

from __future__ import annotations

from collections import deque
from typing import Any

from redis import Redis
from redis.connection import Connection
from redis.exceptions import RedisError, ResponseError

from worker.store.redis.scripts import Args

_MOST_UNANSWERED = 64  # calls; their answers, some kilobytes each, wait in the server and the sockets


class Wire:
    """Commands in order, answers in order. A wire that breaks raises nothing: it gives no more answers.

    Without a client (a cluster has a connection a node) it is broken from the beginning.
    """

    def __init__(self, client: Redis | None) -> None:
        self._client = client
        self._connection: Connection | None = None
        self._answers = deque[Any]()
        self._unanswered = 0
        self._broken = client is None

    def send(self, command: Args) -> None:
        """Send a command; nothing happens where the wire is broken."""
        if self._broken:
            return
        try:
            self._send(command)
        except (RedisError, OSError):
            self.cut()

    def answers(self, count: int) -> list[Any]:
        """The next `count` answers, errors among them; fewer where the wire is broken."""
        try:
            while not self._broken and len(self._answers) < count:
                self._read()
        except (RedisError, OSError):
            self.cut()
        return [self._answers.popleft() for _ in range(min(count, len(self._answers)))]

    def cut(self) -> None:
        """Break it: of what was sent nobody knows whether it is done."""
        self._broken = True
        self.close()

    def mend(self) -> None:
        """Use a connection again."""
        self._broken = self._client is None

    def close(self) -> None:
        """Give the connection back, fit for others."""
        connection, self._connection = self._connection, None
        if connection is not None:
            assert self._client is not None
            if self._unanswered:
                connection.disconnect()
            self._client.connection_pool.release(connection)
        self._answers.clear()
        self._unanswered = 0

    def _send(self, command: Args) -> None:
        if self._connection is None:
            assert self._client is not None
            self._connection = self._client.connection_pool.get_connection()
        if self._unanswered == _MOST_UNANSWERED:
            self._read()
        idle = not self._unanswered  # a ping between two answers would take the first of them for its own
        self._unanswered += 1
        self._connection.send_command(*command, check_health=idle)

    def _read(self) -> None:
        assert self._connection is not None
        try:
            answer = self._connection.read_response()
        except ResponseError as error:
            answer = error
        self._unanswered -= 1
        self._answers.append(answer)
