"""The tables and views of a published warehouse, as its own `readme` tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.errors import CasecountError

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Column:
    """A column; `refers_to` is the table and column that it is a key of, if any."""

    name: str
    data_type: str
    description: str
    is_key: bool
    is_printed_text: bool
    refers_to: tuple[str, str] | None

    @property
    def is_text(self) -> bool:
        """Whether its cells are text, in which a spreadsheet might see a formula."""
        return self.data_type == "varchar"


@dataclass(frozen=True)
class Relation:
    """A table or view with its columns; `description` says what to heed, too."""

    name: str
    is_view: bool
    description: str
    adds_up: str
    usage_warnings: tuple[str, ...]
    grain: tuple[str, ...]
    columns: tuple[Column, ...]

    @cached_property
    def column_names(self) -> frozenset[str]:
        """The names of its columns."""
        return frozenset(column.name for column in self.columns)

    @cached_property
    def primary_key(self) -> tuple[str, ...]:
        """The column that alone makes a row unique, else those of its grain."""
        keys = tuple(column.name for column in self.columns if column.is_key)
        return keys[:1] or self.grain

    def without_printed_text(self) -> Relation:
        """The same without its columns of sentences and titles."""
        columns = tuple(column for column in self.columns if not column.is_printed_text)
        return Relation(
            self.name,
            self.is_view,
            self.description,
            self.adds_up,
            self.usage_warnings,
            self.grain,
            columns,
        )


def read_relations(published: duckdb.DuckDBPyConnection) -> list[Relation]:
    """What the published file holds, in reading order.

    Raises CasecountError for a file that an older version has published.
    """
    known = published.execute(
        "select count(*) from duckdb_columns() "
        "where table_name = 'readme_columns' and column_name = 'is_printed_text'"
    ).fetchone()
    if not known or not known[0]:
        raise CasecountError(
            "this warehouse was published by an older version and does not describe itself; "
            "run: casecount build"
        )
    columns: dict[str, list[Column]] = {}
    for table, name, data_type, description, is_key, is_printed, refers_to in published.execute(
        "select table_name, column_name, data_type, description, is_key, is_printed_text, "
        "string_split(refers_to, '.') from readme_columns order by reading_order, column_number"
    ).fetchall():
        reference = (refers_to[0], refers_to[1]) if refers_to else None
        column = Column(name, data_type, description, is_key, is_printed, reference)
        columns.setdefault(table, []).append(column)
    return [
        Relation(
            name,
            kind != "table",
            description,
            adds_up,
            tuple(warnings.split(", ")),
            tuple(grain.split(", ")),
            tuple(columns[name]),
        )
        for name, kind, description, adds_up, warnings, grain in published.execute(
            "select table_name, table_kind, concat_ws(' ', what_it_is, heed, when_joined), "
            "adds_up, usage_warnings, grain from readme order by reading_order"
        ).fetchall()
    ]
