"""Compressed streams: gzip, bzip2, xz and Zstandard, each read as it comes, never whole."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from typing import IO, TYPE_CHECKING, cast

from ingest.sources.blobs import RefusedError, buffered, read_some

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.sources.kinds import Compression
    from ingest.sources.limits import Budget

_CHUNK_BYTES = 64 * 1024
_DICTIONARY_BYTES = 128 * 1024**2  # what a header may ask us to hold ready


def decompressed(stream: IO[bytes], kind: Compression, budget: Budget) -> io.BufferedReader:
    """What is inside `stream`. Reading raises RefusedError where it is broken or a bomb."""
    return buffered(Unpacked(_OPENERS[kind](stream), kind, budget))


def _zstd(stream: IO[bytes]) -> IO[bytes]:
    import zstandard  # noqa: PLC0415 - only where it is needed: start-up is short

    decompressor = zstandard.ZstdDecompressor(max_window_size=_DICTIONARY_BYTES)
    return decompressor.stream_reader(stream, read_across_frames=True)


class Unpacked(io.RawIOBase):
    """Unpacked bytes, counted against a budget; what is broken is refused by name."""

    def __init__(self, source: IO[bytes], kind: str, budget: Budget) -> None:
        self._source = source
        self._kind = kind
        self._budget = budget

    def readable(self) -> bool:
        """Yes: it is there to be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read into `buffer` what there is."""
        try:
            data = read_some(self._source, len(buffer))
        except EOFError as error:
            detail = f"the {self._kind} data ends too early; what came before it is read"
            raise RefusedError("broken_compression", detail) from error
        except Exception as error:
            if not _is_broken_data(error):
                raise
            detail = f"the {self._kind} data is broken; what came before it is read"
            raise RefusedError("broken_compression", detail) from error
        self._budget.take(len(data))
        buffer[: len(data)] = data
        return len(data)


def _is_broken_data(error: Exception) -> bool:
    """Whether the data is at fault, not the disk: each library has an error of its own."""
    if isinstance(error, RefusedError):
        return False
    if isinstance(error, OSError):
        return error.errno is None
    return isinstance(error, zlib.error | lzma.LZMAError) or type(error).__name__ == "ZstdError"


class _Xz(io.RawIOBase):
    """The standard library's xz reader takes no limit on memory; this one does."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decompressor: lzma.LZMADecompressor | None = None
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while True:
            if self._decompressor is None and not self._next_stream():
                return 0
            assert self._decompressor is not None  # noqa: S101 - just made
            if self._decompressor.needs_input and not self._waiting:
                self._waiting = self._stream.read(_CHUNK_BYTES)
                if not self._waiting:
                    raise EOFError
            data = self._decompressor.decompress(self._waiting, len(buffer))
            self._waiting = b""
            if self._decompressor.eof:
                self._waiting = self._decompressor.unused_data
                self._decompressor = None
            if data:
                buffer[: len(data)] = data
                return len(data)

    def _next_stream(self) -> bool:
        """Begin the next of the streams that stand one after the other, zeros between them."""
        while not self._waiting.strip(b"\0"):
            self._waiting = self._stream.read(_CHUNK_BYTES)
            if not self._waiting:
                return False
        self._waiting = self._waiting.lstrip(b"\0")
        self._decompressor = lzma.LZMADecompressor(
            format=lzma.FORMAT_XZ, memlimit=_DICTIONARY_BYTES
        )
        return True


_OPENERS: dict[Compression, Callable[[IO[bytes]], IO[bytes]]] = {
    "gzip": lambda stream: cast("IO[bytes]", gzip.GzipFile(fileobj=stream)),
    "bzip2": bz2.BZ2File,
    "xz": lambda stream: buffered(_Xz(stream)),
    "zstd": _zstd,
}
