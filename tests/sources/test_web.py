"""Fetching: politely, only from the public web, and never the same thing twice.

A server on this machine stands for the web: only tests may reach it, by a policy given to `Web`.
"""

from __future__ import annotations

import gzip
import ipaddress
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from ingest.sources.addresses import Address, is_public, path_or_address, target_of
from ingest.sources.blobs import RefusedError
from ingest.sources.read import read_sources
from ingest.sources.web import Version, Web
from tests.sources.helpers import page, reader, reasons, records, rejects
from tests.sources.test_feeds import RSS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.sources.inputs import Input

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """A web of one server: what it answers by path, and what it was asked."""

    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0
    slept: list[float] = field(default_factory=list)
    now: float = 0.0

    def url(self, path: str, host: str = "news.example") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    def on(self, path: str, body: bytes = b"", status: int = 200, /, **headers: str) -> None:
        """Answer so next time; the last answer stays."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies.setdefault(path, []).append((status, given, body))

    def serve(self, path: str, html: bytes, **headers: str) -> None:
        """Answer with a page next time."""
        self.on(path, html, 200, Content_Type="text/html; charset=utf-8", **headers)

    def web(self, **versions: Version) -> Web:
        """A client that may reach this server, under any name, and never really sleeps."""

        def sleep(seconds: float) -> None:
            self.slept.append(seconds)
            self.now += seconds

        return Web(
            versions={self.url(f"/{name}"): version for name, version in versions.items()},
            may_reach=lambda ip: ip.is_loopback or is_public(ip),
            resolve=lambda host, _: ["127.0.0.1"] if host.endswith(".example") else ["10.1.2.3"],
            sleep=sleep,
            clock=lambda: self.now,
        )

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            replies = site.replies.get(self.path, [(404, {}, b"")])
            status, headers, body = replies.pop(0) if len(replies) > 1 else replies[0]
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


def load(
    site: Site, *paths: str, web: Web | None = None, told: list[str] | None = None
) -> list[Input]:
    """What a load of these addresses gives."""
    sources = reader(told=told, web=web or site.web())
    return list(read_sources([Address(site.url(path)) for path in paths], sources))


def test_a_page_at_an_address(site: Site) -> None:
    site.serve("/news/1", page())
    (record,) = records(load(site, "/news/1"))
    assert record.article.title == "Twelve held in Northport raids"
    assert record.article.url == record.source_path == site.url("/news/1")
    assert site.asked[0][0] == "/robots.txt"
    assert site.asked[1][1]["User-Agent"].startswith("casecount/")
    assert site.asked[1][1]["Host"] == f"news.example:{site.port}"


def test_a_feed_leads_to_its_pages(site: Site) -> None:
    feed = RSS.replace("https://example.org/2", site.url("/2")).encode()
    site.on("/feed", feed, Content_Type="application/rss+xml")
    site.serve("/2", page(title="Three held"))
    told_in_full, announced = records(load(site, "/feed"))
    assert told_in_full.article.id == "tag:example.org,2014:1"
    assert announced.article.title == "Three held"
    assert site.paths() == ["/feed", "/2"]


def test_a_compressed_export_at_an_address(site: Site) -> None:
    lines = b'{"id": "1", "body": "Twelve were held on Monday."}\n'
    site.on("/day.jsonl.gz", gzip.compress(lines), Content_Type="application/gzip")
    (record,) = records(load(site, "/day.jsonl.gz"))
    assert record.article.id == "1"


@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        (b"User-agent: *\nDisallow: /news/", "refused_by_robots"),
        (b"User-agent: casecount\nDisallow: /", "refused_by_robots"),
        (b"User-agent: *\nDisallow: /*/1$", "refused_by_robots"),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: casecount\nAllow: /", None),
        (b"\xff\xfe nonsense", None),
    ],
)
def test_robots_txt_is_obeyed(site: Site, robots: bytes, reason: str | None) -> None:
    site.on("/robots.txt", robots)
    site.serve("/news/1", page())
    assert reasons(load(site, "/news/1")) == ([reason] if reason else [])
    assert site.paths() == ([] if reason else ["/news/1"])


def test_a_site_that_can_not_say_its_rules_is_left_alone(site: Site) -> None:
    site.on("/robots.txt", b"", 503)
    site.serve("/news/1", page())
    (reject,) = rejects(load(site, "/news/1"))
    assert reject.reason == "refused_by_robots"
    assert "can't say what it allows" in reject.detail


def test_one_host_is_asked_slowly(site: Site) -> None:
    site.on("/robots.txt", b"User-agent: *\nCrawl-delay: 7")
    for path in ("/1", "/2", "/3"):
        site.serve(path, page())
    load(site, "/1", "/2", "/3")
    assert site.slept == [7.0, 7.0, 7.0]


def test_a_busy_server_is_asked_again_later(site: Site) -> None:
    site.on("/1", b"", 503, Retry_After="20")
    site.on("/1", b"", 500)
    site.serve("/1", page())
    assert len(records(load(site, "/1"))) == 1
    assert [wait for wait in site.slept if wait > 1] == [20.0, 2.0]


def test_a_server_that_stays_busy_is_left(site: Site) -> None:
    site.on("/1", b"", 503)
    assert reasons(load(site, "/1")) == ["http_status"]
    assert len(site.paths()) == 4


def test_a_page_that_is_not_there_is_not_asked_for_again(site: Site) -> None:
    site.on("/1", b"", 410)
    assert reasons(load(site, "/1")) == ["http_status"]
    assert site.paths() == ["/1"]


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    site.serve("/1", page(), ETag='"a"', Last_Modified="Tue, 04 Mar 2014 10:00:00 GMT")
    site.on("/1", b"", 304)
    first = site.web()
    assert len(records(load(site, "/1", web=first))) == 1
    assert list(first.learned) == [site.url("/1")]
    told: list[str] = []
    second = site.web(**{"1": first.learned[site.url("/1")]})
    assert load(site, "/1", web=second, told=told) == []
    assert site.asked[-1][1]["If-None-Match"] == '"a"'
    assert second.unchanged == 1
    assert "unchanged since it was last loaded" in told[0]


def test_a_changed_feed_of_pages_that_have_not_changed(site: Site) -> None:
    feed = f"""<rss><channel><title>HP</title><item><title>Three held</title>
    <link>{site.url("/2")}</link></item></channel></rss>""".encode()
    site.on("/feed", feed, Content_Type="application/rss+xml")
    site.on("/2", b"", 304)
    web = site.web(**{"2": Version('"a"', None)})
    assert load(site, "/feed", web=web) == []
    assert web.unchanged == 1


def test_a_feed_whose_pages_failed_is_asked_for_again(site: Site) -> None:
    feed = RSS.replace("https://example.org/2", site.url("/2")).encode()
    site.on("/feed", feed, ETag='"a"', Content_Type="application/rss+xml")
    site.on("/2", b"", 500)
    web = site.web()
    assert reasons(load(site, "/feed", web=web)) == ["http_status"]
    assert not web.learned


def test_redirects_are_followed_and_checked(site: Site) -> None:
    site.on("/old", b"", 301, Location="/new")
    site.serve("/new", page())
    (record,) = records(load(site, "/old"))
    assert record.article.url == site.url("/new")
    assert record.source_path == site.url("/old")


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://news.example/1",
        "http://intranet/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://user:secret@news.example/",
        "//169.254.169.254/latest/meta-data",
    ],
)
def test_redirects_to_other_schemes_and_inner_hosts_are_refused(site: Site, location: str) -> None:
    site.on("/1", b"", 302, Location=location)
    assert reasons(load(site, "/1")) == ["refused_address"]


def test_endless_redirects_end(site: Site) -> None:
    site.on("/1", b"", 302, Location="/1")
    assert reasons(load(site, "/1")) == ["not_fetched"]


def test_too_large_and_bombs(site: Site) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    site.serve("/1", bomb, Content_Encoding="gzip")
    site.serve("/2", bytes(33 * 1024 * 1024))
    assert reasons(load(site, "/1", "/2")) == ["too_long", "too_long"]


def test_an_answer_that_breaks_off(site: Site) -> None:
    site.serve("/1", page(), Content_Length="999999")
    (reject,) = rejects(load(site, "/1"))
    assert reject.reason == "not_fetched"


def test_nobody_there() -> None:
    slept: list[float] = []
    web = Web(may_reach=lambda _: True, sleep=slept.append, clock=lambda: 0.0)
    for _ in range(3):
        with pytest.raises(RefusedError) as refused:
            web.fetch("http://127.0.0.1:9/")
        assert refused.value.reason == "not_fetched"
        assert "no answer" in refused.value.detail
    assert len(slept) < 10  # it is not asked again and again


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to refuse
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://127.0.0.1/",
        "http://0/",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::1%25lo]/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http://",
        "http:///x",
        "http://example.org:99999/",
        "http://exa mple.org/",
        "http://[broken/",
        "https://a:b@example.org/",
    ],
)
def test_addresses_that_are_never_asked(url: str) -> None:
    with pytest.raises(RefusedError) as refused:
        Web(sleep=lambda _: None).fetch(url)
    assert refused.value.reason in {"refused_address", "not_fetched"}


def test_a_name_with_one_inner_address_is_refused_and_the_checked_one_is_asked() -> None:
    with pytest.raises(RefusedError):
        target_of("http://x.example/", is_public, lambda *_: ["93.184.216.34", "127.0.0.1"])
    target = target_of("http://x.example/a?b=c#d", is_public, lambda *_: ["93.184.216.34"])
    assert (target.ip, target.host, target.path) == ("93.184.216.34", "x.example", "/a?b=c")


@pytest.mark.parametrize("text", ["articles", "a/b.txt", "C:\\x", "http:/x", "a:b"])
def test_paths_are_no_addresses(text: str) -> None:
    assert not isinstance(path_or_address(text), Address)
