"""Articles from HTML pages: the main text and what the page says about it.

trafilatura finds the text (of the libraries tried, the most accurate on a public benchmark; see
docs/sources.md), htmldate the date. The text kept is the title and the paragraphs under it, an
empty line between them; offsets refer to it. Names of authors are not kept.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from ingest.errors import one_line
from ingest.model import Article
from ingest.sources.encoding import decode
from ingest.sources.inputs import Page, Record, Reject, RejectReason, without_surrogates
from ingest.sources.language import other_language
from ingest.sources.page_dates import page_published
from ingest.sources.plain_text import Header

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_PAGE_BYTES = 8 * 1024 * 1024

_MAX_ELEMENTS = 25_000  # the time it takes grows with their square; news pages have a tenth
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 4096
_LANGUAGE_CHARACTERS = 4000
_FEWEST_CHARACTERS = 400
_PARAGRAPHS = "//p[not(ancestor::nav or ancestor::footer)]"


def read_page(page: Page) -> Record | Reject:
    """The article of a page, or why it has none. Never raises: a page can hold anything."""
    if len(page.data) > MAX_PAGE_BYTES:
        return _reject(page, "too_long", f"a page of more than {MAX_PAGE_BYTES // 1024**2} MiB")
    html = _decoded(page)
    if html is None:
        return _reject(page, "unknown_encoding", "in no encoding that is known")
    try:
        return _read(page, html)
    except Exception as error:
        what = f"{type(error).__name__}: {one_line(str(error))}"
        return _reject(page, "no_article", f"the page can't be taken apart ({what})")


def _read(page: Page, html: str) -> Record | Reject:
    import trafilatura  # noqa: PLC0415 - takes half a second to start

    tree: HtmlElement | None = trafilatura.load_html(html)
    if tree is None:
        return _reject(page, "no_article", "no HTML in it")
    if sum(1 for _ in islice(tree.iter(), _MAX_ELEMENTS + 1)) > _MAX_ELEMENTS:
        return _reject(page, "too_long", f"a page of more than {_MAX_ELEMENTS:,} elements")
    words = _words(tree)
    if language := other_language(words):
        return _other_language(page, language)
    found: Any = trafilatura.bare_extraction(
        tree, url=page.url, fast=True, include_comments=False, with_metadata=True
    )
    if found is None or not (found.text or "").strip():
        return _reject(page, "no_article", "a page without an article's text")
    told = page.told or Header()
    named = found.sitename if found.sitename != found.hostname else None
    outlet = _outlet(named or told.outlet, page.url or found.url)
    title = _title(found.title or told.title, outlet)
    text = without_surrogates(_text(title, found.text))
    if not words and (language := other_language(text)):
        return _other_language(page, language)
    published = told.published or page_published(html, found.date)
    article = Article(
        id=page.id,
        text=text,
        title=title,
        published=published.day if published else None,
        outlet=outlet,
        url=_address(found.url, page.url),
    )
    return Record(article, page.shown, page.number, published.at if published else None)


def _decoded(page: Page) -> str | None:
    """The page as text: as its sender says, as it says itself, else as its bytes look."""
    declared = _CHARSET.search(page.data[:_HEAD_BYTES])
    for charset in (page.charset, declared[1].decode("ascii") if declared else None):
        if charset and not page.data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
            try:
                return page.data.decode(_as_browsers_do(charset))
            except (LookupError, UnicodeDecodeError):
                continue
    text, _ = decode(page.data)
    return text


def _as_browsers_do(charset: str) -> str:
    name = charset.strip().lower()
    return "cp1252" if name in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"} else name


def _words(tree: HtmlElement) -> str:
    """What the longer paragraphs say, enough of it to tell the language by; else nothing.

    It is cheaper to ask before the article is looked for.
    """
    parts: list[str] = []
    size = 0
    for paragraph in tree.xpath(_PARAGRAPHS):
        words = " ".join(paragraph.text_content().split())
        if len(words) > 60:
            parts.append(words)
            size += len(words)
        if size > _LANGUAGE_CHARACTERS:
            break
    return " ".join(parts) if size > _FEWEST_CHARACTERS else ""


def _other_language(page: Page, language: str) -> Reject:
    return _reject(page, "not_english", f"its language is {language}; only English is read")


def _text(title: str | None, body: str) -> str:
    """The title, unless the text opens with it, and the paragraphs."""
    paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
    if title and paragraphs[0].casefold() != title.casefold():
        paragraphs.insert(0, title)
    return "\n\n".join(paragraphs)


def _title(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name that pages put behind it."""
    clean = " ".join(without_surrogates(title or "").split())
    if outlet:
        clean = re.sub(rf"\s+[|•·–—-]+\s+{re.escape(outlet)}$", "", clean, flags=re.IGNORECASE)
    return clean or None


def _outlet(site: str | None, url: str | None) -> str | None:
    """The name the page gives its site, else the host it came from."""
    name = " ".join(without_surrogates(site or "").split()).lstrip("@")
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    return name or host or None


def _address(canonical: str | None, url: str | None) -> str | None:
    """The page's own address for itself, else where it came from; only what a browser may open."""
    for candidate in (urljoin(url or "", canonical) if canonical else None, url):
        if candidate and candidate.lower().startswith(("http://", "https://")):
            return " ".join(without_surrogates(candidate).split())
    return None


def _reject(page: Page, reason: RejectReason, detail: str) -> Reject:
    excerpt = one_line(page.url) if page.url and page.url != page.shown else None
    return Reject(page.shown, reason, detail, page.number, excerpt)
