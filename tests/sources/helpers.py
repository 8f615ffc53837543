"""Reading in tests, and the invented articles, pages and crawls that are read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from typing import TYPE_CHECKING

from backports import zstd

from ingest.project import seeds_dir
from ingest.sources.columns import load_columns
from ingest.sources.header_terms import load_header_terms
from ingest.sources.inputs import Input, Notices, Record, Reject
from ingest.sources.limits import Limits
from ingest.sources.plain_text import HeaderReader
from ingest.sources.read import BlobReader, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ingest.sources.web import Web

headers = HeaderReader(load_header_terms(seeds_dir()), lambda _: False)

PARAGRAPHS = (
    "Police in Northport arrested 12 men on Monday and rescued four children who had been kept in "
    "a house near the harbour, the ministry of the interior said on Tuesday.",
    "The raids followed a tip from a neighbour, who had seen a van arrive at the house every night "
    "for two weeks, said Superintendent Example of the Northport police at a press conference.",
    "The children, aged between six and eleven, are now in the care of the town. They had been "
    "brought across the border in the spring, and their families know by now that they are safe.",
    "Since the beginning of the year the police of the province have freed 31 children in raids of "
    "this kind, and more than 50 suspects are waiting for their trials, the ministry said.",
)
GERMAN = (
    "Die Polizei hat am Montag in Nordhafen zwölf Männer festgenommen und vier Kinder befreit, die "
    "in einem Haus am Hafen festgehalten worden waren, teilte das Innenministerium am Dienstag mit."
)


def page(
    paragraphs: Iterable[str] = PARAGRAPHS,
    *,
    title: str = "Twelve held in Northport raids",
    head: str = "",
    charset: str = "utf-8",
) -> bytes:
    """An invented news page with the usual things around the article."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    html = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}"><title>{title} | Harbour Press</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Harbour Press">
{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>{title}</h1><p class="byline">By Ann Example</p>{body}</article>
<aside><p>Subscribe to our newsletter</p></aside>
<footer><p>Copyright Harbour Press. All rights reserved.</p></footer>
</body></html>"""
    return html.encode(charset)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}


def zip_of(members: dict[str, bytes]) -> bytes:
    """A zip of members by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tar_of(members: dict[str, bytes]) -> bytes:
    """A tar of members by name."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def http_response(
    body: bytes,
    *,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    headers: str = "",
) -> bytes:
    """What a server answers."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}Content-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def warc_record(
    block: bytes,
    *,
    url: str = "https://example.org/news/1",
    kind: str = "response",
    length: int | str | None = None,
) -> bytes:
    """A record of a crawl; `length` may lie."""
    stated = len(block) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"WARC-Date: 2014-03-04T10:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {stated}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def reader(
    *,
    told: list[str] | None = None,
    columns: Iterable[str] = (),
    limits: Limits | None = None,
    web: Web | None = None,
) -> BlobReader:
    """A reader with this project's words."""
    notices = Notices(tell=(told if told is not None else []).append)
    found = load_columns(seeds_dir(), columns)
    return BlobReader(headers, found, notices, limits or Limits(), web)


def read(
    *paths: Path,
    told: list[str] | None = None,
    columns: Iterable[str] = (),
    limits: Limits | None = None,
) -> list[Input]:
    """All that the files and folders give."""
    return list(read_sources(paths, reader(told=told, columns=columns, limits=limits)))


def records(found: list[Input]) -> list[Record]:
    return [item for item in found if isinstance(item, Record)]


def rejects(found: list[Input]) -> list[Reject]:
    return [item for item in found if isinstance(item, Reject)]


def reasons(found: list[Input]) -> list[str]:
    return [item.reason for item in rejects(found)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
