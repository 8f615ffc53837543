"""The published warehouse as Superset sees it: always the newest build, and only to be read.

DuckDB opened read-only, without external access and with its configuration locked still lets a
statement write to the file it has open, and to that file's log (`copy … to 'casecount.duckdb'`).
So every statement is also looked at by DuckDB's own parser, and only queries pass.
"""

from __future__ import annotations

import os
import re
import threading
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from pathlib import Path

NAME = "casecount"  # of the warehouse, to those who query it

_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "memory_limit": os.environ.get("CASECOUNT_MEMORY_LIMIT", "2GB"),
}
# Nothing that a query names leads out of the file, and no query can change that.
_LOCKS = ("set enable_external_access = false", "set lock_configuration = true")

_EXPLAIN = re.compile(r"\s*explain(\s+analyze)?\b", re.IGNORECASE)


class NotAQueryError(duckdb.PermissionException):
    """A statement that is not a query was sent to the published file."""


def check_is_query(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raise NotAQueryError unless all statements of `sql` only read."""
    for statement in connection.extract_statements(sql):
        if statement.type == duckdb.StatementType.SELECT:
            continue
        explain = _EXPLAIN.match(statement.query)
        if statement.type == duckdb.StatementType.EXPLAIN and explain:
            check_is_query(connection, statement.query[explain.end() :])
            continue
        raise NotAQueryError(
            f"{statement.type.name} was refused: the published warehouse can only be queried"
        )


class QueryOnlyConnection:
    """A DuckDB connection that runs queries and refuses all other statements."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Any = None) -> duckdb.DuckDBPyConnection:
        """Run `sql` if it is a query; raises NotAQueryError if not."""
        check_is_query(self._connection, sql)
        return self._connection.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any = None) -> duckdb.DuckDBPyConnection:
        """Run `sql` once for each row of parameters; raises NotAQueryError if it is no query."""
        check_is_query(self._connection, sql)
        return self._connection.executemany(sql, parameters)

    def cursor(self) -> QueryOnlyConnection:
        """Return this connection: it is used by one query at a time."""
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


_Identity = tuple[int, int, int, int]  # of a file: device, number on it, size, last change
_builds: dict[Path, tuple[_Identity, duckdb.DuckDBPyConnection]] = {}
_opening = threading.Lock()


def connect(database: Path) -> QueryOnlyConnection:
    """Open the build that `database` holds now; raises duckdb.Error where it can't be opened.

    All connections to one build share one open database, and with it what was read into memory. A
    build that has been replaced stays open for those who are still reading it.
    """
    with _opening:
        connection = _newest_build(database).cursor()
    connection.execute(f"use {NAME}")
    return QueryOnlyConnection(connection)


def _newest_build(database: Path) -> duckdb.DuckDBPyConnection:
    """The open build, or the one that has replaced it; that is closed with its last connection."""
    identity, build = _builds.get(database, (None, None))
    while build is None or identity != _identity(database):
        identity, build = _identity(database), _opened(database)
        if identity is not None:
            _builds[database] = identity, build
    return build


def _identity(database: Path) -> _Identity | None:
    """What tells one build's file from the next; None where there is no file."""
    try:
        found = database.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _opened(database: Path) -> duckdb.DuckDBPyConnection:
    """A database of its own in memory, to which the file that now has this name is attached.

    Opened by its path, DuckDB would share one open file among all connections of a process that
    name the same path, for as long as one of them is open: under steady use, the file that a
    publish has replaced would be read forever.
    """
    connection = duckdb.connect(":memory:", config=dict(_SETTINGS))
    try:
        path = str(database).replace("'", "''")
        connection.execute(f"attach '{path}' as {NAME} (read_only)")
        for lock in _LOCKS:
            connection.execute(lock)
    except duckdb.Error:
        connection.close()
        raise
    return connection
