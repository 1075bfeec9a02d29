"""One document: read it, see what was cleaned, take it away in another form."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from schemas import decode
from worker.export import FORMATS, render
from worker.export.html import view_of
from worker.extras import missing
from worker.store.protocol import Store
from worker.web.pages import document_path, page, page_number
from worker.web.shelf import Shelf

_PAGES = 10_000_000  # no text has so many; the view shows the last one it has


class DocumentPages:
    """`/documents/{id}`, with `?view=edits`, `?page=N` and `?format=…`."""

    def __init__(self, store: Store) -> None:
        self._store, self._shelf = store, Shelf(store)

    def show(self, request: Request) -> Response:
        """The page of a document, or the document in another form."""
        id = request.path_params.get("id") or request.query_params.get("id", "")
        if not id:
            return RedirectResponse("/", 303)
        if form := request.query_params.get("format"):
            return self._download(id, form)
        document = self._shelf.get(id)
        if document is None:
            raise HTTPException(404, self._absent(id))
        edits = request.query_params.get("view") == "edits"
        number = page_number(request.query_params.get("page"), _PAGES)
        view = view_of(document, number, edits=edits)
        links = {name: document_path(id, format=name) for name in _forms()}
        return page(request, "document.html", view=view, edits=edits, downloads=links)

    def _absent(self, id: str) -> str:
        state = self._store.states([id])[0]
        if state is None:
            return "No document of this id is known."
        if state == "dead":
            return "This document was given up; the dead letters say why."
        return f"This document is {state}; it will be here when it is done."

    def _download(self, id: str, form: str) -> Response:
        if form not in _forms():
            raise HTTPException(404, f"Not a form that is offered here: {', '.join(_forms())}.")
        payload = self._store.result(id)
        if payload is None:
            raise HTTPException(404, self._absent(id))
        known = FORMATS[form]
        name = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in id)[:80]
        headers = {"content-disposition": f'attachment; filename="{name}.{known.suffix}"'}
        return Response(render(decode(payload), form), media_type=known.media_type, headers=headers)


def _forms() -> list[str]:
    return [name for name, form in FORMATS.items() if not (form.extra and missing(form.extra))]
