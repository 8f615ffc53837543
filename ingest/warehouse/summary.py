"""What a published warehouse holds, in a few lines: facts, honest sums, conflicts, exclusions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.warehouse.database import open_published
from ingest.warehouse.facts import BY_NAME, FACT_TABLES, FactTable

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb


@dataclass(frozen=True, slots=True)
class FactSummary:
    """One fact table: its rows, its honest sum where it has one, and what is disputed."""

    table: FactTable
    facts: int
    count: int | None  # None where adding up would be wrong
    low: int | None
    high: int | None  # None = no upper bound
    undecided: int
    conflicts: int

    @property
    def sum_text(self) -> str:
        """The honest sum in words."""
        if self.count is None:
            return "not to be added up"
        low, high = self.low or 0, self.high
        if self.facts == 0 or low == high == self.count:
            return f"{self.count:,}"
        return f"{self.count:,} (at least {low:,}, {_at_most(high)})"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a published warehouse holds."""

    articles: int
    figures: int
    operations: int
    campaigns: int
    facts: tuple[FactSummary, ...]
    excluded: tuple[tuple[str, int], ...]  # reason, figures
    to_review: int
    rejects: int


def summarize(database: Path) -> Summary:
    """Look at the published file."""
    with open_published(database) as published:
        tables = ("dim_article", "fct_figures", "dim_operation", "dim_campaign")
        articles, figures, operations, campaigns = (_count(published, name) for name in tables)
        excluded = published.execute(
            "select landed_in, count(*) from fct_figures "
            "group by landed_in order by count(*) desc, landed_in"
        ).fetchall()
        return Summary(
            articles,
            figures,
            operations,
            campaigns,
            tuple(_summarize(published, table) for table in FACT_TABLES),
            tuple((reason, n) for reason, n in excluded if not _is_table(reason)),
            _count(published, "match_review"),
            _count(published, "rejects"),
        )


def _summarize(published: duckdb.DuckDBPyConnection, table: FactTable) -> FactSummary:
    count = table.count
    row = published.execute(
        f"""
        select
            count(*),
            tally({count}, {count}_low, {count}_high),
            count(*) filter (where has_conflict)
        from {table.name}
        """  # noqa: S608
    ).fetchone()
    facts, tally, conflicts = row or (0, {}, 0)
    if table.name not in {"fct_arrests", "fct_rescues"}:
        return FactSummary(table, facts, None, None, None, tally["undecided"], conflicts)
    bounds = (tally["count"], tally["low"], tally["high"], tally["undecided"])
    return FactSummary(table, facts, *bounds, conflicts)


def _count(published: duckdb.DuckDBPyConnection, table: str) -> int:
    row = published.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
    return int(row[0]) if row else 0


def _is_table(landed_in: str) -> bool:
    return landed_in in BY_NAME or landed_in == "fct_parts"


def _at_most(high: int | None) -> str:
    return "no upper bound" if high is None else f"at most {high:,}"
