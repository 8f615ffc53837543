"""Checking a published file: that it is whole, unchanged, and true to its own rules."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from ingest.errors import CasecountError, one_line
from ingest.warehouse.checksums import (
    TABLE,
    Relation,
    checksum,
    definitions,
    is_comparable,
    quoted,
    read_checksums,
)
from ingest.warehouse.database import connect
from ingest.warehouse.facts import FACT_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

_MOST_FINDINGS = 3
_BRACKETS_AND_SPACES = re.compile(r"[()\s]+")
_MAGIC = slice(8, 12)  # where a DuckDB file says that it is one
_SUFFIX_OF_KEY = {"date_id", "region_id", "agency_id"}  # start_date_id is a date_id
# Columns that lead to a row under a name of their own.
_ROLES = {
    "country_id": ("dim_region", "region_id"),
    "copy_of": ("dim_article", "article_id"),
    "part_of_figure_id": ("fct_figures", "figure_id"),
}
_FIGURE_KEY = ("fct_figures", "figure_id")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that is whole: which build it is of, and what it holds."""

    build_id: str
    built_at: datetime
    tables: int
    views: int
    rows: int


def check(path: Path) -> Checked:
    """Look whether a published file is as it was published.

    Raises CasecountError that says what is wrong: no such file, no warehouse of ours, or damaged.
    """
    _look_at_file(path)
    try:
        with closing(_opened(path)) as connection:
            kept = _kept(connection, path)
            findings = list(_findings(connection, kept))
            if not findings:
                return _whole(connection, kept)
    except duckdb.Error as error:
        raise _unreadable(path, error) from error
    told = "; ".join(findings[:_MOST_FINDINGS])
    more = len(findings) - _MOST_FINDINGS
    rest = f"; and {more:,} more" if more > 0 else ""
    raise CasecountError(f"{path}: damaged: {told}{rest}; publish it again")


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return connect(path, read_only=True)
    except CasecountError as error:
        if "could not set lock" in str(error.__cause__).lower():
            raise  # somebody writes into it, which says nothing about it
        raise _unreadable(path, error.__cause__ or error) from error


def _unreadable(path: Path, error: BaseException) -> CasecountError:
    what = one_line(str(error), 200)
    return CasecountError(f"{path}: damaged: it can't be read ({what}); publish it again")


def _look_at_file(path: Path) -> None:
    """Tell apart what is no database from a damaged one, before DuckDB does in its own words."""
    if not path.exists():
        raise CasecountError(f"{path}: no such file; name a published warehouse")
    if not path.is_file():
        raise CasecountError(f"{path}: is not a file; name a published warehouse")
    try:
        with path.open("rb") as file:
            head = file.read(_MAGIC.stop)
    except OSError as error:
        raise CasecountError(f"{path}: can't be read ({error.strerror})") from error
    if head[_MAGIC] != b"DUCK":
        what = "is empty" if not head else "is not a DuckDB database"
        raise CasecountError(f"{path}: {what}; name a published warehouse")


def _kept(connection: duckdb.DuckDBPyConnection, path: Path) -> list[Relation]:
    named = {name for (name,) in connection.execute("select table_name from duckdb_tables()")
             .fetchall()}  # fmt: skip
    if TABLE in named:
        kept = read_checksums(connection)
        if all(is_comparable(relation) for relation in kept):
            return kept
        raise CasecountError(
            f"{path}: was published by another version, whose checksums can't be compared; "
            "publish it again with this one"
        )
    if "raw" in _schemas(connection):
        raise CasecountError(f"{path}: is a work database, not a published warehouse")
    if {"about", "fct_figures"} & named:
        raise CasecountError(
            f"{path}: has no checksums to compare it with (the table {TABLE} is missing); "
            "publish it again with this version"
        )
    raise CasecountError(f"{path}: is a database of another kind, not a published warehouse")


