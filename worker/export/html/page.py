"""The templates, and the page that stands alone: one file, no script, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined, select_autoescape

from schemas import Document
from worker.export.html.pieces import PAGE_CHARACTERS
from worker.export.html.view import MOST, view_of


@cache
def environment(*packages: str) -> Environment:
    """Jinja with every value escaped; templates are named ``package/name``, of this package and `packages`."""
    places = {name.rpartition(".")[2]: PackageLoader(name) for name in ("worker.export.html", *packages)}
    made = Environment(
        loader=PrefixLoader(places),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"most": MOST, "page_characters": PAGE_CHARACTERS}
    return made


@cache
def stylesheet() -> str:
    """The style of documents, for the web and for pages that stand alone."""
    return (files("worker.export.html") / "document.css").read_text(encoding="utf-8")


def render(document: Document) -> str:
    """The whole document on one page."""
    template = environment().get_template("html/standalone.html")
    first = view_of(document)
    views = [first, *(view_of(document, number) for number in range(2, first.pages + 1))]
    digest = base64.b64encode(hashlib.sha256(stylesheet().encode()).digest()).decode()
    return template.render(view=first, views=views, stylesheet=stylesheet, style_hash=f"sha256-{digest}")
