"""Thousands of malformed records: each is an article or a reject, and the good ones all arrive.

`CASECOUNT_SOAK_RECORDS` sets how many (20,000 without it); the rest of a soak grows with it.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
from typing import TYPE_CHECKING

import pytest

from ingest.sources.inputs import Record
from ingest.sources.read import read_sources
from tests.sources.helpers import http_response, page, reader, warc_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.warehouse.helpers import Casecount

COUNT = int(os.environ.get("CASECOUNT_SOAK_RECORDS", "20000"))
TEXT = "Police in Northport arrested {n} men on Monday – “all of them” – and freed 3 children."
STRANGE_TEXTS = (
    "\0\0 12 held \0",
    "\u202e12 held\u202c \u200b\u2066",
    "\x1b]0;owned\x07\x1b[31m 12 held",
    "'; drop table raw.articles; --",
    "{{ ref('x') }} {% raw %} 12 held",
    "=cmd|'/C calc'!A0",
    "<script>alert(1)</script> 12 held",
    "\ud800 12 held \udfff",
    "12 held " * 2000,
)


def good(number: int) -> dict[str, object]:
    """A record as it should be, unlike any other."""
    return {
        "id": f"good-{number}",
        "title": f"Raid {number}",
        "published": "2014-03-04T09:30:00+01:00",
        "source_name": "Harbour Press",
        "text": TEXT.format(n=number),
    }


def _cut(line: bytes, dice: random.Random) -> bytes:
    return line[: dice.randrange(1, len(line))]


def _wrong_type(_: bytes, dice: random.Random) -> bytes:
    wrong = dice.choice((None, 5, 1e300, True, [], ["12 held"], {"a": "12 held"}, "", " \t "))
    return json.dumps({**good(0), "text": wrong}).encode()


def _odd_fields(_: bytes, dice: random.Random) -> bytes:
    odd: list[object] = [None, -1, 10**30, [[[]]], {"x": {}}, "\u202e", "06/12/2011", "0000-00-00"]
    return json.dumps({"text": f"{dice.random()} held", **{k: dice.choice(odd) for k in good(0)
                       if k != "text"}}).encode()  # fmt: skip


def _strange(_: bytes, dice: random.Random) -> bytes:
    return json.dumps({**good(0), "text": dice.choice(STRANGE_TEXTS)}).encode()


def _nested(_: bytes, dice: random.Random) -> bytes:
    return dice.choice((b"[", b'{"text":', b'{"a":[')) * dice.randrange(1, 30_000)


def _misencoded(_: bytes, dice: random.Random) -> bytes:
    encoding = dice.choice(("cp1252", "utf-16", "latin-1", "shift_jis", "cp1251"))
    line = json.dumps(good(0), ensure_ascii=False)
    return line.encode(encoding, "replace").replace(b"\n", b" ")


def _bytes_changed(line: bytes, dice: random.Random) -> bytes:
    changed = bytearray(line)
    for _ in range(dice.randrange(1, 30)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed).replace(b"\n", b"?")


def _noise(_: bytes, dice: random.Random) -> bytes:
    return dice.randbytes(dice.randrange(1, 300)).replace(b"\n", b"?")


def _huge_number(_: bytes, dice: random.Random) -> bytes:
    return b'{"text": "12 held", "id": ' + b"9" * dice.randrange(4000, 9000) + b"}"


def _long(_: bytes, dice: random.Random) -> bytes:
    return b'{"text": "' + b"x" * dice.randrange(100_000, 1_000_000) + b"\\"


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _wrong_type, _odd_fields, _strange, _nested, _misencoded, _bytes_changed, _noise,
    _huge_number,
)  # fmt: skip


def malformed(dice: random.Random) -> bytes:
    """One line that was a record once, or never was."""
    way = _long if dice.random() < 0.002 else dice.choice(WAYS)
    line = way(json.dumps(good(dice.randrange(10**6)), ensure_ascii=False).encode(), dice)
    return line if line.strip() else b"?"


@pytest.mark.slow
def test_malformed_json_lines_are_all_told(casecount: Casecount, tmp_path: Path) -> None:
    dice = random.Random(20)
    path = tmp_path / "bad.jsonl"
    with path.open("wb") as file:
        for number in range(COUNT):
            if number % 10 == 0:
                file.write(json.dumps(good(number)).encode() + b"\n")
            else:
                file.write(malformed(dice) + b"\n")
    done = casecount("load", path)
    assert done.code == 0
    ((read, new, known, rejected),) = casecount.raw(
        "select records_read, articles_new, articles_known, records_rejected from raw.runs"
    )
    assert read == new + known + rejected == COUNT
    arrived = {n for (n,) in casecount.raw("select record_number from raw.articles")}
    assert {number + 1 for number in range(0, COUNT, 10)} <= arrived
    assert casecount.raw("select count(*) from raw.rejects")[0][0] == rejected
    assert not {c for c in done.out + done.err if c != "\n" and not c.isprintable()}


def _rows(dice: random.Random, count: int) -> Iterator[tuple[str, bool]]:
    for number in range(count):
        out = io.StringIO()
        csv.writer(out).writerow([f"good-{number}", TEXT.format(n=number)])
        if number % 5 == 0:
            yield out.getvalue(), True
        else:
            line = _bytes_changed(out.getvalue().encode(), dice).decode("utf-8", "replace")
            yield line.replace("\r", " ").replace("\n", " ") + "\r\n", False


@pytest.mark.slow
def test_malformed_rows_cost_no_good_one(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    rows = list(_rows(random.Random(21), COUNT // 10))
    path.write_text("id,text\r\n" + "".join(row for row, _ in rows), newline="", encoding="utf-8")
    found = list(read_sources([path], reader()))
    ids = {item.article.id for item in found if isinstance(item, Record)}
    assert {f"good-{n}" for n, (_, is_good) in enumerate(rows) if is_good} <= ids


@pytest.mark.slow
def test_malformed_records_of_a_crawl_cost_no_good_one(tmp_path: Path) -> None:
    dice = random.Random(22)
    path = tmp_path / "bad.warc"
    goods = set()
    with path.open("wb") as file:
        for number in range(COUNT // 50):
            whole = warc_record(http_response(page(title=f"Raid {number}")))
            if number % 3 == 0:
                goods.add(f"Raid {number}")
                file.write(whole)
            else:
                way = dice.choice((_cut, _bytes_changed, _noise))
                file.write(way(whole, dice) + b"\r\n\r\n")
    found = list(read_sources([path], reader()))
    titles = {item.article.title for item in found if isinstance(item, Record)}
    assert goods <= titles
    assert len(found) > len(goods)
