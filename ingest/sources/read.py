"""Articles and rejects from paths: the one door to all kinds of sources."""

from __future__ import annotations

import io
import json
from typing import IO, TYPE_CHECKING

from ingest.model import Article
from ingest.sources.csv_rows import read_csv
from ingest.sources.encoding import SAMPLE_BYTES, decode, detect, detect_lines
from ingest.sources.inputs import (
    MAX_RECORD_CHARACTERS,
    Inputs,
    Notices,
    Record,
    Reject,
    RejectReason,
    without_surrogates,
)
from ingest.sources.json_lines import read_json_lines
from ingest.sources.walk import Kind, Source, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ingest.sources.plain_text import HeaderReader

_WHY: dict[RejectReason, str] = {
    "binary": "not text (an image, an archive or a program?); save it as text first",
    "unknown_encoding": "text in no encoding that is known; save it as UTF-8",
    "empty": "the file is empty; there is nothing to read",
    "too_long": f"longer than {MAX_RECORD_CHARACTERS:,} characters, no article is; split it up",
}


def read_sources(
    paths: Iterable[Path],
    headers: HeaderReader,
    notices: Notices,
    on_bytes: Callable[[int], None] = lambda _: None,
    passed_over: frozenset[Path] = frozenset(),
) -> Inputs:
    """Every article in `paths`, in order, and a reject for each thing that is none.

    `headers` reads the heads of plain text articles; `on_bytes` hears how many bytes were read
    since it last did; `passed_over` names absolute paths to leave out of folders. Memory is bounded
    by one record.
    """
    for found in walk(paths, passed_over):
        if isinstance(found, Reject):
            yield found
            continue
        left = found.size
        try:
            for item, size in _read_source(found, headers, notices):
                yield item
                on_bytes(size)
                left -= size
        except OSError as error:
            why = error.strerror or str(error)
            yield Reject(str(found.path), "unreadable", f"can't be read ({why}); try again")
        on_bytes(left)


def _read_source(
    source: Source, headers: HeaderReader, notices: Notices
) -> Iterator[tuple[Record | Reject, int]]:
    """What a file gives, each with the bytes that were read since the last."""
    with source.path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
        file.seek(0)
        complete = len(sample) < SAMPLE_BYTES
        kind = source.kind or _kind_by_content(sample, complete=complete)
        if not sample.strip():
            yield _reject(source, "empty"), 0
        elif kind == "text":
            yield _read_text(source, file, headers), 0
        elif encoding := detect_lines(sample, complete=complete):
            # Bytes that aren't UTF-8 become surrogates: only their own record is judged by them.
            errors = "surrogateescape" if encoding == "utf-8" else "replace"
            newline = "\n" if kind == "json_lines" else ""
            read = read_json_lines if kind == "json_lines" else read_csv
            stream = io.TextIOWrapper(file, encoding=encoding, errors=errors, newline=newline)
            before = 0
            for item in read(stream, source.path, notices):
                here = file.tell()
                yield item, here - before
                before = here
        else:
            yield _reject(source, "binary"), 0


def _kind_by_content(sample: bytes, *, complete: bool) -> Kind:
    """A file without a telling name: JSON lines if its first line is an object, else text."""
    encoding, _ = detect(sample, complete=complete)
    text = sample.decode(encoding or "utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if not text.startswith("{"):
        return "text"
    try:
        json.loads(text.split("\n", 1)[0])
    except (ValueError, RecursionError):
        return "text"
    return "json_lines"


def _read_text(source: Source, file: IO[bytes], headers: HeaderReader) -> Record | Reject:
    # Four bytes a character at most; one more says that there is more.
    data = file.read(4 * MAX_RECORD_CHARACTERS + 1)
    if len(data) > 4 * MAX_RECORD_CHARACTERS:
        return _reject(source, "too_long")
    text, why = decode(data)
    if text is None:
        return _reject(source, why or "unknown_encoding")
    if len(text) > MAX_RECORD_CHARACTERS:
        return _reject(source, "too_long")
    if not text.strip():
        return _reject(source, "empty")
    header = headers.read(text)
    article = Article(
        id=source.path.stem,
        text=without_surrogates(text),
        title=header.title,
        published=header.published.day if header.published else None,
        outlet=header.outlet,
    )
    at = header.published.at if header.published else None
    return Record(article, str(source.path), None, at)


def _reject(source: Source, reason: RejectReason) -> Reject:
    return Reject(str(source.path), reason, _WHY[reason])
