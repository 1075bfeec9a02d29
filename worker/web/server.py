"""The HTTP server: uvicorn, which first sends away those who watch the stream, for they would never leave."""

from __future__ import annotations

import socket

import uvicorn
from starlette.applications import Starlette

_GRACE_SECONDS = 2


class Server(uvicorn.Server):
    """Serves `app` until it is told to stop. `port` 0: any free one."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                log_config=None,
                access_log=False,  # addresses hold ids
                server_header=False,
                timeout_graceful_shutdown=_GRACE_SECONDS,
            )
        )
        self._live = app.state.live

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop in order."""
        self._live.close()
        await super().shutdown(sockets)
