"""A record of named fields, from JSON, a table or Parquet, as an article."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.errors import one_line
from ingest.model import Article
from ingest.sources.blobs import stem_of
from ingest.sources.dates import Published, parse_published
from ingest.sources.inputs import Notices, Record, Reject, without_surrogates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.sources.columns import Columns

_SHAPES_TOLD = 1000


@dataclass(frozen=True, slots=True)
class Table:
    """A source of many records: what it is called, and how its columns are found and told of."""

    shown: str  # "exports.zip/day.jsonl"
    name: str  # "day.jsonl"
    columns: Columns
    notices: Notices
    _told: set[tuple[str, ...]] = field(default_factory=set)  # sets of columns told of

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return stem_of(self.name)

    def tell_columns(self, names: tuple[str, ...], used: Mapping[str, str]) -> None:
        """Say once which columns are read under another name, and which are not used."""
        if names in self._told:
            return
        if len(self._told) < _SHAPES_TOLD:
            self._told.add(names)
        for field_name, column in used.items():
            if column.strip().lower() != field_name and field_name not in self.columns.told:
                self.notices.once(
                    f"as:{self.shown}:{field_name}",
                    f"{self.name}: the column {one_line(column, 40)} is read as {field_name}",
                )
        for name in names:
            if not any(name == column or column.startswith(f"{name}.") for column in used.values()):
                label = one_line(str(name), 40)
                self.notices.once(
                    f"column:{label}",
                    f"{self.name}: the column {label} is not used, and is ignored",
                )


def to_record(fields: Mapping[str, object], table: Table, number: int) -> Record | Reject:
    """The article that `fields` give; only the text is required, other columns are named once."""
    values = _with_nested(fields)
    used = table.columns.find(values)
    table.tell_columns(tuple(fields), used)
    found = {name: values[column] for name, column in used.items()}
    text = found.get("text")
    if not isinstance(text, str) or not text.strip():
        what = "no text" if "text" in found else _missing(table)
        detail = f"{what}; an article needs its words in the field text"
        return Reject(table.shown, "no_text", detail, number, _excerpt(fields))
    published = _published(found.get("published"), table, number)
    article = Article(
        id=_label(found.get("id")) or f"{table.stem}:{number}",
        text=without_surrogates(text),
        title=_label(found.get("title")),
        published=published.day if published else None,
        outlet=_label(found.get("source_name")),
        url=_label(found.get("url")),
    )
    return Record(article, table.shown, number, published.at if published else None)


def _missing(table: Table) -> str:
    return f"no field named {one_line(table.columns.told.get('text', 'text'), 40)}"


def _with_nested(fields: Mapping[str, object]) -> Mapping[str, object]:
    """`fields`, and those of objects among them as "source.name"."""
    if dict not in map(type, fields.values()):
        return fields
    objects = [(name, value) for name, value in fields.items() if isinstance(value, dict)]
    inner = {f"{name}.{key}": item for name, value in objects for key, item in value.items()}
    return {**fields, **inner}


def _label(value: object) -> str | None:
    """A short field on one line: text and numbers as they are, anything else is none."""
    if value is None:
        return None
    if isinstance(value, str):
        line = " ".join(value.split())
        return (line if line.isascii() else without_surrogates(line)) or None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return None if isinstance(value, float) and math.isnan(value) else str(value)


def _published(value: object, table: Table, number: int) -> Published | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    found = parse_published(value)
    if found is None:
        table.notices.once(
            f"published:{table.shown}",
            f"{table.name}, record {number}: published {one_line(str(value), 40)!r} is no date "
            "that can be read for certain; left empty, as in others like it (write 2011-12-06)",
        )
    return found


def _excerpt(fields: Mapping[str, object]) -> str:
    return one_line(", ".join(f"{name}: {str(value)[:60]}" for name, value in fields.items()))
