"""What kind of source bytes are: by what they begin with, and by their name where that is open."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, TypeGuard, get_args

from ingest.sources.encoding import detect

if TYPE_CHECKING:
    from collections.abc import Callable

Compression = Literal["gzip", "bzip2", "xz", "zstd"]
Archive = Literal["zip", "tar"]
Kind = Literal[
    "text", "json_lines", "json", "csv", "html", "feed", "warc", "parquet", Compression, Archive
]

_BY_SUFFIX: dict[str, Kind] = {
    ".txt": "text",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".parquet": "parquet",
}
_PACKED_SUFFIXES = frozenset(
    (".gz", ".bz2", ".xz", ".zst", ".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tzst")
)
KNOWN_SUFFIXES = ", ".join((*_BY_SUFFIX, *sorted(_PACKED_SUFFIXES)))

# The first bytes that formats prescribe.
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # an archive of nothing
    (b"PAR1", "parquet"),
    (b"WARC/1.", "warc"),
)
_TAR_MARK_AT = 257
_COMMENTS = r"(?:\s|<!--.*?-->|<\?.*?\?>)*"
_HTML = re.compile(rf"{_COMMENTS}<(?:!doctype\s+html\b|html\b|head\b|body\b)", re.I | re.S)
_FEED = re.compile(
    rf"{_COMMENTS}(?:<!doctype\s[^>\[]*(?:\[.*?\])?\s*>{_COMMENTS})?"
    r"<(?:rss\b|rdf:rdf\b|feed\b|[a-z]+:feed\b)",
    re.I | re.S,
)
_JSON = re.compile(r'(?:\[\s*)?\{\s*"')
_TEXT_START_CHARACTERS = 64 * 1024


def kind_by_name(name: str) -> Kind | None:
    """What the end of a file's name says, where it says anything."""
    return _BY_SUFFIX.get(PurePosixPath(name).suffix.lower())


def unpacked_name(name: str) -> str:
    """The name of what is inside a compressed file: its own without the last suffix."""
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    if suffix in _PACKED_SUFFIXES:
        return path.stem + (".tar" if suffix.startswith(".t") else "")
    return name


def kind_of(
    name: str, sample: bytes, *, complete: bool, is_header: Callable[[str], bool]
) -> Kind | None:
    """The kind of bytes that begin with `sample`; None where only their name could tell.

    What a format prescribes counts more than any name; among kinds that are plain text the name
    decides. `is_header` tells whether a line names the columns of a table of articles.
    """
    named = kind_by_name(name)
    if kind := _kind_by_magic(sample):
        return kind
    if named in {"json_lines", "csv"}:
        return named
    start = _start_of_text(sample, complete=complete)
    first_line, _, more = start.partition("\n")
    if named in {None, "json"} and _is_object(first_line):
        return "json_lines" if more.strip() else "json"  # one object may wrap many
    return _kind_of_markup(start) or named or _kind_of_records(start, first_line, is_header)


def is_compression(kind: Kind | None) -> TypeGuard[Compression]:
    """Whether the kind is a packing around one stream."""
    return kind in get_args(Compression)


def _kind_by_magic(sample: bytes) -> Kind | None:
    for mark, kind in _MAGIC:
        if sample.startswith(mark):
            return kind
    if sample[_TAR_MARK_AT : _TAR_MARK_AT + 5] == b"ustar":
        return "tar"
    return None


def _kind_of_markup(start: str) -> Kind | None:
    if _FEED.match(start):
        return "feed"
    return "html" if _HTML.match(start) else None


def _kind_of_records(start: str, first_line: str, is_header: Callable[[str], bool]) -> Kind | None:
    if _JSON.match(start):
        return "json"
    return "csv" if is_header(first_line) else None


def _start_of_text(sample: bytes, *, complete: bool) -> str:
    encoding, _ = detect(sample, complete=complete)
    start = sample[:_TEXT_START_CHARACTERS].decode(encoding or "utf-8", errors="replace")
    return start.lstrip("\ufeff \t\r\n")


def _is_object(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
