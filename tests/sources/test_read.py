"""Whatever stands in a file becomes an article or a reject; nothing else is lost."""

from __future__ import annotations

import codecs
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources.helpers import read, reasons, records, rejects, write

TEXT = "Police in Málaga arrested 12 men – “all of them from one town” – in a café on Monday."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
    ],
)
def test_text_is_found_in_any_common_encoding(tmp_path: Path, data: bytes) -> None:
    (record,) = records(read(write(tmp_path / "a.txt", data)))
    assert record.article.text == TEXT
    assert record.article.id == "a"


def test_text_is_stored_as_decoded(tmp_path: Path) -> None:
    text = (
        "A headline\r\n\r\n  12 held.\t\u00a0Cafe\u0301 \u201c\u2026\u201d\r\n\u2028 end \x1b[31m"
    )
    (record,) = records(read(write(tmp_path / "a.txt", text)))
    assert record.article.text == text


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.csv"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_records_in_any_common_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    content = f"id,text\n1,{TEXT}\n" if name == "a.csv" else f'{{"id": "1", "text": "{TEXT}"}}\n'
    (record,) = records(read(write(tmp_path / name, content.encode(encoding))))
    assert record.article.text == TEXT


def test_one_line_of_another_encoding_spoils_no_other(tmp_path: Path) -> None:
    lines = [f'{{"id": "{n}", "text": "{TEXT}"}}'.encode() for n in range(3)]
    lines[1] = f'{{"id": "1", "text": "{TEXT}"}}'.encode("cp1252")
    found = records(read(write(tmp_path / "a.jsonl", b"\n".join(lines))))
    assert [record.article.text for record in found] == [TEXT] * 3


def test_fields_of_a_record(tmp_path: Path) -> None:
    told: list[str] = []
    path = write(
        tmp_path / "a.jsonl",
        '{"id": 7, "title": " Raids \\n in  town", "published": "2014-03-04T23:00:00-05:00", '
        '"source_name": "Harbour Press", "url": "https://example.org/7", "text": " 12 held. ", '
        '"licence": "x", "author": "Ann Example"}\n'
        '{"text": "5 held.", "licence": "y", "published": "06/05/2014", "title": ["?"]}\n',
    )
    first, second = records(read(path, told=told))
    assert first.article.id == "7"
    assert first.article.title == "Raids in town"
    assert str(first.article.published) == "2014-03-04"
    assert str(first.published_at) == "2014-03-05 04:00:00+00:00"
    assert first.article.outlet == "Harbour Press"
    assert first.article.text == " 12 held. "
    assert second.article.id == "a:2"
    assert (second.article.title, second.article.published) == (None, None)
    assert sum("licence" in line for line in told) == 1
    assert sum("author" in line for line in told) == 1
    assert sum("06/05/2014" in line for line in told) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "12 held.", ', "broken_json"),
        ("[1, 2]", "not_an_object"),
        ('"12 held."', "not_an_object"),
        ('{"title": "Twelve held"}', "no_text"),
        ('{"text": ""}', "no_text"),
        ('{"text": "  \\n "}', "no_text"),
        ('{"text": null}', "no_text"),
        ('{"text": ["12 held."]}', "no_text"),
        ("[" * 100_000, "broken_json"),
        ('{"text": ' * 50_000, "broken_json"),
        ("\0\0\0\0", "broken_json"),
        ('{"text": "' + "9" * 10 + '", "id": ' + "9" * 5000 + "}", "broken_json"),
    ],
)
def test_a_broken_line_is_rejected_and_the_others_arrive(
    tmp_path: Path, line: str, reason: str
) -> None:
    good = '{"id": "good", "text": "12 held on Monday."}'
    found = read(write(tmp_path / "a.jsonl", f"{good}\n{line}\n\n{good}\n"))
    assert len(records(found)) == 2
    assert reasons(found) == [reason]
    (reject,) = rejects(found)
    assert reject.record_number == 2
    assert "\n" not in reject.line


