"""Compressed files and archives: read where they are; what could harm is refused by name."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from ingest.sources.limits import Limits
from tests.sources.helpers import (
    PACKERS,
    http_response,
    page,
    read,
    reasons,
    records,
    rejects,
    tar_of,
    warc_record,
    write,
    zip_of,
)
from tests.sources.test_feeds import RSS

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Twelve were held in the raid on Monday, said police."
LINES = f'{{"id": "1", "text": "{TEXT}"}}\n{{"id": "2", "text": "{TEXT}"}}\n'.encode()
TABLE = f"id,text\n1,{TEXT.replace(',', ';')}\n".encode()
SMALL = Limits(ratio=20, ratio_from=10_000, members=5, layers=3, held_bytes=100_000)


@pytest.mark.parametrize("suffix", list(PACKERS))
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT.encode()),
        ("a.jsonl", LINES),
        ("a.csv", TABLE),
        ("a.tsv", TABLE.replace(b",", b"\t")),
        ("a.json", b'{"articles": [%s]}' % LINES.splitlines()[0]),
        ("a.html", page()),
        ("a.rss", RSS.encode()),
        ("a.warc", warc_record(http_response(page()))),
        ("a.tar", tar_of({"news/a.jsonl": LINES})),
    ],
)
def test_every_kind_may_be_compressed(
    tmp_path: Path, suffix: str, name: str, content: bytes
) -> None:
    plain = read(write(tmp_path / "plain" / name, content))
    packed = read(write(tmp_path / "packed" / f"{name}{suffix}", PACKERS[suffix](content)))
    assert [record.article for record in records(packed)] == [r.article for r in records(plain)]
    assert records(plain)
    assert reasons(packed) == reasons(plain)


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_an_archive_may_hold_every_kind(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    members = {
        "a/story.txt": TEXT.encode(),
        "a/lines.jsonl.gz": gzip.compress(LINES),
        "a/page.html": page(),
        "b/crawl.warc.xz": PACKERS[".xz"](warc_record(http_response(page()))),
        "b/more.zip": zip_of({"inner.jsonl": LINES}),
        "b/more.tar.bz2": PACKERS[".bz2"](tar_of({"inner.txt": TEXT.encode()})),
        "b/.hidden": b"x",
        "__MACOSX/x.txt": b"x",
        "b/picture.png": b"\x89PNG\r\n\x1a\n\0\0",
    }
    found = read(write(tmp_path / "all.bin", pack(members)))
    assert len(records(found)) == 8
    assert {record.source_path for record in records(found)} == {
        f"{tmp_path}/all.bin/{name}"
        for name in (
            "a/story.txt",
            "a/lines.jsonl.gz",
            "a/page.html",
            "b/crawl.warc.xz",
            "b/more.zip/inner.jsonl",
            "b/more.tar.bz2/inner.txt",
        )
    }
    assert [(item.source_path, item.reason) for item in rejects(found)] == [
        (f"{tmp_path}/all.bin/b/picture.png", "unknown_kind")
    ]


def test_nothing_is_unpacked_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.tar.gz", gzip.compress(tar_of({"a.txt": TEXT.encode()})))
    monkeypatch.chdir(tmp_path)
    assert len(records(read(path))) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.tar.gz"]


@pytest.mark.parametrize("suffix", list(PACKERS))
def test_of_a_file_cut_off_what_came_before_is_read(tmp_path: Path, suffix: str) -> None:
    lines = "".join(
        json.dumps({"id": str(n), "text": f"{n} held. {n * 7919}"}) + "\n" for n in range(9999)
    )
    packed = PACKERS[suffix](lines.encode())
    found = read(write(tmp_path / f"a.jsonl{suffix}", packed[: len(packed) * 2 // 3]))
    assert reasons(found) == ["broken_compression"]
    assert "too early" in rejects(found)[0].detail
    ids = [record.article.id for record in records(found)]
    assert ids == [str(n) for n in range(len(ids))]
    if suffix != ".bz2":  # its blocks are larger than this file
        assert len(ids) > 1000


def test_small_files_cut_off_too(tmp_path: Path) -> None:
    packed = gzip.compress(LINES)[:-6]
    found = read(write(tmp_path / "a.jsonl.gz", packed))
    assert len(records(found)) == 2
    assert reasons(found) == ["broken_compression"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/a.txt", "C:\\a.txt", "a/../../b.txt", "..\\b.txt"]
)
@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_names_that_lead_out_are_refused(tmp_path: Path, pack: object, name: str) -> None:
    assert callable(pack)
    path = write(tmp_path / "a.bin", pack({name: TEXT.encode(), "good.txt": TEXT.encode()}))
    found = read(path)
    assert reasons(found) == ["unsafe_path"]
    assert [record.article.id for record in records(found)] == ["good"]


def test_links_and_devices_are_passed_over_by_name(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.FIFOTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    found = read(write(tmp_path / "a.tar", out.getvalue()))
    assert reasons(found) == ["not_a_file", "not_a_file"]


def test_links_in_a_zip_too(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert reasons(read(write(tmp_path / "a.zip", out.getvalue()))) == ["not_a_file"]


@pytest.mark.parametrize("suffix", list(PACKERS))
def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"a.jsonl{suffix}", PACKERS[suffix](LINES + b" " * 5_000_000))
    found = read(path, limits=SMALL)
    assert reasons(found) == ["bomb"]
    assert "times its size" in rejects(found)[0].detail


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_a_bomb_costs_no_other_member(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    bomb = gzip.compress(b" " * 5_000_000)
    path = write(tmp_path / "a.bin", pack({"bomb.txt.gz": bomb, "good.txt": TEXT.encode()}))
    found = read(path, limits=SMALL)
    assert reasons(found) == ["bomb"]
    assert [record.article.id for record in records(found)] == ["good"]


def test_bomb_after_bomb_ends_the_archive(tmp_path: Path) -> None:
    bomb = b" " * 5_000_000
    path = write(tmp_path / "a.zip", zip_of({f"{n}.txt": bomb for n in range(5)}))
    assert reasons(read(path, limits=SMALL)) == ["bomb"] * 4


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_too_many_members(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    path = write(tmp_path / "a.bin", pack({f"{n}.txt": TEXT.encode() for n in range(7)}))
    assert reasons(read(path, limits=SMALL)) == ["bomb"]


def test_packed_too_often(tmp_path: Path) -> None:
    data = TEXT.encode()
    for _ in range(5):
        data = gzip.compress(data)
    found = read(write(tmp_path / "a.txt.gz.gz.gz.gz.gz", data), limits=SMALL)
    assert reasons(found) == ["bomb"]
    assert "packed more than 3 times" in rejects(found)[0].detail


def test_too_large_to_be_held(tmp_path: Path) -> None:
    noise = bytes(n * 7919 % 251 for n in range(150_000))
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", noise)
    path = write(tmp_path / "a.zip.gz", gzip.compress(inner.getvalue()))
    assert reasons(read(path, limits=Limits(held_bytes=100_000))) == ["too_long"]


def test_a_list_of_members_too_long_to_be_held(tmp_path: Path) -> None:
    data = bytearray(zip_of({"a.txt": TEXT.encode()}))
    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<L", data, at + 12, 2**31)
    assert reasons(read(write(tmp_path / "a.zip", bytes(data)))) == ["bomb"]


def test_an_office_document_says_what_to_do(tmp_path: Path) -> None:
    data = zip_of({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    (reject,) = rejects(read(write(tmp_path / "a.docx", data)))
    assert reject.reason == "unknown_kind"
    assert "save it as text" in reject.detail


def test_a_locked_member(tmp_path: Path) -> None:
    data = bytearray(zip_of({"a.txt": TEXT.encode()}))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert reasons(read(write(tmp_path / "a.zip", bytes(data)))) == ["encrypted"]


@pytest.mark.parametrize("is_nested", [False, True])
@pytest.mark.parametrize("place", ["the list of members", "a member"])
def test_a_zip_that_leads_to_a_place_before_its_start(
    tmp_path: Path, is_nested: bool, place: str
) -> None:
    broken = bytearray(zip_of({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))
    end = broken.rindex(b"PK\x05\x06")
    if place == "a member":  # all of it, so that members stand so much before it, and one more
        at = broken.index(b"PK\x01\x02") + 42
        struct.pack_into("<L", broken, end + 16, struct.unpack_from("<L", broken, end + 16)[0] + 9)
        struct.pack_into("<L", broken, at, 0)
    else:
        struct.pack_into("<L", broken, end + 12, end + 99)
    data, name = bytes(broken), "a.zip"
    if is_nested:
        data, name = gzip.compress(data), "a.zip.gz"
    found = read(write(tmp_path / name, data))
    assert "broken_archive" in reasons(found)
    assert not {"unreadable"} & set(reasons(found))


def test_a_member_whose_sum_is_wrong(tmp_path: Path) -> None:
    data = bytearray(zip_of({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))
    data[14] ^= 0xFF
    data[data.find(b"PK\x01\x02") + 16] ^= 0xFF
    found = read(write(tmp_path / "a.zip", bytes(data)))
    assert reasons(found) == ["broken_compression"]
    assert [record.article.id for record in records(found)] == ["b"]


def test_a_tar_that_is_broken_in_its_midst_says_so(tmp_path: Path) -> None:
    data = bytearray(tar_of({f"{n}.txt": TEXT.encode() for n in range(5)}))
    data[1024:1400] = b"x" * 376  # the second member's header
    found = read(write(tmp_path / "a.tar", bytes(data)))
    assert reasons(found) == ["broken_archive"]
    assert [record.article.id for record in records(found)] == ["0"]


@pytest.mark.parametrize("keep", [100, 600, 700, 1300])
def test_a_tar_that_is_cut_off_says_so(tmp_path: Path, keep: int) -> None:
    data = tar_of({f"{n}.txt": TEXT.encode() * 5 for n in range(3)})[:keep]
    found = read(write(tmp_path / "a.tar", data))
    assert reasons(found)
    assert set(reasons(found)) <= {"broken_archive", "unknown_kind", "binary"}


def test_a_tar_header_longer_than_any_name(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        member = tarfile.TarInfo("a.txt")
        member.pax_headers = {"comment": "x" * 2_000_000}
        archive.addfile(member)
    assert reasons(read(write(tmp_path / "a.tar", out.getvalue()))) == ["bomb"]
