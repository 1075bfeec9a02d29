"""The forms that a Document can take. A form's module is imported when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from schemas import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A form: the module that has its `render`, what it is on the web, and the extra it needs, if any.

    `stream`: whether documents may follow one another in one file.
    """

    module: str
    media_type: str
    suffix: str
    stream: bool = True
    extra: str | None = None


FORMATS: dict[str, Format] = {
    "json": Format("wire", "application/json", "json"),
    "text": Format("text", "text/plain; charset=utf-8", "txt"),
    "html": Format("html", "text/html; charset=utf-8", "html", stream=False, extra="web"),
    "ninjs": Format("ninjs", "application/json", "ninjs.json"),
    "webanno": Format("webanno", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', "jsonld"),
    "conllu": Format("conllu", "text/plain; charset=utf-8", "conllu"),
    "spacy": Format("docbin", "application/octet-stream", "spacy", stream=False, extra="spacy"),
}


def render(document: Document, form: str) -> bytes:
    """`document` in the form of that name, UTF-8 where it is text; forms of one line have no line end."""
    rendered: str | bytes = import_module(f"worker.export.{FORMATS[form].module}").render(document)
    return rendered.encode() if isinstance(rendered, str) else rendered
