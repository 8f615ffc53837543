"""Writing tables as Parquet, CSV or one Excel workbook.

Text that a spreadsheet would take for a formula is made inert in CSV by an apostrophe before it, in
Excel by marking the cell as quoted text; numbers and dates are written as such and left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

import xlsxwriter

from ingest.errors import CasecountError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import duckdb
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from ingest.export.relations import Column, Relation

Kind = Literal["parquet", "csv", "xlsx"]
WORKBOOK = "casecount.xlsx"
SHEET_ROWS = 1_048_576  # what a sheet of Excel holds, its header among them
CELL_CHARACTERS = 32_767

# What spreadsheets take for the start of a formula or a command.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Table:
    """What is written of a table or view: its rows are those for which `condition` holds."""

    relation: Relation
    condition: str
    rows: int

    def query(self, columns: str) -> str:
        """A query for its rows in the order of their key."""
        keys = [name for name in self.relation.primary_key if name in self.relation.column_names]
        order = f" order by {', '.join(keys)}" if keys else ""
        return f"select {columns} from {self.relation.name} where {self.condition}{order}"  # noqa: S608


def file_name(relation: Relation, kind: Kind) -> str:
    """The file in which a table is found."""
    return WORKBOOK if kind == "xlsx" else f"{relation.name}.{kind}"


def write_parquet(published: duckdb.DuckDBPyConnection, tables: Sequence[Table], to: Path) -> None:
    """One Parquet file a table, exactly as it is."""
    for table in tables:
        names = ", ".join(column.name for column in table.relation.columns)
        path = to / file_name(table.relation, "parquet")
        _copy(published, table.query(names), path, "format parquet, compression zstd")


def write_csv(published: duckdb.DuckDBPyConnection, tables: Sequence[Table], to: Path) -> None:
    """One CSV file a table: UTF-8, comma, header; nothing between commas is null."""
    for table in tables:
        cells = ", ".join(_csv_cell(column) for column in table.relation.columns)
        path = to / file_name(table.relation, "csv")
        _copy(published, table.query(cells), path, "format csv, header")


def _copy(published: duckdb.DuckDBPyConnection, query: str, path: Path, options: str) -> None:
    quoted = str(path).replace("'", "''")
    published.execute(f"copy ({query}) to '{quoted}' ({options})")


def _csv_cell(column: Column) -> str:
    if column.is_text:
        starts = ", ".join(f"chr({ord(start)})" for start in FORMULA_STARTS)
        return (
            f"case when left({column.name}, 1) in ({starts}) then concat('''', {column.name}) "
            f"else {column.name} end as {column.name}"
        )
    if column.data_type == "timestamp with time zone":
        return f"strftime({column.name}, '%Y-%m-%dT%H:%M:%SZ') as {column.name}"
    return column.name


def write_xlsx(published: duckdb.DuckDBPyConnection, tables: Sequence[Table], to: Path) -> int:
    """One workbook with a sheet a table. Returns how many texts were too long for a cell.

    Raises CasecountError where a table has more rows than a sheet holds.
    """
    for table in tables:
        if table.rows >= SHEET_ROWS:
            raise CasecountError(
                f"{table.relation.name} has {table.rows:,} rows, and a sheet of Excel holds "
                f"{SHEET_ROWS - 1:,}: choose --format parquet or csv, or fewer facts by --where"
            )
    shortened = 0
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(to / WORKBOOK, options) as workbook:
        formats = _Formats(
            workbook.add_format({"bold": True, "bottom": 1}),
            workbook.add_format({"quote_prefix": True}),
            workbook.add_format({"num_format": "yyyy-mm-dd"}),
            workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        )
        for table in tables:
            sheet = workbook.add_worksheet(table.relation.name)
            shortened += _fill(sheet, formats, table, _rows(published, table))
    return shortened


@dataclass(frozen=True, slots=True)
class _Formats:
    header: Format
    quoted: Format
    date: Format
    time: Format


def _rows(published: duckdb.DuckDBPyConnection, table: Table) -> Iterable[tuple[object, ...]]:
    names = ", ".join(column.name for column in table.relation.columns)
    found = published.execute(table.query(names))
    while batch := found.fetchmany(_BATCH):
        yield from batch


def _fill(
    sheet: Worksheet, formats: _Formats, table: Table, rows: Iterable[tuple[object, ...]]
) -> int:
    for number, column in enumerate(table.relation.columns):
        sheet.set_column(number, number, min(max(len(column.name) + 2, 10), 40))
        sheet.write_string(0, number, column.name, formats.header)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, table.rows, len(table.relation.columns) - 1)
    shortened = 0
    for row_number, row in enumerate(rows, 1):
        for number, value in enumerate(row):
            shortened += _write_cell(sheet, (row_number, number), value, formats)
    return shortened


def _write_cell(sheet: Worksheet, at: tuple[int, int], value: object, formats: _Formats) -> bool:
    """Write one cell as what it is; tells whether its text had to be shortened."""
    if value is None:
        return False
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, int | float):
        sheet.write_number(*at, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(*at, value.replace(tzinfo=None), formats.time)
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, formats.date)
    else:
        text = str(value)
        quoted = formats.quoted if text.startswith(FORMULA_STARTS) else None
        sheet.write_string(*at, text[:CELL_CHARACTERS], quoted)
        return len(text) > CELL_CHARACTERS
    return False
