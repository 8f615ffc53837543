"""`casecount check`: a published file is whole, or the command says what is not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import duckdb
import pytest

from ingest.warehouse.checksums import checksum
from ingest.warehouse.database import work_path

if TYPE_CHECKING:
    from pathlib import Path

    from tests.warehouse.helpers import Casecount, Done


@pytest.fixture
def published(tmp_path: Path, sample_warehouse: Path) -> Path:
    """Give a copy of the published samples under another name, to be damaged."""
    copy = tmp_path / "copy of it.duckdb"
    shutil.copyfile(sample_warehouse, copy)
    return copy


def check(casecount: Casecount, path: Path) -> Done:
    done = casecount.run("check", path)
    assert len((done.out + done.err).splitlines()) == 1
    return done


def damaged(casecount: Casecount, path: Path, *statements: str) -> str:
    """Change a file behind the back of everybody; return what the check says of it."""
    with duckdb.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    done = check(casecount, path)
    assert done.code == 1
    assert ": damaged: " in done.err
    return done.err


def test_a_published_file_is_whole(casecount: Casecount, published: Path) -> None:
    done = check(casecount, published)
    assert (done.code, done.err) == (0, "")
    assert f"{published}: whole: " in done.out
    with duckdb.connect(published, read_only=True) as connection:
        build_id = connection.execute("select build_id from about").fetchall()[0][0]
    assert build_id[:8] in done.out


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("update fct_arrests set arrested_count = arrested_count + 1", "fct_arrests holds other"),
        (
            "update dim_article set title = 'x' where article_id = "
            "(select min(article_id) from dim_article)",
            "dim_article holds other",
        ),
        ("delete from rejects", None),
        (
            "delete from fct_figures where figure_id = (select min(figure_id) from fct_figures)",
            "rows, and had",
        ),
        ("drop table fct_parts", "the table fct_parts is missing"),
        ("create or replace view operations as select 1 as one", "operations is defined otherwise"),
        ("create table mine as select 1 as one", "table mine was added"),
        ("delete from published_tables", "published_tables is empty"),
    ],
)
def test_what_was_changed_is_named(
    casecount: Casecount, published: Path, statement: str, told: str | None
) -> None:
    with duckdb.connect(published) as connection:
        before = connection.execute("select count(*) from rejects").fetchall()
    if told is None and before == [(0,)]:
        pytest.skip("the samples have no rejects")
    assert (told or "rejects has 0 rows") in damaged(casecount, published, statement)


def test_broken_rules_are_found_even_where_checksums_were_made_to_fit(
    casecount: Casecount, published: Path
) -> None:
    with duckdb.connect(published) as connection:
        connection.execute(
            "update fct_figures set figure_text = 'none' where figure_id = "
            "(select min(figure_id) from fct_figures)"
        )
        fitting = checksum(connection, "fct_figures")[1]
    said = damaged(
        casecount,
        published,
        f"update published_tables set checksum = '{fitting}' where relation_name = 'fct_figures'",
    )
    assert "the text at the span of 1 figures is another" in said


def test_an_empty_text_and_no_text_are_told_apart(published: Path) -> None:
    with duckdb.connect(published) as connection:
        before = checksum(connection, "dim_article")
        connection.execute("update dim_article set url = coalesce(url, '')")
        assert checksum(connection, "dim_article") != before


def test_checksums_of_another_version_are_no_damage(casecount: Casecount, published: Path) -> None:
    with duckdb.connect(published) as connection:
        connection.execute("update published_tables set checksum = '4618742028657939339998215'")
    done = check(casecount, published)
    assert done.code == 1
    assert "published by another version" in done.err
    assert "damaged" not in done.err


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.99])
def test_a_file_that_was_cut_off(casecount: Casecount, published: Path, share: float) -> None:
    whole = published.read_bytes()
    published.write_bytes(whole[: int(len(whole) * share)])
    done = check(casecount, published)
    assert done.code == 1
    assert "damaged" in done.err


def test_bytes_that_turned_over(casecount: Casecount, published: Path) -> None:
    whole = bytearray(published.read_bytes())
    for at in range(len(whole) // 5, len(whole), len(whole) // 7):
        whole[at : at + 64] = bytes(255 - byte for byte in whole[at : at + 64])
    published.write_bytes(whole)
    done = check(casecount, published)
    assert done.code == 1
    assert "damaged" in done.err


def test_what_is_no_warehouse(casecount: Casecount, tmp_path: Path, sample_warehouse: Path) -> None:
    empty, text, other = (tmp_path / name for name in ("empty", "text.duckdb", "other.duckdb"))
    empty.write_bytes(b"")
    text.write_text("select 1")
    with duckdb.connect(other) as connection:
        connection.execute("create table t as select 1 as one")
    told = {
        empty: "is empty",
        text: "is not a DuckDB database",
        other: "of another kind",
        tmp_path / "none": "no such file",
        tmp_path: "is not a file",
        work_path(sample_warehouse): "is a work database",
    }
    for path, words in told.items():
        done = check(casecount, path)
        assert (done.code, words in done.err) == (1, True), done.err
        assert "damaged" not in done.err
