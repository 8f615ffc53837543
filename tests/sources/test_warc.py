"""Crawls: every HTML response is an article or a reject, and a broken record costs no other."""

from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING

import pytest

from tests.sources.helpers import (
    GERMAN,
    http_response,
    page,
    read,
    reasons,
    records,
    rejects,
    warc_record,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

GOOD = warc_record(http_response(page()))


def crawl(tmp_path: Path, *parts: bytes) -> Path:
    return write(tmp_path / "crawl.warc", b"".join(parts))


def test_a_record_cut_off_does_not_take_the_next_one_along(tmp_path: Path) -> None:
    """Its length ends at the empty line between the headers of the next one and its page."""
    cut = http_response(page(title="Cut off"))[:300] + b"\r\n\r\n"
    head = GOOD.partition(b"\r\n\r\n")[0]
    lying = warc_record(cut, length=len(cut) + len(b"\r\n\r\n" + head))
    for following in (GOOD, GOOD + warc_record(http_response(page(title="A second raid")))):
        found = read(crawl(tmp_path, lying, following))
        assert reasons(found) == ["broken_warc"]
        assert len(records(found)) == following.count(b"WARC/1.0")


def test_a_page_that_quotes_a_record_is_one_page(tmp_path: Path) -> None:
    head = GOOD.partition(b"<!DOCTYPE")[0]
    quoted = page().replace(b"</footer>", b"\r\n\r\n" + head + b"</footer>")
    whole = warc_record(http_response(quoted))
    assert len(records(read(crawl(tmp_path, whole, GOOD)))) == 2
    assert len(records(read(crawl(tmp_path, whole)))) == 1


def test_html_responses_are_read_and_all_others_counted(tmp_path: Path) -> None:
    told: list[str] = []
    parts = (
        warc_record(b"software: x\r\n", kind="warcinfo"),
        warc_record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        warc_record(http_response(page()), url="https://example.org/news/1?utm_source=x"),
        warc_record(http_response(b"\x89PNG", kind="image/png")),
        warc_record(http_response(b"gone", status="404 Not Found")),
        warc_record(http_response(page([GERMAN] * 4))),
        warc_record(http_response(page(title="A second raid"))),
    )
    packed = b"".join(gzip.compress(part) for part in parts)  # a member a record, as crawls are
    found = read(write(tmp_path / "crawl.warc.gz", packed), told=told)
    first, second = records(found)
    assert first.article.id == "crawl:1"
    assert first.article.url == "https://example.org/news/1?utm_source=x"
    assert first.article.outlet == "Harbour Press"
    assert second.article.title == "A second raid"
    assert second.record_number == 5
    assert [(item.record_number, item.reason) for item in rejects(found)] == [
        (2, "not_html"),
        (3, "http_status"),
        (4, "not_english"),
    ]
    assert rejects(found)[2].excerpt == "https://example.org/news/1"
    assert any("2 records are no responses" in line for line in told)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"garbage that is no record\r\n\r\n", "broken_warc"),
        (warc_record(http_response(page()), length=5), "broken_warc"),
        (warc_record(http_response(page()), length=9999), "broken_warc"),
        (warc_record(http_response(page()), length="abc"), "broken_warc"),
        (warc_record(http_response(page()), length=-5), "broken_warc"),
        (warc_record(b"no http"), "broken_warc"),
        (warc_record(b""), "broken_warc"),
        (b"WARC/1.0\r\n\r\n", "broken_warc"),
        (
            b"WARC/1.0\r\nWARC-Type: response\r\n" + b"X: " + b"a" * 300_000 + b"\r\n\r\n",
            "broken_warc",
        ),
        (warc_record(http_response(b"<html>" + b"x" * 17_000_000)), "too_long"),
        (warc_record(http_response(b"\0\1\2\3" * 50)), "no_article"),
    ],
)
def test_a_broken_record_costs_no_other(tmp_path: Path, broken: bytes, reason: str) -> None:
    found = read(crawl(tmp_path, GOOD, broken, GOOD, GOOD))
    assert len(records(found)) == 3
    assert set(reasons(found)) <= {reason, "unknown_encoding"}
    assert reasons(found)


def test_a_crawl_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    found = read(crawl(tmp_path, GOOD, GOOD, GOOD[:-100]))
    assert len(records(found)) == 2
    assert reasons(found) == ["broken_warc"]


@pytest.mark.parametrize(
    "response",
    [
        http_response(gzip.compress(page(), mtime=0), headers="Content-Encoding: gzip\r\n"),
        http_response(
            b"%x\r\n%b\r\n0\r\n\r\n" % (len(page()), page()),
            headers="Transfer-Encoding: chunked\r\n",
        ),
        http_response(page(charset="cp1252"), kind="text/html; charset=windows-1252"),
        http_response(page(charset="cp1252"), kind="text/html"),
        http_response(page(), kind="application/xhtml+xml"),
    ],
    ids=["gzip", "chunked", "code page", "code page in the page alone", "XHTML"],
)
def test_what_servers_do_to_pages(tmp_path: Path, response: bytes) -> None:
    (record,) = records(read(crawl(tmp_path, warc_record(response))))
    assert record.article.title == "Twelve held in Northport raids"


@pytest.mark.parametrize("seed", range(20))
def test_damage_anywhere_is_told_and_the_good_arrive(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    damaged = bytearray(GOOD)
    for _ in range(dice.randint(1, 40)):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    if dice.random() < 0.3:
        del damaged[dice.randrange(len(damaged)) :]
    found = read(crawl(tmp_path, GOOD, bytes(damaged), b"\r\n\r\n", GOOD, GOOD))
    good = [r for r in records(found) if r.article.title == "Twelve held in Northport raids"]
    assert len(good) >= 3
    assert len(found) >= 4 or len(records(found)) == 4
