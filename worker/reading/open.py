"""Opening a file whatever it is compressed with."""

from __future__ import annotations

import gzip
import io
import lzma
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO, cast

from worker.errors import BadInput
from worker.reading.find import STDIN


def open_bytes(path: Path) -> AbstractContextManager[IO[bytes]]:
    """`path` for reading, decompressed by its suffix; ``-`` is standard input."""
    if path == STDIN:
        return nullcontext(sys.stdin.buffer)
    match path.suffix:
        case ".gz":
            return cast("AbstractContextManager[IO[bytes]]", gzip.open(path, "rb"))
        case ".xz":
            return cast("AbstractContextManager[IO[bytes]]", lzma.open(path, "rb"))
        case ".zst":
            return _open_zstd(path)
        case _:
            return path.open("rb")


@contextmanager
def _open_zstd(path: Path) -> Iterator[IO[bytes]]:
    try:
        import zstandard  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise BadInput(f"{path}: reading .zst needs an extra: pip install 'warraq[zstd]'") from None
    try:
        with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True) as raw:
            yield io.BufferedReader(cast("io.RawIOBase", raw))
    except zstandard.ZstdError as error:
        raise OSError(f"damaged archive: {error}") from error
