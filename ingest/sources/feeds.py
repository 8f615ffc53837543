"""Entries of RSS and Atom feeds: some carry their article, others only say where it is."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.errors import one_line
from ingest.sources.blobs import RefusedError
from ingest.sources.dates import parse_published
from ingest.sources.inputs import Page
from ingest.sources.plain_text import Header

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_FEED_BYTES = 16 * 1024 * 1024

# Entities of a document's own are how small feeds unfold to gigabytes; no feed needs them.
_OWN_ENTITIES = re.compile(rb"<!ENTITY\b", re.IGNORECASE)
_FULL_CHARACTERS = 600  # of markup; shorter content is a teaser
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `content` is its article as HTML, None where it is only a teaser."""

    number: int
    id: str | None
    url: str | None
    told: Header
    content: str | None


def read_feed(data: bytes) -> Iterator[Entry]:
    """The entries of a feed. Raises RefusedError where it is none, or could harm."""
    import feedparser  # noqa: PLC0415 - start-up is short

    if len(data) > MAX_FEED_BYTES:
        detail = f"a feed of more than {MAX_FEED_BYTES // 1024**2} MiB"
        raise RefusedError("too_long", detail)
    plain = data.replace(b"\0", b"") if data.startswith(_WIDE_MARKS) else data
    if _OWN_ENTITIES.search(plain):
        detail = "a feed that defines entities of its own, which may unfold without end"
        raise RefusedError("broken_feed", detail)
    # A stream, never the bytes themselves: the library would take them for an address or a file.
    try:
        feed: Any = feedparser.parse(io.BytesIO(data))
    except Exception as error:  # whatever damage makes the library stumble over
        raise RefusedError("broken_feed", f"not a feed ({one_line(str(error))})") from error
    if not feed.entries:
        why = f" ({one_line(str(feed.bozo_exception))})" if feed.bozo else ""
        raise RefusedError("broken_feed", f"a feed without entries{why}")
    for number, entry in enumerate(feed.entries, start=1):
        yield _entry(entry, number, feed.feed.get("title"))


def _entry(entry: Any, number: int, feed_title: str | None) -> Entry:
    stated = entry.get("published") or entry.get("issued") or entry.get("updated")
    source = entry.get("source") or {}
    told = Header(
        _line(entry.get("title")),
        parse_published(stated) if stated else None,
        _line(source.get("title") or feed_title),
    )
    url = _line(entry.get("link"))
    return Entry(number, _line(entry.get("id")) or url, url, told, _content(entry))


def _content(entry: Any) -> str | None:
    longest = max(
        (part.get("value") or "" for part in entry.get("content", ())), key=len, default=""
    )
    return longest if len(longest) >= _FULL_CHARACTERS else None


def _line(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def page_of(entry: Entry, shown: str, stem: str) -> Page | None:
    """The article that an entry carries, as a page; None where it is only a teaser."""
    if entry.content is None:
        return None
    # A whole document around it, so that nothing but the content can be taken for the article.
    html = f"<html><body><article>{entry.content}</article></body></html>"
    name = entry.id or f"{stem}:{entry.number}"
    return Page(
        html.encode("utf-8", "replace"), shown, name, entry.number, entry.url, "utf-8", entry.told
    )
