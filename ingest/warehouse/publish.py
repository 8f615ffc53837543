"""Publishing: the marts of a build that passed, copied to a new file that replaces the old at once.

Readers who have the old file open keep it. A crash at any moment leaves the old file whole: the new
one is made beside it under another name, written to disk, and then renamed over it.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from ingest.errors import CasecountError, one_line
from ingest.project import project_dir
from ingest.warehouse.checksums import write_checksums
from ingest.warehouse.database import (
    check_name,
    explain_error,
    make_folder,
    open_work,
    remove_left_over,
    transaction,
)

if TYPE_CHECKING:
    from pathlib import Path

_DRAFT = "published_draft"  # the new file's name inside the connection
# What is asked for by a key lies in its order: DuckDB then reads only the part that may hold it.
_ORDER = {"bridge_fact_figures": "fact_id"}


@dataclass(frozen=True, slots=True)
class Published:
    """What was published."""

    build_id: str
    tables: int
    views: int
    rows: int


def publish(database: Path) -> Published:
    """Copy the marts of `database`'s work database into it.

    Raises CasecountError where the last build is not a whole one that passed, where articles were
    loaded since, or where the file can't be written; the published file is then as it was.
    """
    check_name(database)
    make_folder(database.parent)
    with open_work(database) as work:
        build_id = _ready_build(work)
        for kind in ("draft", "before"):
            remove_left_over(database.parent, f".{database.name}.{kind}-")
        draft = database.with_name(f".{database.name}.draft-{os.getpid()}")
        try:
            published = _write_draft(work, draft, build_id)
            _remember_facts(work, build_id)
            _replace(draft, database)
        except (duckdb.Error, OSError) as error:
            raise CasecountError(explain_error(database, error)) from error
        finally:
            for path in (draft, draft.with_name(f"{draft.name}.wal")):
                path.unlink(missing_ok=True)
    return published


def _ready_build(work: duckdb.DuckDBPyConnection) -> str:
    """The build to publish; raises CasecountError where there is none that may be."""
    runs = work.execute(
        """
        select invocation_id, command, is_whole, outcome, newest_reading, reject_count
        from raw.builds
        order by build_number desc
        """
    )
    again = "run: casecount build"
    not_done = "nothing was published:"
    while row := runs.fetchone():
        build_id, command, is_whole, outcome, *state = row
        if outcome is None:
            raise CasecountError(f"{not_done} the last build was stopped midway; {again}")
        if outcome != "passed":
            raise CasecountError(
                f"{not_done} the last dbt {command} failed; mend what it named and {again}"
            )
        if command == "test":
            continue  # tests that passed change nothing
        if not is_whole:
            raise CasecountError(
                f"nothing was published: the last dbt {command} was not a whole build; {again}"
            )
        now = work.execute(
            "select (select coalesce(max(reading_number), 0) from raw.readings), "
            "(select count(*) from raw.rejects)"
        ).fetchone()
        if now != tuple(state):
            raise CasecountError(
                f"nothing was published: articles were loaded since the last build; {again}"
            )
        return str(build_id)
    raise CasecountError(f"nothing was published: nothing has been built yet; {again}")


def _write_draft(work: duckdb.DuckDBPyConnection, draft: Path, build_id: str) -> Published:
    source = _quoted(_value(work, "select current_database()"))
    work.execute(f"attach {_text(str(draft))} as {_DRAFT}")
    tables = _relations(work, "table")
    if not tables:
        raise CasecountError("nothing was published: the last build made no table of the star")
    views = _relations(work, "view")
    comments = _comments(work)
    work.execute(f"use {_DRAFT}")
    try:
        with transaction(work):  # one write to disk instead of hundreds
            rows = sum(_copy_table(work, source, name, ddl) for name, ddl in tables.items())
            _create_macros(work, "*.sql")
            _create_views(work, views)
            _create_macros(work, "queries/*.sql")  # these rest on tables and views
            for comment in comments:
                work.execute(comment)
            write_checksums(work)
        work.execute(f"checkpoint {_DRAFT}")
    finally:
        work.execute(f"use {source}")
    work.execute(f"detach {_DRAFT}")
    return Published(build_id, len(tables), len(views), rows)


def _relations(work: duckdb.DuckDBPyConnection, kind: str) -> dict[str, str]:
    """The tables or views of main that the last whole build made, with their definitions."""
    found = work.execute(
        f"""
        select {kind}_name, sql
        from duckdb_{kind}s()
        where database_name = current_database() and schema_name = 'main' and not internal
          and {kind}_name in (select relation_name from raw.built_relations)
        order by {kind}_name
        """  # noqa: S608
    )
    return dict(found.fetchall())


def _copy_table(work: duckdb.DuckDBPyConnection, source: str, name: str, ddl: str) -> int:
    work.execute(ddl)
    table = _quoted(name)
    order = f" order by {_ORDER[name]}" if name in _ORDER else ""
    work.execute(f"insert into main.{table} from {source}.main.{table}{order}")
    rows = _value(work, f"select count(*) from main.{table}")  # noqa: S608
    if rows != _value(work, f"select count(*) from {source}.main.{table}"):  # noqa: S608
        raise CasecountError(f"nothing was published: {name} was not copied whole; try again")
    return int(rows)


def _create_macros(work: duckdb.DuckDBPyConnection, files: str) -> None:
    for file in sorted((project_dir() / "macros" / "published").glob(files)):
        work.execute(file.read_text(encoding="utf-8"))


def _create_views(work: duckdb.DuckDBPyConnection, views: dict[str, str]) -> None:
    """Create views that may rest on each other: those that fail are tried again after the rest."""
    waiting = dict(views)
    materialized = _materialized(work)
    while waiting:
        failures: dict[str, str] = {}
        for name, ddl in waiting.items():
            try:
                work.execute(ddl)
            except duckdb.CatalogException as error:
                failures[name] = one_line(str(error), 300)
            else:
                if name in materialized:
                    _keep_rows(work, name)
        if len(failures) == len(waiting):
            name, why = next(iter(failures.items()))
            raise CasecountError(
                f"nothing was published: the view {name} rests on what is not published ({why})"
            )
        waiting = {name: ddl for name, ddl in waiting.items() if name in failures}


def _materialized(work: duckdb.DuckDBPyConnection) -> set[str]:
    """The views that readers get as tables: too much is asked of them to join anew each time."""
    found = work.execute(
        "select table_name from main.readme where table_kind = 'materialized view'"
    ).fetchall()
    return {name for (name,) in found}


def _keep_rows(work: duckdb.DuckDBPyConnection, view: str) -> None:
    """Put a table of its rows in the place of a view."""
    name, rows = _quoted(view), _quoted(f"rows of {view}")
    work.execute(f"create table main.{rows} as from main.{name}")
    work.execute(f"drop view main.{name}")
    work.execute(f"alter table main.{rows} rename to {name}")


def _comments(work: duckdb.DuckDBPyConnection) -> list[str]:
    """Statements that give tables, views and columns their comments, with their usage warnings."""
    found = work.execute(
        """
        with relations as (
            select 'table' as kind, table_name as name, comment from duckdb_tables()
            where database_name = current_database() and schema_name = 'main'
            union all
            select 'view', view_name, comment from duckdb_views()
            where database_name = current_database() and schema_name = 'main' and not internal
        )

        select
            r.kind, r.name, null as column_name,
            coalesce(concat_ws(' ', w.what_it_is, w.heed, w.when_joined), r.comment)
        from relations as r
        left join main.readme as w on r.name = w.table_name
        union all
        select 'column', r.name, c.column_name, c.comment
        from relations as r
        inner join duckdb_columns() as c
            on r.name = c.table_name
            and c.database_name = current_database()
            and c.schema_name = 'main'
        """
    ).fetchall()
    built = {name for (name,) in work.execute("from raw.built_relations").fetchall()}
    return [
        f"comment on {kind} main.{_quoted(name)}{f'.{_quoted(column)}' if column else ''} "
        f"is {_text(comment)}"
        for kind, name, column, comment in found
        if comment and name in built
    ]


def _remember_facts(work: duckdb.DuckDBPyConnection, build_id: str) -> None:
    """Keep which figures stood behind each fact, so that an id that is gone can be explained."""
    has_bridge = _value(
        work,
        "select count(*) from duckdb_tables() where database_name = current_database() "
        "and schema_name = 'main' and table_name = 'bridge_fact_figures'",
    )
    if has_bridge:
        work.execute(
            """
            insert into raw.published_facts
            select b.fact_id, b.fact_table, b.figure_id, ?
            from main.bridge_fact_figures as b
            anti join raw.published_facts as p using (fact_id, figure_id)
            where b.fact_table <> 'fct_parts'
            """,
            [build_id],
        )


def _replace(draft: Path, database: Path) -> None:
    """Put `draft` in the place of `database`, safe on disk before and after."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    if database.exists():
        shutil.copymode(database, draft)  # who could read the old one can read the new one
    # A log beside the old file would be taken for the new one's.
    database.with_name(f"{database.name}.wal").unlink(missing_ok=True)
    draft.replace(database)
    folder = os.open(database.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _value(work: duckdb.DuckDBPyConnection, query: str) -> str | int:
    row = work.execute(query).fetchone()
    assert row is not None  # noqa: S101 - only asked of queries that always give a row
    value: str | int = row[0]
    return value


def _quoted(name: str | int) -> str:
    return '"' + str(name).replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
