"""The published file explains itself: readme, usage warnings, comments, origins of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from ingest.warehouse.explain import explain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def published(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(sample_warehouse, read_only=True) as connection:
        yield connection


def values(published: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    return [row[0] for row in published.execute(query).fetchall()]


def test_readme_tells_of_every_table_and_view(published: duckdb.DuckDBPyConnection) -> None:
    there = values(
        published,
        "select table_name from information_schema.tables where table_schema = 'main' "
        # What publishing itself writes, for casecount check.
        "and table_name <> 'published_tables'",
    )
    assert sorted(values(published, "select table_name from readme")) == sorted(there)
    assert not values(
        published,
        "select c.table_name || '.' || c.column_name from duckdb_columns() as c "
        "anti join readme_columns as r using (table_name, column_name) "
        "where not c.internal and c.table_name in (select table_name from readme)",
    )


def test_warnings_are_of_the_vocabulary_and_each_is_used(
    published: duckdb.DuckDBPyConnection,
) -> None:
    used = values(
        published, "select distinct unnest(string_split(usage_warnings, ', ')) from readme"
    )
    assert sorted(used) == sorted(values(published, "select usage_warning from usage_warnings"))


def test_what_never_adds_up_says_why(published: duckdb.DuckDBPyConnection) -> None:
    hazards = (
        "select usage_warning from usage_warnings where is_aggregation_hazard "
        "and usage_warning <> 'undecided_counts'"
    )
    assert not values(
        published,
        "select table_name from readme where adds_up = 'never' and not list_has_any("
        f"string_split(usage_warnings, ', '), (select list(usage_warning) from ({hazards})))",
    )


def test_everything_has_a_comment_with_its_warnings(published: duckdb.DuckDBPyConnection) -> None:
    assert not values(
        published,
        "select table_name || '.' || column_name from duckdb_columns() "
        "where not internal and coalesce(comment, '') = '' "
        "and table_name in (select table_name from readme)",
    )
    assert not values(
        published,
        """
        with comments as (
            select table_name, comment from duckdb_tables()
            union all
            select view_name, comment from duckdb_views() where not internal
        )

        select readme.table_name
        from readme
        left join comments using (table_name)
        where not coalesce(contains(comment, what_it_is) and contains(comment, heed), false)
        """,
    )


def test_keys_are_what_they_are_told_to_be(published: duckdb.DuckDBPyConnection) -> None:
    """A column that refers to another table finds its row there, in views as well."""
    told = published.execute(
        "select table_name, column_name, string_split(refers_to, '.') from readme_columns "
        "where refers_to is not null"
    ).fetchall()
    assert len(told) > 100
    for table, column, (target, key) in told:
        lost = values(
            published,
            f"select {column} from {table} where {column} is not null "
            f"and {column} not in (select {key} from {target})",
        )
        assert lost == [], f"{table}.{column}"


def test_explain_fact_tells_what_the_command_tells(
    published: duckdb.DuckDBPyConnection, sample_warehouse: Path
) -> None:
    facts = values(published, "select fact_id from facts order by fact_id")
    told = published.execute(
        "select count(*), count(distinct figure_id), min(believed) from explain_fact(?)",
        [facts[0]],
    ).fetchone()
    assert told is not None
    lines = explain(sample_warehouse, facts[0])
    assert told[0] == sum(line.strip()[:1].isdigit() and ". " in line[:8] for line in lines)
    assert told[2] in lines[0]


def test_nothing_comes_of_an_unknown_id(published: duckdb.DuckDBPyConnection) -> None:
    assert published.execute("from explain_fact('res_nothing')").fetchall() == []


def test_facts_are_all_facts(published: duckdb.DuckDBPyConnection) -> None:
    tables = {
        "fct_arrests": "arrested_count",
        "fct_rescues": "rescued_count",
        "fct_outcomes": "outcome_count",
        "fct_campaigns": "running_total",
        "fct_period_totals": "period_total",
    }
    for table, count in tables.items():
        own = published.execute(f"select count(*), sum({count}) from {table}").fetchone()
        told = published.execute(
            "select count(*), sum(count_value) from facts where fact_table = ?", [table]
        ).fetchone()
        assert told == own, table
