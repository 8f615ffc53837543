"""A stream of bytes to read, wherever it lies: in a file, in an archive, or from an address."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ingest.sources.inputs import RejectReason
    from ingest.sources.plain_text import Header

_BUFFER_BYTES = 128 * 1024


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes with a name; `shown` is where the user finds them ("crawl.zip/news/7.html")."""

    shown: str
    name: str
    open: Callable[[], IO[bytes]]
    is_named: bool = False  # the user named it, so that text is read whatever its name
    path: Path | None = None  # the file itself, where it is one
    url: str | None = None
    charset: str | None = None  # as declared by whoever sent it
    told: Header | None = None  # what a feed says of it
    on_share: Callable[[float], None] = lambda _: None  # hears how much of a file at `path` is read

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return stem_of(self.name)


def stem_of(name: str) -> str:
    """A file's name without its suffix."""
    stem, dot, _ = name.rpartition(".")
    return stem if dot and stem else name


class RefusedError(Exception):
    """Bytes that can't or must not be read on: `reason` and `detail` are the reject's."""

    def __init__(self, reason: RejectReason, detail: str) -> None:
        super().__init__(detail)
        self.reason: RejectReason = reason
        self.detail = detail


class CountedReader(io.RawIOBase):
    """Passes bytes on, and says how many each time."""

    def __init__(self, stream: IO[bytes], on_bytes: Callable[[int], None]) -> None:
        self._stream = stream
        self._on_bytes = on_bytes

    def readable(self) -> bool:
        """Yes: it is there to be read."""
        return True

    def seekable(self) -> bool:
        """Where the stream beneath is."""
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the stream beneath."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """The place in the stream beneath."""
        return self._stream.tell()

    def close(self) -> None:
        """Close the stream beneath, too."""
        super().close()
        self._stream.close()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read into `buffer` what there is."""
        data = read_some(self._stream, len(buffer))
        buffer[: len(data)] = data
        self._on_bytes(len(data))
        return len(data)


class _HeadFirst(io.RawIOBase):
    """Bytes already read, then the rest of their stream."""

    def __init__(self, head: bytes, rest: IO[bytes], failure: RefusedError | None) -> None:
        self._head = memoryview(head)
        self._rest = rest
        self._failure = failure

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data: bytes | memoryview = self._head[: len(buffer)]
        if data:
            self._head = self._head[len(data) :]
        elif self._failure:
            raise self._failure
        else:
            data = read_some(self._rest, len(buffer))
        buffer[: len(data)] = data
        return len(data)


def buffered(stream: io.RawIOBase) -> io.BufferedReader:
    """`stream` with a buffer that suits large files."""
    return io.BufferedReader(stream, _BUFFER_BYTES)


def read_some(stream: IO[bytes], size: int) -> bytes:
    """Some bytes, at most `size`; none only at the end."""
    # `read1`, where there is one, gives what there is before an error; `read` would lose it.
    read = getattr(stream, "read1", stream.read)
    data: bytes = read(size)
    return data


def read_fully(stream: IO[bytes], size: int) -> bytes:
    """`size` bytes, fewer only at the end: a decompressor may give less at a time."""
    return b"".join(_pieces(stream, size))


def _pieces(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0 and (data := read_some(stream, min(size, _BUFFER_BYTES))):
        yield data
        size -= len(data)


def with_sample(stream: IO[bytes], size: int) -> tuple[bytes, IO[bytes]]:
    """The first `size` bytes, and the whole stream once more, seekable where it was.

    A stream that can't be read to there is refused only when what came before has been read.
    """
    pieces: list[bytes] = []
    failure: RefusedError | None = None
    try:
        pieces.extend(_pieces(stream, size))
    except RefusedError as error:
        failure = error
    sample = b"".join(pieces)
    if failure and not sample:
        raise failure
    if failure is None and stream.seekable():
        stream.seek(0)
        return sample, stream
    return sample, buffered(_HeadFirst(sample, stream, failure))
