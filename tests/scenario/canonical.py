"""What a warehouse says, keys aside: two builds of the same articles must say the same.

Keys of operations, campaigns and facts may follow the order of arrival, so each is replaced by what
it stands on: an operation by its figures, a fact by its table and the columns of its grain.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from tests.scenario.world import Look, Record, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

KEYS = {
    "fct_arrests": "arrest_id",
    "fct_rescues": "rescue_id",
    "fct_outcomes": "outcome_id",
    "fct_campaigns": "campaign_total_id",
    "fct_period_totals": "period_total_id",
}
GRAINS = {
    "fct_arrests": ("operation_id", "category_id"),
    "fct_rescues": ("operation_id", "category_id"),
    "fct_outcomes": ("operation_id", "measure_id", "category_id"),
    "fct_campaigns": ("campaign_id", "measure_id", "category_id", "as_of_date"),
    "fct_period_totals": (
        *("agency_id", "campaign_id", "region_id", "subject", "measure_id", "category_id"),
        *("period_start_date", "period_end_date"),
    ),
}
PLAIN = (
    "fct_parts",
    "fct_figures",
    "bridge_fact_figures",
    "bridge_operation_regions",
    "bridge_operation_agencies",
    "dim_operation",
    "dim_campaign",
)
OPERATION_FACTS = ("fct_arrests", "fct_rescues", "fct_outcomes")


def named(prefix: str, parts: Iterable[object]) -> str:
    """Return a short name for what a key stands on."""
    told = "\0".join(sorted(map(str, parts)))
    return prefix + hashlib.sha256(told.encode()).hexdigest()[:12]


def figures_by(look: Look, key: str) -> dict[str, list[str]]:
    """Return the figures of each operation or campaign."""
    found: dict[str, list[str]] = {}
    for owner, figure_id in look.rows(
        f"select {key}, figure_id from fct_figures where {key} is not null"
    ):
        found.setdefault(owner, []).append(figure_id)
    return found


def owner_names(look: Look) -> dict[str, str]:
    """Return a name for each operation and campaign, by the figures it stands on."""
    return {
        owner: named(key[:3] + ":", figures)
        for key in ("operation_id", "campaign_id")
        for owner, figures in figures_by(look, key).items()
    }


def fact_names(look: Look, owners: dict[str, str]) -> dict[str, str]:
    """Return a name for each fact, by its table and grain."""
    return {
        row[KEYS[table]]: ":".join(
            [table, *(str(owners.get(row[column], row[column])) for column in grain)]
        )
        for table, grain in GRAINS.items()
        for row in look.records(f"select * from {table}")
    }


def told(row: Record, names: dict[str, str]) -> Row:
    """Return a row with every key replaced by its name."""
    return tuple(
        (column, names.get(value, value) if isinstance(value, str) else value)
        for column, value in row.items()
    )


def canonical(connection: Any) -> dict[str, list[Row]]:
    """Return all facts of a warehouse by table, sorted, keys replaced by names."""
    look = Look(connection)
    names = owner_names(look)
    names |= fact_names(look, names)
    tables = {
        table: [told(row, names) for row in look.records(f"select * from {table}")]
        for table in (*GRAINS, *PLAIN)
    }
    tables["match_review"] = [
        (frozenset(row[:2]), *row[2:])
        for row in look.rows("select article_id_a, article_id_b, score from match_review")
    ]
    return {table: sorted(rows, key=str) for table, rows in tables.items()}


def changes(before: dict[str, list[Row]], after: dict[str, list[Row]]) -> list[str]:
    """Return a line for each row that is in one canonical warehouse and not in the other."""
    return [
        f"{table} {sign} {row}"
        for table in before
        for sign, rows, others in (("-", before, after), ("+", after, before))
        for row in rows[table]
        if row not in others[table]
    ]


def facts_by_operation(connection: Any) -> dict[frozenset[str], set[Row]]:
    """Return, for the figures of each operation, what its facts say."""
    look = Look(connection)
    figures = figures_by(look, "operation_id")
    found: dict[frozenset[str], set[Row]] = {frozenset(each): set() for each in figures.values()}
    for table in OPERATION_FACTS:
        for row in look.records(f"select * from {table}"):
            own = frozenset(figures[row["operation_id"]])
            kept = {k: v for k, v in row.items() if k not in {KEYS[table], "operation_id"}}
            found[own].add((table, *sorted(kept.items(), key=str)))
    return found


def sums(connection: Any) -> list[Row]:
    """Return every sum that promise 1 is about: by table, measure and category."""
    return sorted(
        Look(connection).rows(
            """
            select 'arrests', category_id, sum(arrested_count)::bigint, count(*)
            from fct_arrests group by all
            union all
            select 'rescues', category_id, sum(rescued_count)::bigint, count(*)
            from fct_rescues group by all
            union all
            select measure_id, category_id, sum(outcome_count)::bigint, count(*)
            from fct_outcomes group by all
            """
        ),
        key=str,
    )