def _schemas(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found = connection.execute("select schema_name from duckdb_schemas()").fetchall()
    return {name for (name,) in found}


def _findings(connection: duckdb.DuckDBPyConnection, kept: list[Relation]) -> Iterator[str]:
    """What differs from the file as it was published, one line each; then what breaks its rules."""
    there = definitions(connection)
    if not kept:
        yield f"{TABLE} is empty"
        return
    differ = [line for relation in kept for line in _differs(connection, relation, there)]
    yield from sorted(differ, key=lambda line: "is missing" not in line)
    known = {relation.name for relation in kept}
    yield from (f"{kind} {name} was added" for name, (kind, _) in there.items()
                if name not in known)  # fmt: skip
    if not differ:  # what is gone can't be looked at
        yield from _broken_rules(connection, [r.name for r in kept if r.kind == "table"])


def _differs(
    connection: duckdb.DuckDBPyConnection, relation: Relation, there: dict[str, tuple[str, str]]
) -> Iterator[str]:
    name = relation.name
    if name not in there:
        yield f"the {relation.kind} {name} is missing"
    elif _plain(there[name]) != _plain((relation.kind, relation.definition)):
        yield f"the {relation.kind} {name} is defined otherwise than when it was published"
    elif relation.kind == "view":
        try:
            connection.execute(f"from main.{quoted(name)} limit 0")
        except duckdb.Error as error:
            yield f"the view {name} does not work ({one_line(str(error), 120)})"
    else:
        rows, found = checksum(connection, name)
        if rows != relation.row_count:
            yield f"{name} has {rows:,} rows, and had {relation.row_count:,} when published"
        elif found != relation.checksum:
            yield f"{name} holds other values than when it was published"


def _plain(defined: tuple[str, str]) -> tuple[str, str]:
    """A definition without what DuckDB writes otherwise each time it reads it: brackets, spaces."""
    kind, sql = defined
    return kind, _BRACKETS_AND_SPACES.sub("", sql)


def _broken_rules(connection: duckdb.DuckDBPyConnection, tables: list[str]) -> Iterator[str]:
    """Keys that are null, double or lead nowhere; gaps; figures that are not at their span."""
    columns = _columns(connection, tables)
    keys = _keys(columns)
    for table, key in keys.items():
        name = quoted(table)
        yield from _counted(
            connection,
            f"select count(*) - count(distinct {key}) from main.{name}",  # noqa: S608
            f"{table}: {{}} rows without a {key} of their own",
        )
    for table, names in columns.items():
        for column, nullable in names.items():
            if not nullable:
                yield from _counted(
                    connection,
                    f"select count(*) - count({quoted(column)}) from main.{quoted(table)}",  # noqa: S608
                    f"{table}: {{}} rows without {column}",
                )
            if target := _leads_to(table, column, keys):
                yield from _leads_nowhere(connection, (table, column), target)
    if "bridge_fact_figures" in columns:
        yield from _facts_without_figures(connection)
    yield from _counted(
        connection,
        "select count(*) from main.fct_figures where substr(sentence_text, "
        "char_start - sentence_start + 1, char_end - char_start) is distinct from figure_text",
        "fct_figures: the text at the span of {} figures is another",
    )


def _columns(
    connection: duckdb.DuckDBPyConnection, tables: list[str]
) -> dict[str, dict[str, bool]]:
    """The columns of each table, and whether they may be null."""
    found = connection.execute(
        "select table_name, column_name, is_nullable from duckdb_columns() "
        "where schema_name = 'main' and table_name in (select unnest(?::varchar[])) "
        "order by table_name, column_index",
        [tables],
    ).fetchall()
    columns: dict[str, dict[str, bool]] = {}
    for table, column, nullable in found:
        columns.setdefault(table, {})[column] = nullable
    return columns


def _keys(columns: dict[str, dict[str, bool]]) -> dict[str, str]:
    """The key of each table that others lead to: a dimension's first column, a fact's id."""
    keys = {name: next(iter(each)) for name, each in columns.items() if name.startswith("dim_")}
    keys |= {table.name: table.key for table in FACT_TABLES if table.name in columns}
    return keys | {_FIGURE_KEY[0]: _FIGURE_KEY[1]}


def _leads_to(table: str, column: str, keys: dict[str, str]) -> tuple[str, str] | None:
    if column in _ROLES:
        return _ROLES[column]
    for target, key in keys.items():
        is_role = key in _SUFFIX_OF_KEY and column.endswith(f"_{key}")
        if (column == key or is_role) and target != table:
            return target, key
        if is_role:
            return target, key  # parent_region_id
    return None


def _leads_nowhere(
    connection: duckdb.DuckDBPyConnection, of: tuple[str, str], target: tuple[str, str]
) -> Iterator[str]:
    (table, column), (other, key) = of, target
    yield from _counted(
        connection,
        f"select count(*) from main.{quoted(table)} as t where t.{quoted(column)} is not null "  # noqa: S608
        f"and t.{quoted(column)} not in (select o.{key} from main.{other} as o)",
        f"{table}: the {column} of {{}} rows is not in {other}",
    )


def _facts_without_figures(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for table in FACT_TABLES:
        yield from _counted(
            connection,
            f"select count(*) from main.{table.name} where {table.key} not in "  # noqa: S608
            "(select fact_id from main.bridge_fact_figures)",
            f"{table.name}: no figures behind {{}} facts",
        )


def _counted(connection: duckdb.DuckDBPyConnection, query: str, told: str) -> Iterator[str]:
    row = connection.execute(query).fetchone()
    if row and row[0]:
        yield told.format(f"{row[0]:,}")


def _whole(connection: duckdb.DuckDBPyConnection, kept: list[Relation]) -> Checked:
    row = connection.execute("select build_id, built_at from main.about").fetchone()
    assert row is not None  # noqa: S101 - its checksum is right, and it had one row
    tables = [relation for relation in kept if relation.kind == "table"]
    rows = sum(relation.row_count or 0 for relation in tables)
    return Checked(row[0], row[1], len(tables), len(kept) - len(tables), rows)
