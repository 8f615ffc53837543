"""HTML pages: the article, what the page says about it, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from ingest.sources.inputs import Page, Record, Reject
from ingest.sources.page_readers import with_pages_read
from ingest.sources.pages import MAX_PAGE_BYTES, read_page
from ingest.warehouse.keys import article_key
from tests.sources.helpers import GERMAN, PARAGRAPHS, page, read, reasons, records, write

if TYPE_CHECKING:
    from pathlib import Path


def article_of(html: bytes, **about: str) -> Record:
    found = read_page(Page(html, "a.html", "a", **about))  # type: ignore[arg-type]
    assert isinstance(found, Record), found
    return found


def test_a_saved_page_gives_title_and_paragraphs_without_furniture(tmp_path: Path) -> None:
    (record,) = records(read(write(tmp_path / "7.html", page())))
    assert record.article.text == "\n\n".join(("Twelve held in Northport raids", *PARAGRAPHS))
    assert record.article.title == "Twelve held in Northport raids"
    assert record.article.outlet == "Harbour Press"
    assert record.article.id == "7"


def test_names_of_authors_are_not_kept() -> None:
    assert "Ann" not in str(article_of(page(head='<meta name="author" content="Ann Example">')))


def test_a_page_is_known_by_its_content(tmp_path: Path) -> None:
    write(tmp_path / "story.txt", page())
    write(tmp_path / "12345", b"\xef\xbb\xbf\n<!-- saved -->\n" + page())
    found = read(tmp_path)
    assert len(records(found)) == 2
    assert not reasons(found)


@pytest.mark.parametrize(
    ("head", "day", "at"),
    [
        (
            '<meta property="article:published_time" content="2014-03-04T23:30:00-05:00">',
            date(2014, 3, 4),
            datetime(2014, 3, 5, 4, 30, tzinfo=UTC),
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", '
            '"datePublished": "2014-03-04T09:30:00Z"}</script>',
            date(2014, 3, 4),
            datetime(2014, 3, 4, 9, 30, tzinfo=UTC),
        ),
        ('<meta name="date" content="2014-03-04">', date(2014, 3, 4), None),
        ("", None, None),
    ],
)
def test_the_date_is_the_page_s_own_calendar_date(
    head: str, day: date | None, at: datetime | None
) -> None:
    record = article_of(page(head=head))
    assert record.article.published == day
    assert record.published_at == at


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "utf-16"])
def test_a_page_in_any_declared_encoding(charset: str) -> None:
    words = "The “Café Málaga” raid"
    record = article_of(page(title=words, charset=charset))
    assert record.article.title == words


def test_what_the_server_declares_counts_more_than_the_page() -> None:
    html = page(title="Café", charset="utf-8").replace(b'charset="utf-8"', b'charset="cp1252"')
    assert article_of(html, charset="utf-8").article.title == "Café"


def test_the_address_is_the_page_s_own_if_a_browser_may_open_it() -> None:
    def link(address: str) -> bytes:
        return page(head=f'<link rel="canonical" href="{address}">')

    url = "https://example.org/news/1?utm_source=x"
    clean = article_of(link("https://example.org/news/1"), url=url)
    assert clean.article.url == "https://example.org/news/1"
    assert article_of(link("javascript:alert(1)"), url=url).article.url == url
    assert article_of(page()).article.url is None


def test_without_a_site_s_name_the_host_is_the_outlet() -> None:
    html = page().replace(b"og:site_name", b"og:x").replace(b" | Harbour Press", b"")
    assert article_of(html, url="https://www.example.org/1").article.outlet == "example.org"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page([GERMAN] * 4, title="Zwölf Festnahmen in Nordhafen"), "not_english"),
        (b"<html><body></body></html>", "no_article"),
        (b"<html>" + b"<div>" * 20_000, "no_article"),
        (b"<html><body>" + b"x" * MAX_PAGE_BYTES, "too_long"),
        (b"<html>\0\0\0", "no_article"),
        (b"<html><body>" + b"<p>ab</p>" * 30_000, "too_long"),
    ],
)
def test_pages_without_an_article_say_why(html: bytes, reason: str) -> None:
    found = read_page(Page(html, "a.html", "a"))
    assert isinstance(found, Reject)
    assert found.reason in {reason, "unknown_encoding"}


def test_the_same_article_in_other_furniture_at_another_address_is_the_same() -> None:
    one = article_of(page(), url="https://example.org/news/1").article
    other = page().replace(b"Subscribe to our newsletter", b"Read more: other news of the day")
    html = other.replace(b"<nav>", b'<nav><a href="/x">More</a>').replace(b"<footer>", b"<footer>X")
    two = article_of(html, url="https://example.org/news/1?utm_source=feed").article
    assert article_key(one.outlet, one.text) == article_key(two.outlet, two.text)


def test_text_stays_text() -> None:
    words = "&lt;script&gt;alert(1)&lt;/script&gt; {{ ref('x') }} =cmd|'/C calc'!A0 12 held"
    text = article_of(page([words, *PARAGRAPHS])).article.text
    assert "<script>alert(1)</script> {{ ref('x') }} =cmd|'/C calc'!A0" in text


@pytest.mark.slow
def test_many_processes_give_what_one_gives_in_order() -> None:
    def found() -> list[Page | Reject]:
        pages: list[Page | Reject] = [
            Page(page(title=f"Raid {n}"), "a.warc", f"a:{n}", n) for n in range(80)
        ]
        pages.insert(50, Reject("a.warc", "not_html", "image/png, not HTML", 99))
        return pages

    one = list(with_pages_read(iter(found())))
    assert list(with_pages_read(iter(found()), processes=2)) == one
    assert [r.article.title for r in one if isinstance(r, Record)][:2] == ["Raid 0", "Raid 1"]
