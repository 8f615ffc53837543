"""Articles from CSV or TSV with a header row; a broken row costs no other row."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from ingest.errors import one_line
from ingest.sources.columns import FIELDS
from ingest.sources.encoding import read_anew
from ingest.sources.inputs import MAX_RECORD_CHARACTERS, Inputs, Record, Reject
from ingest.sources.json_lines import bounded_lines
from ingest.sources.records import Table, to_record

if TYPE_CHECKING:
    from ingest.sources.columns import Columns

_DELIMITERS = ",;\t|"


class _TooLongError(Exception):
    """A row, or a line in it, is longer than any article."""


class _Lines(Iterator[str]):
    """The stream's lines, remembering those of the current row so that they can be given back."""

    def __init__(self, stream: TextIO) -> None:
        self._lines = bounded_lines(stream, MAX_RECORD_CHARACTERS)
        self._waiting: deque[tuple[str, bool]] = deque()
        self._row: list[tuple[str, bool]] = []
        self._length = 0

    def __next__(self) -> str:
        line, whole = self._waiting.popleft() if self._waiting else next(self._lines)
        self._row.append((line, whole))
        self._length += len(line)
        if not whole or self._length > MAX_RECORD_CHARACTERS:
            raise _TooLongError
        return line

    def start_row(self) -> None:
        """Forget the last row's lines."""
        self._row.clear()
        self._length = 0

    def give_back(self) -> str:
        """Put the broken row's lines after its first back to be read; returns the first."""
        first, *rest = self._row
        self._waiting.extendleft(reversed(rest))
        return first[0]


def read_csv(stream: TextIO, table: Table) -> Inputs:
    """The articles of a CSV stream, whose header names the columns (`text` is required)."""
    lines = _Lines(stream)
    header, delimiter = _header(lines)
    if "text" not in table.columns.find(header):
        wanted = one_line(table.columns.told.get("text", "text"), 40)
        detail = (
            f"the first row names no column {wanted} (it has {one_line(', '.join(header), 80)}); "
            f"name the columns: {', '.join(FIELDS)}; or say which it is with --column text=NAME"
        )
        yield Reject(table.shown, "no_text_column", detail)
        return
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        lines.start_row()
        try:
            row = next(rows)
        except StopIteration:
            return
        except _TooLongError:
            detail = f"a row longer than {MAX_RECORD_CHARACTERS:,} characters, no article is"
            yield Reject(table.shown, "too_long", detail, number, one_line(lines.give_back()))
        except csv.Error as error:
            detail = f"a broken row ({error}); check its quotes"
            yield Reject(table.shown, "broken_csv", detail, number, one_line(lines.give_back()))
        else:
            if any(row):
                yield _read_row(row, header, table, number)
            else:
                number -= 1


def _header(lines: _Lines) -> tuple[list[str], str]:
    """The names of the columns, and what separates them."""
    try:
        first = next(lines).lstrip("\ufeff")
    except (StopIteration, _TooLongError):
        return [], ","
    return _names(first)


def is_header(line: str, columns: Columns) -> bool:
    """Whether `line` names the columns of a table of articles."""
    names, _ = _names(line)
    return len(names) > 1 and "text" in columns.find(names)


def _names(line: str) -> tuple[list[str], str]:
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        names = next(csv.reader([line], delimiter=delimiter))
    except (csv.Error, StopIteration):
        return [], delimiter
    return [name.strip().lower() for name in names], delimiter


def _read_row(row: list[str], header: list[str], table: Table, number: int) -> Record | Reject:
    if len(row) > len(header) and any(row[len(header) :]):
        detail = f"{len(row)} fields where the header names {len(header)}; check its quotes"
        return Reject(table.shown, "broken_csv", detail, number, one_line(",".join(row)))
    fields: dict[str, object] = {}
    for name, value in zip(header, row, strict=False):
        readable = read_anew(value)
        if readable is None:
            detail = "bytes in no encoding that is known; save the file as UTF-8"
            return Reject(table.shown, "unknown_encoding", detail, number, one_line(value))
        fields[name] = readable if readable else None
    return to_record(fields, table, number)
