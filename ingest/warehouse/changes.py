"""What changed between two published warehouses: the facts that came, went and moved, and why."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import duckdb

from ingest.errors import CasecountError
from ingest.warehouse.database import explain_error
from ingest.warehouse.facts import FACT_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = Literal["new", "gone", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that is new, gone or changed; texts are the counts in words."""

    kind: Kind
    fact_id: str
    fact_table: str
    what: str
    before: str | None
    after: str | None
    why: str


@contextmanager
def kept_aside(database: Path) -> Iterator[Path | None]:
    """The published file as it is now, under another name while it is replaced; None if none."""
    if not database.exists():
        yield None
        return
    aside = database.with_name(f".{database.name}.before-{os.getpid()}")
    aside.unlink(missing_ok=True)
    try:
        _link_or_copy(database, aside)
        yield aside
    finally:
        aside.unlink(missing_ok=True)


def _link_or_copy(database: Path, aside: Path) -> None:
    try:
        aside.hardlink_to(database)
    except OSError:
        try:
            shutil.copyfile(database, aside)  # a file system without links
        except OSError as error:
            raise CasecountError(explain_error(database, error)) from error


def changes(old: Path | None, new: Path) -> list[Change]:
    """The facts that differ between two published files, in a fixed order.

    Without an old file every fact is new.
    """
    with duckdb.connect() as connection:
        try:
            connection.execute(f"attach '{_escaped(new)}' as new_file (read_only)")
            if old:
                connection.execute(f"attach '{_escaped(old)}' as old_file (read_only)")
            rows = connection.execute(_QUERY if old else _ALL_NEW).fetchall()
        except duckdb.Error as error:
            raise CasecountError(explain_error(old or new, error)) from error
    return [Change(*row) for row in rows]


def _facts(file: str) -> str:
    """All facts of a file as one table, each with what it is about."""
    parts = []
    for table in FACT_TABLES:
        measure = "f.measure_id" if table.has_measure else f"'{table.noun}'"
        about = (
            "coalesce(o.operation_name, 'operation of ' || coalesce(f.operation_date::varchar, "
            "'unknown date'))"
            if table.over == "operation_id"
            else "coalesce(c.campaign_name, 'campaign')"
        )
        join = (
            f"left join {file}.dim_operation as o on f.operation_id = o.operation_id"
            if table.over == "operation_id"
            else f"left join {file}.dim_campaign as c on f.campaign_id = c.campaign_id"
        )
        date = " || ' as of ' || f.as_of_date" if table.name == "fct_campaigns" else ""
        parts.append(
            f"""
            select
                f.{table.key} as fact_id,
                '{table.name}' as fact_table,
                {about} || ', ' || f.region_id || ': ' || {measure} || ' (' || f.category_id || ')'
                {date} as what,
                f.count_text,
                f.resolution,
                f.figure_count,
                f.{table.count} as count_value,
                f.{table.count}_low as low,
                f.{table.count}_high as high
            from {file}.{table.name} as f
            {join}
            """  # noqa: S608
        )
    return " union all ".join(parts)


_ALL_NEW = f"""
with new_facts as ({_facts("new_file")})

select 'new', fact_id, fact_table, what, null, count_text, 'chosen by ' || resolution
from new_facts
order by fact_table, what, fact_id
"""  # noqa: S608

_QUERY = f"""
with
old_facts as ({_facts("old_file")}),
new_facts as ({_facts("new_file")}),

moved as (
    select p.fact_id, min(q.fact_id) as new_fact_id
    from old_file.bridge_fact_figures as p
    inner join new_file.bridge_fact_figures as q on p.figure_id = q.figure_id
    where q.fact_table <> 'fct_parts' and p.fact_id <> q.fact_id
    group by p.fact_id
),

all_changes as (
    select
        case when o.fact_id is null then 'new' when n.fact_id is null then 'gone' else 'changed' end
            as kind,
        coalesce(n.fact_id, o.fact_id) as fact_id,
        coalesce(n.fact_table, o.fact_table) as fact_table,
        coalesce(n.what, o.what) as what,
        o.count_text as before,
        n.count_text as after,
        case
            when n.fact_id is null and m.new_fact_id is not null
                then 'its figures now stand in ' || m.new_fact_id
            when n.fact_id is null then 'its figures are no longer in a fact of their own'
            when o.fact_id is null then 'chosen by ' || n.resolution
            when n.figure_count <> o.figure_count
                then n.figure_count || ' figures instead of ' || o.figure_count || ', chosen by '
                || n.resolution
            else 'chosen by ' || n.resolution
        end as why
    from old_facts as o
    full join new_facts as n on o.fact_id = n.fact_id
    left join moved as m on o.fact_id = m.fact_id
    where
        (o.fact_id is null or n.fact_id is null)
        or (o.count_text, o.count_value, o.low, o.high, o.figure_count, o.resolution)
        is distinct from (n.count_text, n.count_value, n.low, n.high, n.figure_count, n.resolution)
)

select kind, fact_id, fact_table, what, before, after, why
from all_changes
order by kind, fact_table, what, fact_id
"""  # noqa: S608


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
