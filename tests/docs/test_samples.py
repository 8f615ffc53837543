"""The sample articles come out as a careful person reads them (expected_samples.json)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPECTED: dict[str, Any] = json.loads(
    (Path(__file__).parent / "expected_samples.json").read_text(encoding="utf-8")
)
OPERATIONS = EXPECTED["operations"]
COUNTS = {
    "arrests": ("fct_arrests", "'arrested'", "arrested_count"),
    "rescues": ("fct_rescues", "'rescued'", "rescued_count"),
    "outcomes": ("fct_outcomes", "measure_id", "outcome_count"),
}


@pytest.fixture(scope="module")
def db(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def operation_of(db: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Map the expected operation's key to the operation_id with its date and region.

    Two operations of one day and place would share an entry: the samples have none.
    """
    rows = db.execute(
        "select operation_id, start_date::varchar, region_id from dim_operation"
    ).fetchall()
    found = {(day, region): operation for operation, day, region in rows}
    return {
        o["key"]: found.get((o["start_date"], o["region_id"]), f"no operation: {o['key']}")
        for o in OPERATIONS
    }


def day(value: object) -> str | None:
    return None if value is None else str(value)


def wanted(key: str, kind: str) -> list[tuple[object, ...]]:
    operation = next(o for o in OPERATIONS if o["key"] == key)
    measure = {"arrests": "arrested", "rescues": "rescued"}.get(kind)
    return sorted(
        (r.get("measure", measure), r["category"], r["count"], r["low"], r["high"])
        for r in operation[kind]
    )


@pytest.mark.parametrize("kind", COUNTS)
@pytest.mark.parametrize("key", [o["key"] for o in OPERATIONS])
def test_operation_has_the_counts_a_person_reads(
    db: duckdb.DuckDBPyConnection, operation_of: dict[str, str], key: str, kind: str
) -> None:
    table, measure, count = COUNTS[kind]
    rows = db.execute(
        f"select {measure}, category_id, {count}, {count}_low, {count}_high from {table}"
        " where operation_id = ?",
        [operation_of[key]],
    ).fetchall()
    assert sorted(rows) == wanted(key, kind)


@pytest.mark.parametrize("kind", COUNTS)
def test_no_other_facts(
    db: duckdb.DuckDBPyConnection, operation_of: dict[str, str], kind: str
) -> None:
    table, measure, count = COUNTS[kind]
    rows = db.execute(
        f"select operation_id, {measure}, category_id, {count} from {table}"
    ).fetchall()
    assert [r for r in rows if r[0] not in operation_of.values()] == []


@pytest.mark.parametrize("expected", OPERATIONS, ids=lambda o: str(o["key"]))
def test_operation_is_described_as_a_person_would(
    db: duckdb.DuckDBPyConnection, operation_of: dict[str, str], expected: dict[str, Any]
) -> None:
    row = db.execute(
        "select end_date::varchar, date_precision, subject, agency_id from dim_operation"
        " where operation_id = ?",
        [operation_of[expected["key"]]],
    ).fetchone()
    assert row is not None, f"no operation on {expected['start_date']} in {expected['region_id']}"
    assert row == (
        expected["end_date"],
        expected["date_precision"],
        expected["subject"],
        expected["agency_id"],
    )


@pytest.mark.parametrize("expected", OPERATIONS, ids=lambda o: str(o["key"]))
def test_operation_is_told_by_just_these_articles(
    db: duckdb.DuckDBPyConnection, operation_of: dict[str, str], expected: dict[str, Any]
) -> None:
    rows = db.execute(
        "select distinct a.external_id from fct_figures f join dim_article a using (article_id)"
        " where f.operation_id = ?",
        [operation_of[expected["key"]]],
    ).fetchall()
    assert sorted(r[0] for r in rows) == sorted(expected["articles"])


def test_sums(db: duckdb.DuckDBPyConnection) -> None:
    arrested = db.execute("select sum(arrested_count) from fct_arrests").fetchone()
    rescued = db.execute("select sum(rescued_count) from fct_rescues").fetchone()
    assert (arrested, rescued) == ((EXPECTED["sum_arrested"],), (EXPECTED["sum_rescued"],))


def test_campaign_totals(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select region_id, window_start_date, as_of_date, measure_id, category_id,"
        " running_total, running_total_low, running_total_high from fct_campaigns"
    ).fetchall()
    assert sorted(tuple(map(day, r)) for r in rows) == sorted(
        tuple(
            map(
                day,
                (
                    c["region_id"],
                    c["window_start"],
                    t["as_of"],
                    t["measure"],
                    t["category"],
                    t["count"],
                    t["low"],
                    t["high"],
                ),
            )
        )
        for c in EXPECTED["campaigns"]
        for t in c["totals"]
    )


def test_each_campaign_is_one(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select region_id, count(distinct campaign_id) from fct_campaigns group by all"
    ).fetchall()
    assert sorted(rows) == sorted((c["region_id"], 1) for c in EXPECTED["campaigns"])


def test_period_totals(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select region_id, measure_id, category_id, period_start_date, period_end_date,"
        " period_total from fct_period_totals"
    ).fetchall()
    assert sorted(tuple(map(day, r)) for r in rows) == sorted(
        tuple(
            map(
                day, (p["region_id"], p["measure"], p["category"], p["start"], p["end"], p["count"])
            )
        )
        for p in EXPECTED["period_totals"]
    )


def test_complete_parts(db: duckdb.DuckDBPyConnection, operation_of: dict[str, str]) -> None:
    rows = db.execute(
        "select a.operation_id, p.region_id, p.part_count, p.is_complete"
        " from fct_parts p join fct_arrests a on p.fact_id = a.arrest_id where p.is_complete"
    ).fetchall()
    assert sorted(rows) == sorted(
        (operation_of[p["operation"]], p["region_id"], p["count"], p["is_complete"])
        for p in EXPECTED["complete_parts"]
    )


def test_articles_without_counts_have_no_figures(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select a.external_id from dim_article a anti join fct_figures f using (article_id)"
    ).fetchall()
    assert sorted(r[0] for r in rows) == EXPECTED["none"]


def test_copy_is_told_from_its_original(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select c.external_id, o.external_id from dim_article c"
        " join dim_article o on c.copy_of = o.article_id"
    ).fetchall()
    assert rows == [("beja-reprint", "beja-wire")]


@pytest.mark.parametrize(
    ("external_id", "count", "role"),
    [
        ("beja-tagus-first", 43, "corrected"),
        ("beja-reprint", 34, "copy"),
        ("lake-volta-may-17", 12, "superseded"),
        ("mombasa-coast-monitor", 24, "conflicts"),
        ("mombasa-lantern", 29, "conflicts"),
        ("mombasa-dci", 27, "chosen"),
        ("hnn-child-trafficking-rings", 5000, "rounds"),
        ("ranong-hnn", 30, "corroborates"),
        ("night-ferry-adriatic", 19, "part_of"),
    ],
)
def test_role_of_a_figure(
    db: duckdb.DuckDBPyConnection, external_id: str, count: int, role: str
) -> None:
    rows = db.execute(
        "select distinct b.role from bridge_fact_figures b join fct_figures f using (figure_id)"
        " join dim_article a using (article_id) where a.external_id = ? and f.value = ?",
        [external_id, count],
    ).fetchall()
    assert role in {r[0] for r in rows}
