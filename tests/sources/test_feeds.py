"""Feeds in files: entries that carry their article are read, teasers say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sources.helpers import PARAGRAPHS, read, reasons, records, rejects, write

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Press</title><link>https://example.org/</link>
<item><title>Twelve held in Northport raids</title><link>https://example.org/1</link>
<guid>tag:example.org,2014:1</guid><pubDate>Tue, 04 Mar 2014 23:30:00 -0500</pubDate>
<description>Police arrested 12 men.</description>
<content:encoded><![CDATA[{CONTENT}]]></content:encoded></item>
<item><title>Only announced</title><link>https://example.org/2</link>
<description>Police arrested 3 men.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Press</title>
<entry><title>Twelve held in Northport raids</title><id>tag:example.org,2014:1</id>
<link href="https://example.org/1"/><published>2014-03-04T23:30:00-05:00</published>
<content type="html"><![CDATA[{CONTENT}]]></content></entry></feed>"""


@pytest.mark.parametrize(
    ("name", "feed"), [("a.rss", RSS), ("a.xml", RSS), ("export", ATOM), ("a.atom", ATOM)]
)
def test_entries_that_carry_their_article(tmp_path: Path, name: str, feed: str) -> None:
    (record,) = records(read(write(tmp_path / name, feed)))
    article = record.article
    assert article.text == "\n\n".join(("Twelve held in Northport raids", *PARAGRAPHS))
    assert (article.id, article.url) == ("tag:example.org,2014:1", "https://example.org/1")
    assert article.outlet == "Harbour Press"
    assert str(article.published) == "2014-03-04"
    assert str(record.published_at) == "2014-03-05 04:30:00+00:00"


def test_teasers_are_rejected_with_what_to_do(tmp_path: Path) -> None:
    (reject,) = rejects(read(write(tmp_path / "a.rss", RSS)))
    assert (reject.reason, reject.record_number, reject.excerpt) == ("no_text", 2, "Only announced")
    assert "load the feed by its address" in reject.detail


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "feed",
    [
        "<rss></rss>",
        "<rss><channel><item><title>cut",
        f'<!DOCTYPE rss [<!ENTITY a0 "ha">{LAUGHS}]><rss><channel><item><title>&a9;</title></item>'
        "</channel></rss>",
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;'
        "</title></item></channel></rss>",
        "<feed>" + "<a>" * 50_000,
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_feeds_that_are_broken_or_could_harm(tmp_path: Path, feed: str, encoding: str) -> None:
    found = read(write(tmp_path / "a.rss", feed.encode(encoding)))
    assert not records(found)
    assert set(reasons(found)) <= {"broken_feed", "no_text"}
    assert reasons(found)
    assert "root:" not in str(found)
