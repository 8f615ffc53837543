"""When a page was published: the moment it states for machines, else the day htmldate finds."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from ingest.sources.dates import Published, parse_published

if TYPE_CHECKING:
    from collections.abc import Iterator

# The names under which schema.org, Open Graph and Dublin Core keep the first publication.
_NAMES = (
    r"(?:datePublished|article:published_time|og:published_time|dcterms\.issued|parsely-pub-date)"
)
_STATED = (
    re.compile(rf"""["']{_NAMES}["']\s*:\s*["']([^"'<>]{{8,40}})["']"""),
    re.compile(
        rf"""<(?:meta|time|span)\b[^<>]{{0,200}}?["']{_NAMES}["'][^<>]{{0,200}}?"""
        r"""\b(?:content|datetime)\s*=\s*["']([^"'<>]{8,40})["']""",
        re.IGNORECASE,
    ),
    re.compile(
        r"""<(?:meta|time|span)\b[^<>]{0,200}?\b(?:content|datetime)\s*=\s*["']([^"'<>]{8,40})["']"""
        rf"""[^<>]{{0,200}}?["']{_NAMES}["']""",
        re.IGNORECASE,
    ),
)
_A_DAY = timedelta(days=1)


def page_published(html: str, found: str | None) -> Published | None:
    """When the page was published; `found` is the day that htmldate made out (ISO), if any.

    A stated moment gives the instant. The day stays the one found: it heeds the address and the
    visible date too, where sites state their moments in UTC. Where the two lie apart, the statement
    is likely another article's, and only the day is kept.
    """
    day = parse_published(found) if found else None
    for stated in _statements(html):
        published = parse_published(stated)
        if published and day is None:
            return published
        if published and day and abs(published.day - day.day) <= _A_DAY:
            return Published(day.day, published.at)
    return day


def _statements(html: str) -> Iterator[str]:
    for pattern in _STATED:
        if match := pattern.search(html):
            yield match[1]
