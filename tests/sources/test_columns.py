"""Columns of exports: as told, by the field's own name, or by a usual one; and Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from ingest.errors import CasecountError
from ingest.project import seeds_dir
from ingest.sources.columns import load_columns
from ingest.sources.limits import Limits
from tests.sources.helpers import PACKERS, read, reasons, records, rejects, write, zip_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Twelve were held in the raid on Monday."


def fields(columns: str, *told: str) -> dict[str, str]:
    return dict(load_columns(seeds_dir(), told).find(columns.split()))


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("id title published source_name url text", {}),
        ("headline articleBody datePublished publisher link guid", {
            "title": "headline", "text": "articleBody", "published": "datePublished",
            "source_name": "publisher", "url": "link", "id": "guid",
        }),
        ("Title Content Date Source URL", {
            "title": "Title", "text": "Content", "published": "Date",
            "source_name": "Source", "url": "URL",
        }),
        ("maintext date_publish source_domain", {
            "text": "maintext", "published": "date_publish", "source_name": "source_domain",
        }),
        ("text body content", {"text": "text"}),
        ("content body", {"text": "body"}),
        ("Text text", {"text": "text"}),
        ("author language", {}),
    ],
)  # fmt: skip
def test_usual_names(columns: str, expected: dict[str, str]) -> None:
    assert fields(columns) == (expected or {n: n for n in columns.split() if n not in
                                            {"author", "language"}})  # fmt: skip


def test_what_the_user_says_counts_most() -> None:
    assert fields("text words", "text=words") == {"text": "words"}
    assert fields("text words", "text=none") == {}
    assert fields("Full_Story", "text=full story") == {"text": "Full_Story"}


@pytest.mark.parametrize("option", ["text", "text=", "=body", "author=x", "text:body"])
def test_an_option_that_says_nothing(option: str) -> None:
    with pytest.raises(CasecountError, match="write FIELD=COLUMN"):
        load_columns(seeds_dir(), [option])


def test_exports_under_other_names(tmp_path: Path) -> None:
    told: list[str] = []
    write(tmp_path / "a.csv", f"Headline;Body;Licence\nTwelve held;{TEXT};x\n")
    write(
        tmp_path / "b.jsonl", f'{{"articleBody": "{TEXT}", "source": {{"name": "HP", "id": 1}}}}\n'
    )
    write(tmp_path / "c.tsv", f"uid\tfull_text\n7\t{TEXT}\n")
    first, second, third = (record.article for record in records(read(tmp_path, told=told)))
    assert (first.title, first.text) == ("Twelve held", TEXT)
    assert (second.text, second.outlet) == (TEXT, "HP")
    assert (third.id, third.text) == ("7", TEXT)
    assert "a.csv: the column body is read as text" in told
    assert "a.csv: the column licence is not used, and is ignored" in told
    assert not any("column source is not used" in line for line in told)


def test_told_columns_in_every_kind(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", f"words,text\n{TEXT},no\n")
    write(tmp_path / "b.jsonl", f'{{"words": "{TEXT}", "text": "no"}}\n{{"text": "no"}}\n')
    found = read(tmp_path, columns=["text=words"])
    assert [record.article.text for record in records(found)] == [TEXT, TEXT]
    assert [item.detail for item in rejects(found)] == [
        "no field named words; an article needs its words in the field text"
    ]


def test_a_table_without_a_telling_name(tmp_path: Path) -> None:
    write(tmp_path / "export", f"headline,body\nTwelve held,{TEXT}\n")
    write(tmp_path / "notes", f"body\n{TEXT}\n")
    found = read(tmp_path)
    assert [record.article.text for record in records(found)] == [TEXT]
    assert reasons(found) == ["unknown_kind"]


def parquet(path: Path, query: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    duckdb.connect().execute(f"copy ({query}) to '{path}' (format parquet)")
    return path


ROWS = (
    f"select i as id, 'Raid ' || i as headline, '{TEXT} ' || i as body, "
    "{'name': 'HP'} as source, timestamptz '2014-03-04 23:30:00+00' as date, 3 as licence "
    "from range(1000) t(i)"
)


def test_parquet_is_read_row_by_row(tmp_path: Path) -> None:
    told: list[str] = []
    found = records(read(parquet(tmp_path / "news.parquet", ROWS), told=told))
    assert len(found) == 1000
    first = found[0]
    assert (first.article.id, first.article.title, first.article.outlet) == ("0", "Raid 0", "HP")
    assert str(first.article.published) == "2014-03-04"
    assert str(first.published_at) == "2014-03-04 23:30:00+00:00"
    assert first.record_number == 1
    assert any("column licence is not used" in line for line in told)


@pytest.mark.parametrize("name", ["a*[b]?.parquet", "it's.parquet", "year=2014/a.pq", "a"])
def test_parquet_of_any_name(tmp_path: Path, name: str) -> None:
    plain = parquet(tmp_path / "x.parquet", f"select '{TEXT}' as text")
    path = write(tmp_path / "in" / name, plain.read_bytes())
    write(tmp_path / "in" / "ab.parquet", b"no parquet at all")
    assert [record.article.text for record in records(read(path))] == [TEXT]


@pytest.mark.parametrize("suffix", list(PACKERS))
def test_compressed_parquet(tmp_path: Path, suffix: str) -> None:
    plain = parquet(tmp_path / "x.parquet", ROWS).read_bytes()
    path = write(tmp_path / "packed" / f"x.parquet{suffix}", PACKERS[suffix](plain))
    assert len(records(read(path))) == 1000


def test_packed_parquet(tmp_path: Path) -> None:
    plain = parquet(tmp_path / "x.parquet", ROWS).read_bytes()
    path = write(tmp_path / "a.zip", zip_of({"x.parquet": plain}))
    assert len(records(read(path))) == 1000


def test_parquet_that_is_none(tmp_path: Path) -> None:
    whole = parquet(tmp_path / "x.parquet", ROWS).read_bytes()
    assert reasons(read(write(tmp_path / "cut.parquet", whole[:-100]))) == ["broken_parquet"]
    assert reasons(read(write(tmp_path / "bad.parquet", b"PAR1" + bytes(500)))) == [
        "broken_parquet"
    ]
    (reject,) = rejects(read(parquet(tmp_path / "y.parquet", "select 1 as a, 2 as b")))
    assert (reject.reason, "it has a, b" in reject.detail) == ("no_text_column", True)
    empty = parquet(tmp_path / "z.parquet", f"select '{TEXT}' as text limit 0")
    assert reasons(read(empty)) == ["empty"]


def test_a_parquet_bomb(tmp_path: Path) -> None:
    query = f"select repeat('{TEXT}', 100) as text from range(2000)"
    limits = Limits(ratio=20, ratio_from=100_000)
    found = read(parquet(tmp_path / "x.parquet", query), limits=limits)
    assert reasons(found) == ["bomb"]
