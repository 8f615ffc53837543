"""What sources give: an article with where it came from, or a reject with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ingest.errors import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from ingest.model import Article
    from ingest.sources.plain_text import Header

RejectReason = Literal[
    "not_found",
    "unreadable",
    "not_a_file",
    "unknown_kind",
    "empty",
    "binary",
    "unknown_encoding",
    "too_long",
    "broken_json",
    "not_an_object",
    "broken_csv",
    "broken_parquet",
    "broken_warc",
    "broken_feed",
    "broken_compression",
    "broken_archive",
    "unsafe_path",
    "encrypted",
    "bomb",
    "no_text",
    "no_text_column",
    "no_article",
    "not_html",
    "not_english",
    "http_status",
    "refused_address",
    "refused_by_robots",
    "not_fetched",
    "forgotten",
    "broken_figures",
    "reader_failed",
]

# A record longer than this is no article; memory stays bounded whatever the input.
MAX_RECORD_CHARACTERS = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """One article as read; `record_number` is its line or row (from 1) where a file has many."""

    article: Article
    source_path: str
    record_number: int | None = None
    published_at: datetime | None = None  # UTC


@dataclass(frozen=True, slots=True)
class Reject:
    """One input that was not read: `detail` says what is wrong and what to do."""

    source_path: str
    reason: RejectReason
    detail: str
    record_number: int | None = None
    excerpt: str | None = None

    @property
    def line(self) -> str:
        """The reject as one line, safe to show."""
        where = (
            self.source_path
            if self.record_number is None
            else (f"{self.source_path}, record {self.record_number}")
        )
        return f"{one_line(where, 300)}: {one_line(self.detail, 400)}"


Input = Record | Reject
Inputs = Iterator[Input]


@dataclass(slots=True)
class Notices:
    """Says each thing worth knowing once, however often it happens."""

    tell: Callable[[str], None]
    _told: set[str] = field(default_factory=set)

    def once(self, key: str, message: str) -> None:
        """Tell `message` unless something with this `key` was told before."""
        if key not in self._told:
            self._told.add(key)
            self.tell(message)


def silent() -> Notices:
    """Notices that nobody hears, for callers that want records only."""
    return Notices(tell=lambda _: None)


def without_surrogates(text: str) -> str:
    r"""`text` with lone surrogates replaced, one code point each, so that offsets stay.

    JSON can spell them ("\\ud800"); no encoding, database or terminal can hold them.
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page as it came, to be read: `id` is the article's, `shown` says where it was.

    `told` is what a feed says of it.
    """

    data: bytes
    shown: str
    id: str
    number: int | None = None  # of its record, where the source has many
    url: str | None = None
    charset: str | None = None  # as declared by whoever sent it
    told: Header | None = None


Found = Record | Reject | Page
