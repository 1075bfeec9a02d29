"""From bytes to articles. A bad one is told apart and named; the good ones go on."""

from __future__ import annotations

import lzma
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError
from pydantic_core import from_json

from schemas import Article
from schemas.explain import explain
from worker.reading.find import JSONL, STDIN, format_suffix
from worker.reading.open import Meter, open_bytes

_OBJECT = re.compile(rb'\s*\{\s*"\w+"\s*:')  # no article's text begins so


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the command line says of all articles that do not say it themselves."""

    source: str | None = None
    published_at: str | None = None

    def fill(self, fields: dict[str, Any]) -> dict[str, Any]:
        """`fields` with what is missing filled in."""
        known = {"source": self.source, "published_at": self.published_at}
        return fields | {name: value for name, value in known.items() if value is not None and fields.get(name) is None}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that is no article: `where` names the file and line, `reason` says what is wrong with it."""

    where: str
    reason: str


def read(
    files: Iterable[Path], *, jsonl: bool, defaults: Defaults, most_bytes: int, meter: Meter | None = None
) -> Iterator[Article | Unreadable]:
    """The articles in `files`, in order. Files that end in .jsonl, or begin with a JSON object, are JSON Lines.

    `jsonl` says so of all.
    `most_bytes` bounds one article (a whole plain file, or one line).
    """
    meter = meter or Meter()
    for path in files:
        lines = jsonl or format_suffix(path) in JSONL
        name = "standard input" if path == STDIN else str(path)
        try:
            with open_bytes(path, meter) as stream:
                first = stream.readline(most_bytes + 2)
                if lines or _OBJECT.match(first):
                    yield from _read_lines(first, stream, name, defaults, most_bytes)
                else:
                    content = first + stream.read(max(0, most_bytes + 1 - len(first)))
                    yield _read_plain(content, name, defaults, most_bytes)
        except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
            yield Unreadable(name, _io_reason(error))


def _read_plain(content: bytes, name: str, defaults: Defaults, most_bytes: int) -> Article | Unreadable:
    if len(content) > most_bytes:
        return Unreadable(name, _too_big(most_bytes))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Unreadable(name, _not_utf8(content, error))
    return _article({"text": text}, name, defaults)


def _read_lines(
    first: bytes, stream: IO[bytes], name: str, defaults: Defaults, most_bytes: int
) -> Iterator[Article | Unreadable]:
    for number, line in enumerate(_bounded_lines(first, stream, most_bytes), 1):
        where = f"{name}, line {number}"
        if line is None:
            yield Unreadable(where, _too_big(most_bytes))
        elif line.strip():
            yield _parse_line(line, where, defaults)


def _bounded_lines(first: bytes, stream: IO[bytes], most_bytes: int) -> Iterator[bytes | None]:
    """`first` and the lines after it; None for one that is longer than `most_bytes`, which is passed over unread."""
    line = first
    while line:
        whole = len(line) <= most_bytes or line.endswith(b"\n")
        yield line if whole else None
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        line = stream.readline(most_bytes + 2)


def _parse_line(line: bytes, where: str, defaults: Defaults) -> Article | Unreadable:
    try:
        fields = from_json(line.strip())  # as bytes: decoding them first would cost half as much again
    except ValueError as error:
        return Unreadable(where, _not_json(line, error))
    if not isinstance(fields, dict):
        return Unreadable(where, f"a JSON {type(fields).__name__}, not an object with a field `text`")
    return _article(fields, where, defaults)


def _article(fields: dict[str, Any], where: str, defaults: Defaults) -> Article | Unreadable:
    try:
        return Article.model_validate(defaults.fill(fields))
    except ValidationError as error:
        return Unreadable(where, explain(error))


def _not_json(line: bytes, error: ValueError) -> str:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as undecodable:
        return _not_utf8(line, undecodable)
    reason = str(error).replace(" at line 1 column", " at column")
    reason = reason.replace("hex escape", "hex escape (lone surrogate?)")
    return f"broken JSON: {reason}; each line must be one JSON object"


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "UTF-16, not UTF-8; convert it first: iconv -f UTF-16 -t UTF-8"
    return f"not UTF-8: byte 0x{content[error.start]:02x} at offset {error.start}; convert it first with iconv"


def _too_big(most_bytes: int) -> str:
    return f"larger than {most_bytes:,} bytes (WARRAQ_MAX_ARTICLE_BYTES)"


def _io_reason(error: Exception) -> str:
    said = error.strerror if isinstance(error, OSError) else None
    return said or f"cannot be read: {error}"
