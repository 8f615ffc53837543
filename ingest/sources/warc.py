"""Pages from WARC files, record by record; a broken record costs no other.

The records are told apart here, so that reading can go on after a broken one; what is inside them
(HTTP headers, chunks, compression) is warcio's work.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from ingest.errors import one_line
from ingest.sources.blobs import read_fully
from ingest.sources.inputs import Notices, Page, Reject, RejectReason
from ingest.sources.pages import MAX_PAGE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.sources.blobs import Blob

_MAX_RECORD_BYTES = 2 * MAX_PAGE_BYTES
_MAX_LINE_BYTES = 64 * 1024
_MAX_HEADER_BYTES = 256 * 1024
_SKIP_BYTES = 1024 * 1024
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^warc-type:[ \t]*([\w-]+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_RECORD_WITHIN = re.compile(rb"\r?\n\r?\nWARC/1\.\d\r?\n")
_NO_RESPONSES = frozenset(
    (b"warcinfo", b"request", b"metadata", b"revisit", b"resource", b"conversion", b"continuation")
)
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Frame:
    """One record as it stands in the file; `reason` says what is wrong with it, if anything."""

    header: bytes
    block: bytes
    reason: RejectReason | None = None
    detail: str = ""


def read_warc(stream: IO[bytes], blob: Blob, notices: Notices) -> Iterator[Page | Reject]:
    """The HTML pages of a WARC stream; other responses are rejected, other records passed over."""
    number = passed_over = 0
    for frame in _frames(stream):
        kind = _TYPE.search(frame.header)
        if frame.reason is None and kind and kind[1].lower() in _NO_RESPONSES:
            passed_over += 1
            continue
        number += 1
        if frame.reason:
            excerpt = one_line(frame.header.decode("utf-8", "replace")) or None
            yield Reject(blob.shown, frame.reason, frame.detail, number, excerpt)
        elif not kind or kind[1].lower() != b"response":
            detail = "a record of no type that is known"
            yield Reject(blob.shown, "broken_warc", detail, number)
        else:
            yield _page(frame, blob, number)
    if passed_over:
        notices.once(
            f"warc:{blob.shown}",
            f"{blob.name}: {passed_over:,} records are no responses (requests, metadata …), and "
            "are passed over",
        )


def _page(frame: _Frame, blob: Blob, number: int) -> Page | Reject:
    from warcio.recordloader import ArcWarcRecordLoader  # noqa: PLC0415 - start-up is short

    whole = io.BytesIO(frame.header + b"\r\n" + frame.block)
    try:
        record = ArcWarcRecordLoader().parse_record_stream(whole, known_format="warc")
        url = record.rec_headers.get_header("WARC-Target-URI", "").strip("<> ") or None
        headers = record.http_headers
        status = headers.get_statuscode() if headers else ""
        kind = (headers.get_header("Content-Type") or "") if headers else ""
        data = record.content_stream().read(MAX_PAGE_BYTES + 1)
    except Exception as error:
        return Reject(
            blob.shown, "broken_warc", f"a broken record ({one_line(str(error))})", number
        )
    excerpt = one_line(url) if url else None
    if not status.isdigit():
        return Reject(blob.shown, "broken_warc", "a response without HTTP", number, excerpt)
    if status != "200":
        detail = f"the server answered {one_line(status, 20)}, not with a page"
        return Reject(blob.shown, "http_status", detail, number, excerpt)
    if kind and not kind.lower().startswith(_HTML):
        detail = f"{one_line(kind, 60)}, not HTML"
        return Reject(blob.shown, "not_html", detail, number, excerpt)
    charset = kind.lower().partition("charset=")[2].split(";")[0].strip("\"' ") or None
    return Page(data, blob.shown, f"{blob.stem}:{number}", number, url, charset)


class _Source:
    """A stream that takes back what was read too far."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._waiting = b""
        self._at = 0

    def take_back(self, data: bytes) -> None:
        """Put `data` before what is still to come."""
        self._waiting, self._at = data + self._waiting[self._at :], 0

    def readline(self) -> bytes:
        """The next line, or the start of one too long."""
        if self._at >= len(self._waiting):
            return self._stream.readline(_MAX_LINE_BYTES)
        end = self._waiting.find(b"\n", self._at, self._at + _MAX_LINE_BYTES) + 1
        if end:
            start, self._at = self._at, end
            return self._waiting[start:end]
        head = self.read(min(_MAX_LINE_BYTES, len(self._waiting) - self._at))
        return head + self._stream.readline(_MAX_LINE_BYTES - len(head) or 1)

    def read(self, size: int) -> bytes:
        """`size` bytes, fewer only at the end."""
        head = self._waiting[self._at : self._at + size]
        self._at += len(head)
        return head if len(head) == size else head + read_fully(self._stream, size - len(head))

    def is_before_record(self) -> bool:
        """Whether a record, or the end, comes next; empty lines aside."""
        ahead = self.read(64)
        self.take_back(ahead)
        return not ahead or ahead.lstrip(b"\r\n").startswith(b"WARC/")


def _frames(stream: IO[bytes]) -> Iterator[_Frame]:
    """The records of a stream; after a broken one, reading goes on where the next one begins."""
    source = _Source(stream)
    while line := source.readline():
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            yield _broken(line, "no record begins where one should")
            _go_to_next_record(source)
            continue
        header = line + _header_lines(source)
        length = _LENGTH.search(header)
        if not length:
            yield _broken(header, "a record without a length")
            _go_to_next_record(source)
        elif int(length[1]) > _MAX_RECORD_BYTES:
            _skip(source, int(length[1]))
            detail = f"a record of more than {_MAX_RECORD_BYTES // 1024**2} MiB, no page is"
            yield _Frame(header, b"", "too_long", detail)
        else:
            yield _frame(header, int(length[1]), source)


def _frame(header: bytes, length: int, source: _Source) -> _Frame:
    block = source.read(length)
    after = source.read(4)
    is_whole = len(block) == length and after in {b"\r\n\r\n", b""}
    # A record that is cut off may end, by its length, at an empty line in another one's midst.
    if is_whole and (not _RECORD_WITHIN.search(block) or source.is_before_record()):
        return _Frame(header, block)
    # The length is wrong: what was taken for the block may hold other records.
    source.take_back(block + after)
    _go_to_next_record(source)
    return _broken(header, "a record whose length is wrong, or that is cut off")


def _broken(header: bytes, detail: str) -> _Frame:
    return _Frame(header[:500], b"", "broken_warc", detail)


def _header_lines(source: _Source) -> bytes:
    lines: list[bytes] = []
    size = 0
    while (line := source.readline()).strip() and size < _MAX_HEADER_BYTES:
        lines.append(line)
        size += len(line)
    return b"".join(lines)


def _go_to_next_record(source: _Source) -> None:
    while line := source.readline():
        if line.startswith(b"WARC/1."):
            source.take_back(line)
            return


def _skip(source: _Source, size: int) -> None:
    while size > 0 and (data := source.read(min(size, _SKIP_BYTES))):
        size -= len(data)
