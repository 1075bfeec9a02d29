"""As much of OpenSearch as a writer needs: ``_bulk`` with external versions."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class OpenSearch:
    """`indexed`: (index, id) → version and source. `writes` counts what was stored, `refuses` makes it refuse all."""

    def __init__(self) -> None:
        self.indexed: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
        self.writes = 0
        self.refuses = False
        self.url = ""

    def bulk(self, index: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
        """The answer to a bulk request of index actions."""
        items = [self._index(index, lines[n]["index"], lines[n + 1]) for n in range(0, len(lines), 2)]
        return {"errors": any(item["status"] >= 300 for item in items), "items": [{"index": item} for item in items]}

    def _index(self, index: str, action: dict[str, Any], source: dict[str, Any]) -> dict[str, Any]:
        assert action["version_type"] == "external"
        key, version = (index, action["_id"]), action["version"]
        if self.refuses:
            return {"_id": action["_id"], "status": 400, "error": {"type": "mapper_parsing_exception"}}
        if key in self.indexed and self.indexed[key][0] >= version:
            return {"_id": action["_id"], "status": 409, "error": {"type": "version_conflict_engine_exception"}}
        self.indexed[key] = version, source
        self.writes += 1
        return {"_id": action["_id"], "status": 201}


@contextmanager
def serving() -> Iterator[OpenSearch]:
    """An empty one, on a port of its own."""
    store = OpenSearch()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            index, call = self.path.strip("/").split("/")
            assert (call, self.headers["Content-Type"]) == ("_bulk", "application/x-ndjson")
            body = self.rfile.read(int(self.headers["Content-Length"]))
            assert body.endswith(b"\n")
            answer = json.dumps(store.bulk(index, [json.loads(line) for line in body.splitlines()])).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        store.url = f"http://127.0.0.1:{server.server_port}"
        yield store
        server.shutdown()
