"""Malformed records of every kind of source, made from good ones, with good ones beside them.

Good records carry a mark in their text ("good-rows-0-17") that must arrive; what is malformed
carries none of these. Which records are good is fixed, so that all kinds are mixed in one folder.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.sources.helpers import PARAGRAPHS, http_response, page, tar_of, warc_record, zip_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

ARTICLES = Path(__file__).resolve().parents[2] / "articles"
TEXT = (
    "Police in Northport arrested {n} men on Monday – “all of them”, they said – and freed 3 girls."
)
# Our sample articles' openings: figures, dates, places, names of operations.
REAL = [path.read_text("utf-8")[:700] for path in sorted(ARTICLES.rglob("*.txt"))]
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
    "9" * 5000 + " were held on 99 September 99999",
    "((((" * 500 + "12 arrested" + "))))" * 500,
    "e\u0301\u0301\u0301" * 800 + " 12 held",
)
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB_FEED = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{LAUGHS}]><rss><channel><title>&a9;</title></channel>'


@dataclass(slots=True)
class Made:
    """What was written: the marks that must arrive, and how many records a file holds for sure.

    Marks of different rounds differ, so that the same database may take them one after the other.
    """

    round: int = 0
    goods: set[str] = field(default_factory=set)
    records: dict[str, int] = field(default_factory=dict)  # by path, where it can be said
    files: list[str] = field(default_factory=list)  # each ends in an article or a reject at least

    def mark(self, kind: str, number: int) -> str:
        """The mark of a good record, noted."""
        mark = f"good-{kind}-{self.round}-{number}"
        self.goods.add(mark)
        return mark


def good(mark: str, number: int) -> dict[str, object]:
    """A record as it should be, unlike any other."""
    body = REAL[number % len(REAL)] if number % 4 == 0 else TEXT.format(n=number)
    return {
        "id": mark,
        "title": f"Raid {number}",
        "published": "2014-03-04T09:30:00+01:00",
        "source_name": "Harbour Press",
        "text": f"{body}\n\nThis is story {mark}.",
    }


def torn(dice: random.Random) -> dict[str, object]:
    """A record to damage."""
    return good(f"torn-{dice.randrange(10**9)}", dice.randrange(10**6))


def _cut(line: bytes, dice: random.Random) -> bytes:
    return line[: dice.randrange(1, len(line))]


def _wrong_type(_: bytes, dice: random.Random) -> bytes:
    wrong = dice.choice((None, 5, 1e300, True, [], ["12 held"], {"a": "12 held"}, "", " \t "))
    return json.dumps({**torn(dice), "text": wrong}).encode()


def _odd_fields(_: bytes, dice: random.Random) -> bytes:
    odd: list[object] = [None, -1, 10**30, [[[]]], {"x": {}}, "\u202e", "06/12/2011", "0000-00-00"]
    record = torn(dice)
    return json.dumps({name: value if name == "text" else dice.choice(odd)
                       for name, value in record.items()}).encode()  # fmt: skip


def _strange(_: bytes, dice: random.Random) -> bytes:
    text = f"{dice.choice(STRANGE_TEXTS)} {dice.random()}"
    return json.dumps({**torn(dice), "text": text}).encode()


def _nested(_: bytes, dice: random.Random) -> bytes:
    depth = dice.randrange(1, 30_000 if dice.random() < 0.05 else 600)
    return dice.choice((b"[", b'{"text":', b'{"a":[')) * depth


def _misencoded(_: bytes, dice: random.Random) -> bytes:
    encoding = dice.choice(("cp1252", "utf-16", "latin-1", "shift_jis", "cp1251"))
    line = json.dumps(torn(dice), ensure_ascii=False)
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
    return b'{"text": "' + b"x" * dice.randrange(1_000_000, 3_000_000) + b"\\"


OF_LINES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _wrong_type, _odd_fields, _strange, _nested, _misencoded, _bytes_changed, _noise,
    _huge_number,
)  # fmt: skip
OF_BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_cut, _bytes_changed, _noise)


def malformed_line(dice: random.Random) -> bytes:
    """One line that was a record once, or never was."""
    way = _long if dice.random() < 0.0005 else dice.choice(OF_LINES)
    line = way(json.dumps(torn(dice), ensure_ascii=False).encode(), dice)
    return line if line.strip() else b"?"


def lines(folder: Path, count: int, dice: random.Random, made: Made) -> None:
    """JSON lines, one in ten of them good."""
    path = folder / "lines.jsonl"
    with path.open("wb") as file:
        for number in range(count):
            if number % 10 == 0:
                line = json.dumps(good(made.mark("lines", number), number)).encode()
            else:
                line = malformed_line(dice)
            file.write(line + b"\n")
    made.records[str(path)] = count


def rows(folder: Path, count: int, dice: random.Random, made: Made) -> None:
    """CSV, one row in five good; a torn row may take the torn one after it along."""
    path = folder / "rows.csv"
    with path.open("wb") as file:
        file.write(b"id,text\r\n")
        for number in range(count):
            if number % 5 == 0:
                text = f"{TEXT.format(n=number)} This is story {made.mark('rows', number)}."
                file.write(_row(f"good-{number}", text))
            else:
                whole = _row(f"torn-{dice.random()}", TEXT.format(n=dice.randrange(10**6)))
                way = dice.choice((_bytes_changed, _cut, _noise, _commas))
                file.write(way(whole.rstrip(), dice).replace(b"\r", b" ") + b"\r\n")
    made.files.append(str(path))


def _row(*fields: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow(fields)
    return out.getvalue().encode()


def _commas(line: bytes, dice: random.Random) -> bytes:
    return line + b',"more"' * dice.randrange(1, 50)


def documents(folder: Path, count: int, dice: random.Random, made: Made) -> None:
    """JSON arrays of ten records, one in four of the files good."""
    for number in range(0, count, 10):
        is_good = number % 40 == 0
        records = [
            good(made.mark("documents", number + n), number + n) if is_good else torn(dice)
            for n in range(10)
        ]
        data = json.dumps({"articles": records}).encode()
        path = folder / f"document-{number}.json"
        path.write_bytes(data if is_good else dice.choice(OF_BYTES)(data, dice))
        made.files.append(str(path))
        if is_good:
            made.records[str(path)] = 10


def _page(text: str) -> bytes:
    return page((text, *PARAGRAPHS[:2]), title=text[:40])


def pages(folder: Path, count: int, dice: random.Random, made: Made) -> None:
    """HTML pages, one in four good."""
    for number in range(count):
        path = folder / f"page-{number}.html"
        if number % 4 == 0:
            path.write_bytes(_page(f"{TEXT.format(n=number)} Story {made.mark('pages', number)}."))
        else:
            whole = _page(f"{TEXT.format(n=dice.randrange(10**6))} Torn {dice.random()}.")
            way = dice.choice((*OF_BYTES, _deep_page, _misencoded))
            path.write_bytes(b"<!DOCTYPE html>" + way(whole, dice))
        made.files.append(str(path))


def _deep_page(_: bytes, dice: random.Random) -> bytes:
    depth = dice.randrange(10, 20_000 if dice.random() < 0.02 else 1_000)
    return b"<html><body>" + b"<div>" * depth + b"12 men were arrested."


def crawls(folder: Path, count: int, dice: random.Random, made: Made) -> None:
    """Crawls of a hundred records, one in four good, every other crawl compressed by records."""
    for first in range(0, count, 100):
        is_packed = first % 200 == 100
        path = folder / (f"crawl-{first}.warc" + (".gz" if is_packed else ""))
        with path.open("wb") as file:
            for number in range(first, min(count, first + 100)):
                file.write(_crawled(number, dice, made, is_packed=is_packed))
        made.files.append(str(path))


def _crawled(number: int, dice: random.Random, made: Made, *, is_packed: bool) -> bytes:
    pack = gzip.compress if is_packed else bytes
    if number % 4 == 0:
        text = f"{TEXT.format(n=number)} This is story {made.mark('crawls', number)}."
        return pack(warc_record(http_response(_page(text))))
    whole = warc_record(http_response(_page(f"Torn {dice.random()} {TEXT.format(n=7)}")))
    if is_packed and number % 4 == 1:
        return pack(dice.choice(OF_BYTES)(whole, dice) + b"\r\n\r\n")
    return pack(dice.choice((_bytes_changed, _noise))(whole, dice) + b"\r\n\r\n")


def feeds(folder: Path, count: int, dice: random.Random, made: Made) -> None:
    """Feeds of one entry, one in four good; some of the others laugh a billion times."""
    for number in range(count):
        path = folder / f"feed-{number}.rss"
        if number % 4 == 0:
            mark = made.mark("feeds", number)
            path.write_bytes(_feed(f"{TEXT.format(n=number)} This is story {mark}."))
        elif number % 20 == 1:
            path.write_text(BOMB_FEED, encoding="utf-8")
        else:
            whole = _feed(f"Torn {dice.random()} {TEXT.format(n=dice.randrange(10**6))}")
            path.write_bytes(dice.choice((*OF_BYTES, _deep_feed))(whole, dice))
        made.files.append(str(path))


def _feed(text: str) -> bytes:
    more = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>Harbour Press</title><item><title>Raids</title>"
        "<pubDate>Tue, 04 Mar 2014 23:30:00 -0500</pubDate>"
        f"<content:encoded><![CDATA[<p>{text}</p>{more}]]></content:encoded></item></channel></rss>"
    ).encode()


def _deep_feed(_: bytes, dice: random.Random) -> bytes:
    return b"<rss><channel>" + b"<item>" * dice.randrange(10, 300)


def archives(folder: Path, count: int, dice: random.Random, made: Made) -> None:
    """Zips and tars of ten lines, one in three whole."""
    for number in range(0, count, 10):
        is_good = number % 30 == 0
        records = [
            good(made.mark("archives", number + n), number + n) if is_good else torn(dice)
            for n in range(10)
        ]
        data = "".join(json.dumps(record) + "\n" for record in records).encode()
        members = {"a/lines.jsonl": data, "b.txt": f"Story {dice.random()}".encode()}
        suffix, pack = dice.choice((("zip", zip_of), ("tar", tar_of)))
        packed = pack(members)
        path = folder / f"archive-{number}.{suffix}"
        path.write_bytes(packed if is_good else dice.choice(OF_BYTES)(packed, dice))
        made.files.append(str(path))


# Of a hundred records, how many are of which kind; a page costs as much as dozens of lines.
KINDS: tuple[tuple[int, Callable[[Path, int, random.Random, Made], None]], ...] = (
    (62, lines),
    (24, rows),
    (5, documents),
    (2, pages),
    (3, crawls),
    (1, feeds),
    (3, archives),
)


def write_all(folder: Path, count: int, dice: random.Random, round_number: int = 0) -> Made:
    """Write about `count` records, good ones among them, into files of all kinds."""
    made = Made(round_number)
    folder.mkdir()
    for share, write in KINDS:
        write(folder, count * share // 100, dice, made)
    return made


def in_rounds(count: int, most: int) -> Iterator[int]:
    """Parts of `count` of at most `most`, so that a soak takes no room on the disk."""
    while count > 0:
        yield min(count, most)
        count -= most
