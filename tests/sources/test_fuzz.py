"""Damaged sources of every kind: each ends in articles and rejects, never in an exception."""

from __future__ import annotations

import gzip
import json
import random
from typing import TYPE_CHECKING

import duckdb
import pytest

from ingest.sources.inputs import Record
from tests.sources.helpers import (
    PACKERS,
    http_response,
    page,
    read,
    tar_of,
    warc_record,
    write,
    zip_of,
)
from tests.sources.test_feeds import ATOM, RSS

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Twelve were held in the raid on Monday, said police."
LINES = "".join(
    json.dumps({"id": n, "title": "Räid", "text": TEXT, "published": "2014-03-04"}) + "\n"
    for n in range(20)
).encode()
CRAWL = warc_record(http_response(page())) * 2
MEMBERS = {"a.txt": TEXT.encode(), "b/lines.jsonl": LINES, "c.html": page(), "d.jsonl.gz": b""}
MEMBERS["d.jsonl.gz"] = gzip.compress(LINES)


def parquet(folder: Path) -> bytes:
    path = folder / "x.parquet"
    rows = f"select i as id, '{TEXT}' as text, now() as date from range(50) t(i)"
    duckdb.connect().execute(f"copy ({rows}) to '{path}' (format parquet)")
    return path.read_bytes()


SOURCES: dict[str, bytes] = {
    "a.txt": TEXT.encode(),
    "a.jsonl": LINES,
    "a.json": json.dumps({"n": 1, "articles": list(map(json.loads, LINES.splitlines()))}).encode(),
    "a.csv": b"id,text\n" + b'1,"Twelve, held"\n' * 20,
    "a.html": page(),
    "a.rss": RSS.encode(),
    "a.atom": ATOM.encode(),
    "a.warc": CRAWL,
    "a.warc.gz": gzip.compress(CRAWL),
    "a.zip": zip_of(MEMBERS),
    "a.tar": tar_of(MEMBERS),
    "a.tar.xz": PACKERS[".xz"](tar_of(MEMBERS)),
    "a.jsonl.zst": PACKERS[".zst"](LINES),
    "a.jsonl.bz2": PACKERS[".bz2"](LINES),
}
STRANGE = (b"\0", b"\xff\xfe", b"\x1b[31m", "\u202e".encode(), b"<", b'"', b"[" * 200, b"\r\n\r\n")


def damaged(data: bytes, dice: random.Random) -> bytes:
    """`data` with bytes changed, cut, doubled, put in, or its end lost."""
    found = bytearray(data)
    for _ in range(dice.choice((1, 1, 3, 10, 60))):
        at, size = dice.randrange(len(found) or 1), dice.randrange(1, 200)
        match dice.randrange(6):
            case 0 | 1:
                found[at : at + 1] = bytes([dice.randrange(256)])
            case 2:
                del found[at : at + size]
            case 3:
                found[at:at] = found[at : at + size]
            case 4:
                found[at:at] = dice.choice(STRANGE)
            case _:
                if dice.random() < 0.2:
                    del found[at:]
    return bytes(found)


def check(folder: Path, name: str, data: bytes, seed: int) -> None:
    path = write(folder / name, damaged(data, random.Random(f"{name}{seed}")))
    found = read(path)
    assert found
    for item in found:
        if isinstance(item, Record):
            item.article.text.encode()
            assert item.article.text.strip()
        else:
            assert item.line.isprintable()
            assert item.detail


@pytest.mark.parametrize("name", [*SOURCES, "a.parquet"])
def test_damage_ends_in_articles_and_rejects(tmp_path: Path, name: str) -> None:
    data = parquet(tmp_path) if name == "a.parquet" else SOURCES[name]
    for seed in range(8):
        check(tmp_path, name, data, seed)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*SOURCES, "a.parquet"])
def test_much_damage_ends_in_articles_and_rejects(tmp_path: Path, name: str) -> None:
    data = parquet(tmp_path) if name == "a.parquet" else SOURCES[name]
    for seed in range(8, 300):
        check(tmp_path, name, data, seed)
