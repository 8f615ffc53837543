"""Figures from outside (`--figures`), matched to articles by their id."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from ingest.errors import CasecountError

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.readers import GivenFigures


@dataclass(slots=True)
class Given:
    """Figures by the id of their article; counts which ids were asked for."""

    figures: dict[str, GivenFigures]
    used: set[str] = field(default_factory=set)
    missing: int = 0

    def take(self, article: str) -> GivenFigures:
        """The figures given for an article; none where the file has no line for it."""
        if article in self.figures:
            self.used.add(article)
            return self.figures[article]
        self.missing += 1
        return []


def read_given_file(path: Path) -> Given:
    """Read JSON lines of `{"id": …, "figures": […]}`; raises CasecountError at a bad line."""
    figures: dict[str, GivenFigures] = {}
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    article, found = _read_line(line, f"{path}, line {number}")
                    if article in figures:
                        raise CasecountError(
                            f"{path}, line {number}: the id {article!r} was given before; "
                            "give each article one line"
                        )
                    figures[article] = found
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "not UTF-8 text"
        raise CasecountError(f"{path}: the figures can't be read ({why})") from error
    return Given(figures)


def given_hash(reader_hash: str, figures: GivenFigures) -> str:
    """What a reading of given figures rests on: today's reader and the figures themselves."""
    stated = json.dumps(figures, sort_keys=True, default=str)
    return sha256(f"{reader_hash}\0{stated}".encode()).hexdigest()


def _read_line(line: str, where: str) -> tuple[str, GivenFigures]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CasecountError(f"{where}: not valid JSON; write one object a line") from error
    if not isinstance(record, dict) or not isinstance(record.get("figures"), list):
        raise CasecountError(f'{where}: needs {{"id": …, "figures": […]}}')
    if not isinstance(record.get("id"), str | int):
        raise CasecountError(f"{where}: needs an id, that of the article")
    figures = record["figures"]
    if not all(isinstance(figure, dict) for figure in figures):
        raise CasecountError(f"{where}: each figure must be an object")
    return str(record["id"]), figures
