"""Articles and rejects from paths and addresses: the one door to all kinds of sources.

Whatever it is, a source is a stream of bytes with a name (a blob). It is looked at, unpacked layer
by layer, and given to the reader of its kind; what can't be read becomes a reject that says why.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, TextIO

from ingest.model import Article
from ingest.sources.addresses import Address
from ingest.sources.archives import members_of_tar, members_of_zip
from ingest.sources.blobs import (
    Blob,
    CountedReader,
    RefusedError,
    buffered,
    read_fully,
    with_sample,
)
from ingest.sources.compression import decompressed
from ingest.sources.csv_rows import is_header, read_csv
from ingest.sources.encoding import SAMPLE_BYTES, decode, detect_lines
from ingest.sources.feeds import MAX_FEED_BYTES, page_of, read_feed
from ingest.sources.from_web import WebReader
from ingest.sources.inputs import (
    MAX_RECORD_CHARACTERS,
    Found,
    Inputs,
    Notices,
    Page,
    Record,
    Reject,
    RejectReason,
    without_surrogates,
)
from ingest.sources.json_documents import read_json_document
from ingest.sources.json_lines import read_json_lines, read_utf8_lines
from ingest.sources.kinds import KNOWN_SUFFIXES, Kind, is_compression, kind_of, unpacked_name
from ingest.sources.limits import Budget, Limits
from ingest.sources.page_readers import with_pages_read
from ingest.sources.pages import MAX_PAGE_BYTES
from ingest.sources.records import Table
from ingest.sources.walk import Source, walk
from ingest.sources.web import Web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ingest.sources.columns import Columns
    from ingest.sources.feeds import Entry
    from ingest.sources.plain_text import HeaderReader

_WHY: dict[RejectReason, str] = {
    "binary": "not text (an image, an archive or a program?); save it as text first",
    "unknown_encoding": "text in no encoding that is known; save it as UTF-8",
    "empty": "the file is empty; there is nothing to read",
    "too_long": f"longer than {MAX_RECORD_CHARACTERS:,} characters, no article is; split it up",
    "unknown_kind": (
        f"not one of {KNOWN_SUFFIXES}; if it is text, name the file itself to read it"
    ),
}
_TEASER = (
    "the feed only announces the article; load the feed by its address, and the page is fetched"
)
_LINE_READERS: dict[Kind, tuple[str, Callable[[TextIO, Table], Inputs]]] = {
    "json_lines": ("\n", read_json_lines),
    "json": ("\n", read_json_document),
    "csv": ("", read_csv),
}
_BOMBS = 3  # in one archive; with more, the rest isn't worth reading


def read_sources(
    paths: Iterable[Path | Address],
    reader: BlobReader,
    on_bytes: Callable[[int], None] = lambda _: None,
    passed_over: frozenset[Path] = frozenset(),
    processes: int = 1,
) -> Inputs:
    """Every article in `paths`, in order, and a reject for each thing that is none.

    `on_bytes` hears how many bytes were read since it last did; `passed_over` names absolute paths
    to leave out of folders; `processes` is how many take pages apart. Memory is bounded by a few
    records.
    """
    return with_pages_read(_read_paths(paths, reader, on_bytes, passed_over), processes)


def _read_paths(
    paths: Iterable[Path | Address],
    reader: BlobReader,
    on_bytes: Callable[[int], None],
    passed_over: frozenset[Path],
) -> Iterator[Found]:
    for found in walk(paths, passed_over):
        if isinstance(found, Reject):
            yield found
        elif isinstance(found, Address):
            yield from WebReader(reader.web or Web(), reader).read(found)
        else:
            yield from _read_file(found, reader, on_bytes)


def _read_file(
    source: Source, reader: BlobReader, on_bytes: Callable[[int], None]
) -> Iterator[Found]:
    budget = Budget(reader.limits)
    left = source.size

    def count(size: int) -> None:
        nonlocal left
        budget.packed += size
        on_bytes(min(size, left))
        left -= min(size, left)

    def count_to(share: float) -> None:
        nonlocal left
        rest = int(source.size * (1 - share))
        if rest < left:
            on_bytes(left - rest)
            left = rest

    def open_file() -> IO[bytes]:
        return buffered(CountedReader(source.path.open("rb"), count))

    blob = Blob(
        str(source.path),
        source.path.name,
        open_file,
        source.is_named,
        source.path,
        on_share=count_to,
    )
    try:
        yield from reader.read(blob, budget)
    except OSError as error:
        why = error.strerror or str(error)
        yield Reject(blob.shown, "unreadable", f"can't be read ({why}); try again")
    on_bytes(left)


@dataclass(frozen=True, slots=True)
class BlobReader:
    """Reads blobs of every kind.

    `headers` reads the heads of plain text articles; `columns` tells which column is which field;
    `web` fetches what is at addresses, which only the user's own are ever asked for.
    """

    headers: HeaderReader
    columns: Columns
    notices: Notices
    limits: Limits = field(default_factory=Limits)
    web: Web | None = None
    follow: Callable[[Entry, str], Iterator[Found]] | None = None  # fetches what a feed announces

    def read(self, blob: Blob, budget: Budget, layers: int = 0) -> Iterator[Found]:
        """The articles in `blob`, with `layers` packings around it; what can't be read as rejects.

        Only an OSError of the disk itself is raised.
        """
        try:
            with blob.open() as opened:
                yield from self._read_stream(opened, blob, budget, layers)
        except RefusedError as error:
            yield Reject(blob.shown, error.reason, error.detail)

    def _read_stream(
        self, opened: IO[bytes], blob: Blob, budget: Budget, layers: int
    ) -> Iterator[Found]:
        sample, stream = with_sample(opened, SAMPLE_BYTES)
        complete = len(sample) < SAMPLE_BYTES
        kind = kind_of(blob.name, sample, complete=complete, is_header=self._is_header)
        if kind is None and not blob.is_named:
            yield _reject(blob, "unknown_kind")
        elif complete and not sample.strip():
            yield _reject(blob, "empty")
        elif is_compression(kind):
            inner = _inside(decompressed(stream, kind, budget), blob)
            yield from self._deeper(inner, budget, layers)
        elif kind in {"zip", "tar"}:
            yield from self._read_archive(stream, kind, blob, budget, layers)
        else:
            is_empty = kind != "feed"  # its pages may all be unchanged
            for found in self._read_kind(kind or "text", stream, blob, budget):
                is_empty = False
                yield found
            if is_empty:
                yield Reject(blob.shown, "empty", "no article in it; there is nothing to read")

    def _is_header(self, line: str) -> bool:
        return is_header(line, self.columns)

    def _deeper(self, blob: Blob, budget: Budget, layers: int) -> Iterator[Found]:
        if layers >= self.limits.layers:
            detail = f"packed more than {self.limits.layers} times over; unpack it first"
            raise RefusedError("bomb", detail)
        yield from self.read(blob, budget, layers + 1)

    def _read_archive(
        self, stream: IO[bytes], kind: Kind | None, blob: Blob, budget: Budget, layers: int
    ) -> Iterator[Found]:
        members = members_of_zip if kind == "zip" else members_of_tar
        bombs = 0
        for member in members(stream, blob.shown, budget):
            if isinstance(member, Reject):
                yield member
                continue
            before = budget.unpacked
            for found in self._deeper(member, budget, layers):
                yield found
                if isinstance(found, Reject) and found.reason == "bomb":
                    bombs += 1
                    budget.unpacked = before  # one bomb must not cost the members beside it
            if bombs >= _BOMBS:
                raise RefusedError("bomb", "one bomb after the other; the rest is not read")

    def _read_kind(
        self, kind: Kind, stream: IO[bytes], blob: Blob, budget: Budget
    ) -> Iterator[Found]:
        if kind == "text":
            yield self._read_text(stream, blob)
        elif kind == "parquet":
            from ingest.sources.parquet import read_parquet  # noqa: PLC0415

            yield from read_parquet(stream, blob, self._table(blob), budget)
        elif kind in {"json_lines", "json", "csv"}:
            yield from self._read_lines(kind, stream, blob)
        elif kind == "warc":
            from ingest.sources.warc import read_warc  # noqa: PLC0415

            yield from read_warc(stream, blob, self.notices)
        elif kind == "html":
            data = read_fully(stream, MAX_PAGE_BYTES + 1)
            yield Page(
                data, blob.shown, blob.url or blob.stem, None, blob.url, blob.charset, blob.told
            )
        else:
            yield from self._read_feed(stream, blob)

    def _read_feed(self, stream: IO[bytes], blob: Blob) -> Iterator[Found]:
        for entry in read_feed(read_fully(stream, MAX_FEED_BYTES + 1)):
            if page := page_of(entry, blob.shown, blob.stem):
                yield page
            elif self.follow and blob.url:
                yield from self.follow(entry, blob.url)
            else:
                yield Reject(blob.shown, "no_text", _TEASER, entry.number, entry.told.title)

    def _read_lines(self, kind: Kind, stream: IO[bytes], blob: Blob) -> Inputs:
        sample, stream = with_sample(stream, SAMPLE_BYTES)
        encoding = detect_lines(sample, complete=len(sample) < SAMPLE_BYTES)
        if encoding is None:
            yield _reject(blob, "binary")
            return
        if kind == "json_lines" and encoding.startswith("utf-8"):
            yield from read_utf8_lines(stream, self._table(blob))
            return
        # Bytes that aren't UTF-8 become surrogates: only their own record is judged by them.
        errors = "surrogateescape" if encoding == "utf-8" else "replace"
        newline, read = _LINE_READERS[kind]
        text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline=newline)
        yield from read(text, self._table(blob))

    def _table(self, blob: Blob) -> Table:
        return Table(blob.shown, blob.name, self.columns, self.notices)

    def _read_text(self, stream: IO[bytes], blob: Blob) -> Record | Reject:
        # Four bytes a character at most; one more says that there is more.
        data = read_fully(stream, 4 * MAX_RECORD_CHARACTERS + 1)
        if len(data) > 4 * MAX_RECORD_CHARACTERS:
            return _reject(blob, "too_long")
        text, why = decode(data)
        if text is None:
            return _reject(blob, why or "unknown_encoding")
        if len(text) > MAX_RECORD_CHARACTERS:
            return _reject(blob, "too_long")
        if not text.strip():
            return _reject(blob, "empty")
        header = self.headers.read(text)
        article = Article(
            id=blob.stem,
            text=without_surrogates(text),
            title=header.title,
            published=header.published.day if header.published else None,
            outlet=header.outlet,
        )
        at = header.published.at if header.published else None
        return Record(article, blob.shown, None, at)


def _inside(stream: IO[bytes], blob: Blob) -> Blob:
    """What a compressed blob holds, under its own name without the last suffix."""
    name = unpacked_name(blob.name)
    return Blob(blob.shown, name, lambda: stream, blob.is_named, None, blob.url, blob.charset)


def _reject(blob: Blob, reason: RejectReason) -> Reject:
    return Reject(blob.shown, reason, _WHY[reason])
