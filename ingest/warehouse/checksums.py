"""Checksums of a published file's tables: written when it is published, compared when checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

TABLE = "published_tables"  # where they are kept
_METHOD = "row-md5:"  # how they are made, so that those of another version are known as such
_SEPARATOR, _NULL = 31, 30  # characters of control, which no text of ours holds
_COMMENTS = {
    None: "One row per table and view of this file, as it was published: what casecount check "
    "compares it with.",
    "relation_name": "Name of the table or view.",
    "kind": "table or view.",
    "row_count": "Rows of the table; null for a view.",
    "checksum": "Sum over its rows, in whatever order, of a hash of each; null for a view.",
    "definition": "How it is made, as SQL.",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view: how it is made and what a table holds."""

    name: str
    kind: str
    row_count: int | None
    checksum: str | None
    definition: str


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def checksum(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[int, str]:
    """How many rows a table of main has, and their checksum: the same in any order of the rows."""
    row = connection.execute(
        f"select count(*), coalesce(sum(md5_number_lower({_row_text(connection, table)})), 0) "  # noqa: S608
        f"from main.{quoted(table)}"
    ).fetchone()
    assert row is not None  # noqa: S101 - an aggregate always gives a row
    return int(row[0]), f"{_METHOD}{row[1]}"


def _row_text(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """A row as one text, column after column: a third of the work of writing it as JSON."""
    columns = connection.execute(
        "select column_name, data_type, is_nullable from duckdb_columns() "
        "where database_name = current_database() and schema_name = 'main' and table_name = ? "
        "order by column_index",
        [table],
    ).fetchall()
    texts = []
    for name, kind, is_nullable in columns:
        # An instant, whatever the clock of the reader's place.
        value = f"epoch_us({quoted(name)})" if kind == "TIMESTAMP WITH TIME ZONE" else quoted(name)
        text = f"{value}::varchar"
        texts.append(f"coalesce({text}, chr({_NULL}))" if is_nullable else text)
    return f"concat_ws(chr({_SEPARATOR}), {', '.join(texts)})"


def definitions(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str]]:
    """The tables and views of main, but for the checksums: name to kind and definition."""
    found = connection.execute(
        """
        select table_name, 'table', sql from duckdb_tables()
        where database_name = current_database() and schema_name = 'main'
        union all
        select view_name, 'view', sql from duckdb_views()
        where database_name = current_database() and schema_name = 'main' and not internal
        order by all
        """
    ).fetchall()
    return {name: (kind, sql) for name, kind, sql in found if name != TABLE}


def write_checksums(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep what the tables and views of the current database hold now, in a table of it."""
    connection.execute(
        f"create table main.{TABLE} (relation_name varchar not null, kind varchar not null, "
        "row_count bigint, checksum varchar, definition varchar not null)"
    )
    for name, (kind, sql) in definitions(connection).items():
        held = checksum(connection, name) if kind == "table" else (None, None)
        connection.execute(
            f"insert into main.{TABLE} values (?, ?, ?, ?, ?)",  # noqa: S608
            [name, kind, *held, sql],
        )
    for column, comment in _COMMENTS.items():
        of = f"column main.{TABLE}.{column}" if column else f"table main.{TABLE}"
        text = comment.replace("'", "''")
        connection.execute(f"comment on {of} is '{text}'")


def is_comparable(relation: Relation) -> bool:
    """Whether a checksum was made as this version makes it."""
    return relation.checksum is None or relation.checksum.startswith(_METHOD)


def read_checksums(connection: duckdb.DuckDBPyConnection) -> list[Relation]:
    """What was kept when the file was published."""
    found = connection.execute(
        "select relation_name, kind, row_count, checksum, definition "  # noqa: S608
        f"from main.{TABLE} order by relation_name"
    ).fetchall()
    return [Relation(*row) for row in found]
