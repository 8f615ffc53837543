"""Compressed streams: gzip, bzip2, xz and Zstandard, each read as it comes, never whole."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from typing import IO, TYPE_CHECKING, Protocol, cast

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


class _Decompressor(Protocol):
    """What the libraries for xz and Zstandard have in common."""

    @property
    def needs_input(self) -> bool:
        """Whether there is nothing more to give before more is put in."""

    @property
    def eof(self) -> bool:
        """Whether the frame is at its end."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind the end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most `max_length` bytes of what `data`, and what came before it, hold."""


class _Framed(io.RawIOBase):
    """Unpacks frame after frame; the libraries' own files take no limit on memory."""

    def __init__(self, stream: IO[bytes], new_frame: Callable[[], _Decompressor]) -> None:
        self._stream = stream
        self._new_frame = new_frame
        self._frame: _Decompressor | None = None
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while frame := self._frame or self._next_frame():
            if frame.needs_input and not self._waiting:
                self._waiting = read_some(self._stream, _CHUNK_BYTES)
                if not self._waiting:
                    raise EOFError
            data = frame.decompress(self._waiting, len(buffer))
            self._waiting = b""
            if frame.eof:
                self._waiting, self._frame = frame.unused_data, None
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0

    def _next_frame(self) -> _Decompressor | None:
        """Begin the next of the frames that stand one after the other, maybe with zeros between."""
        while not self._waiting.strip(b"\0"):
            self._waiting = read_some(self._stream, _CHUNK_BYTES)
            if not self._waiting:
                return None
        self._waiting = self._waiting.lstrip(b"\0")
        self._frame = self._new_frame()
        return self._frame


def _xz_frame() -> _Decompressor:
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_DICTIONARY_BYTES)


def _zstd_frame() -> _Decompressor:
    from backports import zstd  # noqa: PLC0415 - only where it is needed: start-up is short

    largest: dict[int, int] = {
        zstd.DecompressionParameter.window_log_max: _DICTIONARY_BYTES.bit_length() - 1
    }
    return zstd.ZstdDecompressor(options=largest)


_OPENERS: dict[Compression, Callable[[IO[bytes]], IO[bytes]]] = {
    "gzip": lambda stream: cast("IO[bytes]", gzip.GzipFile(fileobj=stream)),
    "bzip2": bz2.BZ2File,
    "xz": lambda stream: buffered(_Framed(stream, _xz_frame)),
    "zstd": lambda stream: buffered(_Framed(stream, _zstd_frame)),
}
