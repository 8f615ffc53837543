"""Articles from addresses: a page, a feed with the pages it announces, or a file of any kind."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from ingest.errors import one_line
from ingest.sources.blobs import Blob, RefusedError
from ingest.sources.inputs import Reject
from ingest.sources.limits import Budget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.sources.feeds import Entry
    from ingest.sources.inputs import Found, RejectReason
    from ingest.sources.plain_text import Header
    from ingest.sources.read import BlobReader
    from ingest.sources.web import Answer, Web

# What may be otherwise tomorrow: then the feed must be looked at again, changed or not.
_PASSING: frozenset[RejectReason] = frozenset(("not_fetched", "http_status"))

_HTML = frozenset(("text/html", "application/xhtml+xml"))


@dataclass(frozen=True, slots=True)
class WebReader:
    """Reads what is at addresses, with what `reader` knows of kinds."""

    web: Web
    reader: BlobReader

    def read(self, url: str) -> Iterator[Found]:
        """All that `url` leads to. A feed leads to its pages, a page to nothing else."""
        for found in self._read(url, replace(self.reader, follow=self._follow)):
            if isinstance(found, Reject) and found.reason in _PASSING:
                self.web.forget(url)
            yield found

    def _follow(self, entry: Entry, feed_url: str) -> Iterator[Found]:
        if not entry.url:
            detail = "an entry without an address or an article"
            yield Reject(feed_url, "no_text", detail, entry.number, entry.told.title)
        else:
            yield from self._read(urljoin(feed_url, entry.url), self.reader, entry.told)

    def _read(self, url: str, reader: BlobReader, told: Header | None = None) -> Iterator[Found]:
        try:
            answer = self.web.fetch(url)
        except RefusedError as error:
            yield Reject(one_line(url, 300), error.reason, error.detail)
            return
        if answer.is_unchanged:
            self._tell_unchanged(url)
        else:
            yield from reader.read(
                _blob(url, answer, told), Budget(reader.limits, len(answer.body))
            )

    def _tell_unchanged(self, url: str) -> None:
        shown = one_line(url, 200)
        self.reader.notices.once(f"unchanged:{url}", f"{shown}: unchanged since it was last loaded")


def _blob(url: str, answer: Answer, told: Header | None) -> Blob:
    name = PurePosixPath(unquote(urlsplit(answer.url).path)).name or "index"
    if answer.media_type in _HTML:
        name += ".html"
    return Blob(
        shown=one_line(url, 300),
        name=name,
        open=lambda: io.BytesIO(answer.body),
        is_named=answer.media_type == "text/plain",
        url=answer.url,
        charset=answer.charset,
        told=told,
    )