def test_lone_surrogates_and_zeros_keep_their_places(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "a\\ud800b\\u0000c 12 held"}\n')
    (record,) = records(read(path))
    assert record.article.text == "a\ufffdb\0c 12 held"


def test_csv_with_quotes_line_ends_and_semicolons(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        'id;Text;source_name\r\n1;"12 held.\r\n""All"" of them; said police.";HP\r\n2;5 held.;\r\n',
    )
    first, second = records(read(path))
    assert first.article.text == '12 held.\r\n"All" of them; said police.'
    assert first.article.outlet == "HP"
    assert (second.article.text, second.article.outlet) == ("5 held.", None)
    assert second.record_number == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('2,"12 held', "broken_csv"),
        ('2,"12" held', "broken_csv"),
        ("2,12 held,and,more", "broken_csv"),
        ("2,", "no_text"),
    ],
)
def test_a_broken_row_costs_no_other(tmp_path: Path, row: str, reason: str) -> None:
    found = read(write(tmp_path / "a.csv", f"id,text\n1,5 held.\n{row}\n3,7 held.\n4,8 held.\n"))
    assert [record.article.id for record in records(found)] == ["1", "3", "4"]
    assert reasons(found) == [reason]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"  \n\t ", "empty"),
        ("a.csv", b"", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
        ("a.jsonl", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40, "binary"),
        ("a.jsonl", b"PK\x03\x04" + bytes(range(256)) * 40, "broken_archive"),
        ("a.csv", b"\x1f\x8b\x08\0" + bytes(range(256)) * 40, "broken_compression"),
        ("a.csv", b"id,words\n1,12 held\n", "no_text_column"),
        ("a.pdf", b"%PDF-1.4\n", "unknown_kind"),
    ],
)
def test_files_that_are_no_articles(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    write(tmp_path / name, content)
    write(tmp_path / "z.txt", "12 were held in the raid on Monday.")
    found = read(tmp_path)
    assert reasons(found) == [reason]
    assert [record.article.id for record in records(found)] == ["z"]


def test_text_in_no_known_encoding(tmp_path: Path) -> None:
    noise = random.Random(7).choices(range(128, 256), k=4000)
    found = read(write(tmp_path / "a.txt", bytes(noise)))
    assert reasons(found) == ["unknown_encoding"]


def test_paths_that_are_not_there_or_not_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    found = read(tmp_path / "nothing", tmp_path / "pipe.txt", Path("/dev/null"))
    assert reasons(found) == ["not_found", "not_a_file", "not_a_file"]


def test_folders_are_walked_in_order_without_hidden_files_and_without_end(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "c.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, f"12 held in {name} on Monday.")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    found = read(tmp_path)
    assert [record.article.id for record in records(found)] == ["1", "2", "c"]
    assert not reasons(found)


def test_a_file_without_a_telling_name_is_read_by_its_content(tmp_path: Path) -> None:
    lines = write(tmp_path / "export.data", '{"id": "x", "text": "12 held."}\n')
    text = write(tmp_path / "story", "Twelve held\n\n12 were held on Monday.")
    assert [record.article.id for record in records(read(lines, text))] == ["x", "story"]


def test_a_huge_line_takes_little_memory_and_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": "first", "text": "12 held."}\n{"text": "')
        for _ in range(200):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"id": "last", "text": "5 held."}\n')
    code = (
        "import sys; from pathlib import Path\n"
        "from tests.sources.helpers import read, records, reasons\n"
        "found = read(Path(sys.argv[1]))\n"
        "print([r.article.id for r in records(found)], reasons(found))\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(status.split('VmHWM:')[1].split()[0])\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, path], cwd=root, capture_output=True, text=True, check=True
    )
    found, peak = done.stdout.splitlines()
    assert found == "['first', 'last'] ['too_long']"
    assert int(peak) <= 400_000  # KB
