"""Opening a file whatever it is compressed with."""

from __future__ import annotations

import gzip
import io
import lzma
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from typing_extensions import Buffer

from worker.errors import BadInput
from worker.reading.find import STDIN


class Meter:
    """Counts the bytes read from files, as they lie on disk: what progress is measured by."""

    def __init__(self) -> None:
        self.bytes = 0


class _MeteredFile(io.FileIO):
    def __init__(self, path: Path, meter: Meter) -> None:
        super().__init__(path, "rb")
        self._meter = meter

    def readinto(self, buffer: Buffer) -> int:
        count = super().readinto(buffer)
        self._meter.bytes += count
        return count


@contextmanager
def open_bytes(path: Path, meter: Meter) -> Iterator[IO[bytes]]:
    """`path` for reading, decompressed by its suffix; ``-`` is standard input, which is not metered."""
    if path == STDIN:
        if sys.stdin is None:  # closed by the caller: `warraq process - <&-`
            raise BadInput("standard input is closed")
        yield sys.stdin.buffer
        return
    with io.BufferedReader(_MeteredFile(path, meter)) as file:
        match path.suffix:
            case ".gz":
                with gzip.GzipFile(fileobj=file) as unpacked:
                    yield cast("IO[bytes]", unpacked)
            case ".xz":
                with lzma.LZMAFile(file) as unpacked:
                    yield cast("IO[bytes]", unpacked)
            case ".zst":
                with _zstd(path, file) as stream:
                    yield stream
            case _:
                yield file


@contextmanager
def _zstd(path: Path, file: IO[bytes]) -> Iterator[IO[bytes]]:
    try:
        import zstandard  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise BadInput(f"{path}: reading .zst needs an extra: pip install 'warraq[zstd]'") from None
    try:
        with zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True) as raw:
            yield io.BufferedReader(cast("io.RawIOBase", raw))
    except zstandard.ZstdError as error:
        raise OSError(f"damaged archive: {error}") from error
