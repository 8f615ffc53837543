"""Two articles on the operation of November 2011 give the table that the project was founded on.

Our two retellings always; the two originals as well where their folder is beside the clone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {
    "retold": ROOT / "articles" / "november-2011",
    "original": ROOT.parent / "shared" / "articles",
}


@pytest.fixture(scope="module", params=["retold", pytest.param("original", marks=pytest.mark.slow)])
def db(
    request: pytest.FixtureRequest, warehouse_of: Callable[..., Path]
) -> Iterator[duckdb.DuckDBPyConnection]:
    if not FOLDERS[request.param].is_dir():
        pytest.skip("the original articles are not part of the project")
    database = warehouse_of(f"pair-{request.param}", FOLDERS[request.param])
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def test_one_operation(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select start_date::varchar, end_date::varchar, date_precision, region_id, agency_id,"
        " subject from dim_operation"
    ).fetchall()
    assert rows == [("2011-11-30", "2011-11-30", "day", "CN", "cn-mps", "human_trafficking")]


def test_arrests(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select arrested_count, arrested_count_low, arrested_count_high, count_kind, category_id,"
        " operation_date::varchar, region_id, agency_id, figure_count, article_count,"
        " outlet_count, has_conflict, dissent_count from fct_arrests"
    ).fetchall()
    assert rows == [
        (608, 608, 608, "exact", "suspects", "2011-11-30", "CN", "cn-mps", 2, 2, 2, False, 0)
    ]


def test_rescues(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select rescued_count, rescued_count_low, rescued_count_high, r.category_id,"
        " r.figure_count, r.outlet_count, a.operation_id = r.operation_id"
        " from fct_rescues r cross join fct_arrests a"
    ).fetchall()
    assert rows == [(178, 178, 178, "children", 3, 2, True)]


def test_outcomes(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select measure_id, category_id, outcome_count, outcome_count_low, outcome_count_high,"
        " has_conflict from fct_outcomes order by 1"
    ).fetchall()
    assert rows == [
        ("cases", "cases", 2, 2, 2, False),
        ("groups_dismantled", "groups", 2, 2, 2, False),
        ("officers_deployed", "officers", 5000, 5001, None, False),
        ("trafficked", "children", 26, 26, 26, False),
    ]


def test_plain_5000_rounds_the_bound(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select lower(f.figure_text), b.role from bridge_fact_figures b join fct_figures f"
        " using (figure_id) where f.measure_id = 'officers_deployed' order by 1"
    ).fetchall()
    assert rows == [("5,000", "rounds"), ("more than 5,000", "chosen")]


def test_campaign(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select measure_id, category_id, running_total, running_total_low, running_total_high,"
        " as_of_date::varchar, window_start_date::varchar, region_id, is_latest"
        " from fct_campaigns order by 1, 2"
    ).fetchall()
    when = ("2011-12-06", "2009-04-01", "CN", True)
    assert rows == [
        ("arrested", "suspects", 50000, None, 49999, *when),
        ("groups_dismantled", "groups", 7025, 7025, 7025, *when),
        ("rescued", "children", 18518, 18518, 18518, *when),
        ("rescued", "women", 34813, 34813, 34813, *when),
    ]
    campaigns = db.execute("select count(*) from dim_campaign").fetchone()
    assert campaigns == (1,)


@pytest.mark.parametrize("text", ["more than 18,000", "some 35,000"])
def test_rounded_totals_corroborate(db: duckdb.DuckDBPyConnection, text: str) -> None:
    rows = db.execute(
        "select b.fact_table, b.role from bridge_fact_figures b join fct_figures f"
        " using (figure_id) where f.figure_text = ?",
        [text],
    ).fetchall()
    assert [r[0] for r in rows] == ["fct_campaigns"]
    assert rows[0][1] in {"corroborates", "rounds"}


def test_no_period_totals(db: duckdb.DuckDBPyConnection) -> None:
    assert db.execute("select * from fct_period_totals").fetchall() == []


def test_every_figure_landed_and_is_its_text(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select figure_text from fct_figures where landed_in is null or figure_text !="
        " substr(sentence_text, char_start - sentence_start + 1, char_end - char_start)"
    ).fetchall()
    assert rows == []
    figures = db.execute("select count(*) from fct_figures").fetchone()
    assert figures == (17,)


def test_sums(db: duckdb.DuckDBPyConnection) -> None:
    arrested = db.execute("select sum(arrested_count) from fct_arrests").fetchone()
    rescued = db.execute("select sum(rescued_count) from fct_rescues").fetchone()
    assert (arrested, rescued) == ((608,), (178,))
