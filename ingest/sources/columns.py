"""Which column of an export holds which field: as told, by the field's own name, or a usual one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.errors import CasecountError, one_line
from ingest.seeds import read_seed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FIELDS = ("id", "title", "published", "source_name", "url", "text")

_BETWEEN_WORDS = re.compile(r"[\s_-]+")
_REMEMBERED_SHAPES = 1000


@dataclass(slots=True)
class Columns:
    """Finds the fields of an article among the columns of a record.

    `told` says what the user said, field to column; `usual` what exports call a field, in order of
    preference, as `_plain` writes names.
    """

    told: Mapping[str, str]
    usual: Mapping[str, tuple[str, ...]]
    _found: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def find(self, names: Iterable[str]) -> Mapping[str, str]:
        """For each field that one of the columns `names` holds, that column's name."""
        shape = tuple(names)
        if shape not in self._found:
            if len(self._found) >= _REMEMBERED_SHAPES:
                self._found.clear()
            self._found[shape] = self._find(shape)
        return self._found[shape]

    def _find(self, names: tuple[str, ...]) -> dict[str, str]:
        by_plain: dict[str, str] = {}
        for name in names:
            by_plain.setdefault(_plain(name), name)
        found: dict[str, str] = {}
        for wanted in FIELDS:
            if wanted in self.told:
                candidates: tuple[str, ...] = (_plain(self.told[wanted]),)
            else:
                candidates = (_plain(wanted), *self.usual.get(wanted, ()))
            column = next((by_plain[name] for name in candidates if name in by_plain), None)
            if wanted not in self.told and wanted in names:
                column = wanted  # spelled exactly so, whatever else is spelled alike
            if column is not None and column not in found.values():
                found[wanted] = column
        return found


def load_columns(seeds: Path, told: Iterable[str] = ()) -> Columns:
    """The usual names from column_names.csv, and what the user told as "text=body".

    Raises CasecountError where that names no field.
    """
    usual: dict[str, tuple[str, ...]] = {}
    for row in read_seed(seeds, "column_names"):
        usual[row["field"]] = (*usual.get(row["field"], ()), _plain(row["column_name"]))
    return Columns(dict(map(_told, told)), usual)


def _told(option: str) -> tuple[str, str]:
    name, equals, column = option.partition("=")
    if not equals or name.strip() not in FIELDS or not column.strip():
        raise CasecountError(
            f"--column {one_line(option, 60)}: write FIELD=COLUMN, where FIELD is one of "
            f"{', '.join(FIELDS)}",
            exit_code=2,
        )
    return name.strip(), column.strip()


def _plain(name: str) -> str:
    """A name without what spellings differ in: "articleBody", "article_body", "Article body"."""
    return _BETWEEN_WORDS.sub("", name.strip().casefold())
