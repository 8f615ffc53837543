"""Which versions of addresses were loaded: kept beside the articles, and gone when they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.sources.web import Version
from ingest.warehouse.database import transaction

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import duckdb


def read_versions(connection: duckdb.DuckDBPyConnection) -> dict[str, Version]:
    """The versions that former runs loaded, by address."""
    found = connection.execute("select url, etag, last_modified from raw.fetches").fetchall()
    return {url: Version(etag, last_modified) for url, etag, last_modified in found}


def keep_versions(
    connection: duckdb.DuckDBPyConnection, versions: Mapping[str, Version], now: datetime
) -> None:
    """Remember what this run loaded; to be called when all of it is in the database."""
    rows = [(url, v.etag, v.last_modified, now) for url, v in versions.items()]
    if rows:
        with transaction(connection):
            connection.executemany("insert or replace into raw.fetches values (?, ?, ?, ?)", rows)
