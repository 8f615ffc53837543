"""Articles from Parquet, read by DuckDB a few rows at a time."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ingest.errors import one_line
from ingest.sources.blobs import RefusedError
from ingest.sources.inputs import MAX_RECORD_CHARACTERS, Input, Inputs, Reject
from ingest.sources.records import Table, to_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import duckdb

    from ingest.sources.blobs import Blob
    from ingest.sources.limits import Budget

_ROWS = 200

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": "512MB",
    "temp_directory": "",
    "autoinstall_known_extensions": False,  # reading a file never touches the network
}


def read_parquet(stream: IO[bytes], blob: Blob, table: Table, budget: Budget) -> Inputs:
    """The articles of a Parquet file: at the path of `blob`, or else copied from its `stream`.

    Its index stands at its end, so one that is packed must be unpacked whole, for as long as it is
    read.
    """
    import duckdb  # noqa: PLC0415 - only where it is needed: start-up is short

    on_disk = _on_disk(stream, blob.path, budget)
    with on_disk as file, duckdb.connect(config=_SETTINGS) as connection:
        try:
            yield from _read_rows(connection, escape(str(file)), table, budget, blob.on_share)
        except duckdb.Error as error:
            why = one_line(str(error).split("\n", 1)[0])
            raise RefusedError("broken_parquet", f"not a whole Parquet file ({why})") from error


@contextmanager
def _on_disk(stream: IO[bytes], path: Path | None, budget: Budget) -> Iterator[Path]:
    if path is not None:
        budget.packed += path.stat().st_size
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="casecount-") as folder:
        copy = Path(folder) / "copy.parquet"
        with copy.open("wb") as file:
            shutil.copyfileobj(stream, file)
        yield copy


def _read_rows(
    connection: duckdb.DuckDBPyConnection,
    file: str,
    table: Table,
    budget: Budget,
    on_share: Callable[[float], None],
) -> Inputs:
    source = "read_parquet(?, hive_partitioning = false)"
    described = connection.execute(f"describe select * from {source}", [file]).fetchall()  # noqa: S608
    types = {str(name): str(kind) for name, kind, *_ in described}
    wanted = {column: types[column] for column in _wanted(types, table)}
    if not wanted:
        detail = (
            f"no column holds the text (it has {one_line(', '.join(types), 80)}); "
            "say which one does with --column text=NAME"
        )
        yield Reject(table.shown, "no_text_column", detail)
        return
    columns = ", ".join(map(_column, wanted, wanted.values()))
    whole = connection.execute(f"select count(*) from {source}", [file]).fetchone()  # noqa: S608
    rows = connection.execute(f"select {columns} from {source}", [file])  # noqa: S608
    number = 0
    while batch := rows.fetchmany(_ROWS):
        for row in batch:
            number += 1
            yield _read_row(dict(zip(wanted, row, strict=True)), table, number, budget)
        on_share(number / max(whole[0] if whole else 0, number))


def _wanted(types: dict[str, str], table: Table) -> list[str]:
    """The columns that hold fields, and those whose parts may; none where none holds the text."""
    used = table.columns.find(types)
    objects = [name for name, kind in types.items() if kind.startswith("STRUCT(")]
    if "text" not in used and not objects:
        return []
    table.tell_columns(tuple(name for name in types if name not in objects), used)
    return [name for name in types if name in used.values() or name in objects]


def _column(name: str, kind: str) -> str:
    quoted = '"' + name.replace('"', '""') + '"'
    # Dates and times as ISO text, as other sources give them; instants in UTC.
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"make_timestamp(epoch_us({quoted}))::varchar"
    return f"{quoted}::varchar" if kind.startswith(("TIMESTAMP", "DATE")) else quoted


def _read_row(fields: dict[str, Any], table: Table, number: int, budget: Budget) -> Input:
    size = sum(len(value) for value in fields.values() if isinstance(value, str | bytes))
    budget.take(size)
    if size > MAX_RECORD_CHARACTERS:
        detail = f"a row longer than {MAX_RECORD_CHARACTERS:,} characters, no article is"
        return Reject(table.shown, "too_long", detail, number)
    return to_record(fields, table, number)
