"""Running commands in this process, and looking into work databases."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from ingest.cli import run
from ingest.warehouse.database import work_path

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

RAW_TABLES = (
    "articles",
    "readings",
    "sentences",
    "figures",
    "mentions",
    "signatures",
    "rejects",
)
# When a row was written, by which run and which reader, is not what it says.
_NOT_CONTENT = {"run_id", "loaded_at", "read_at", "rejected_at", "reader_hash"}


@dataclass(frozen=True, slots=True)
class Done:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Casecount:
    """The command line with a database of its own."""

    database: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, command: str, *arguments: str | Path) -> Done:
        """Run a command on this database."""
        has_none = command in {"extract", "diff", "check"}
        options = [] if has_none else ["--database", str(self.database)]
        return self.run(command, *options, *arguments)

    def run(self, *arguments: str | Path) -> Done:
        """Run a command line as it stands."""
        self.capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Done(code, said.out, said.err)

    def raw(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the work database."""
        with duckdb.connect(work_path(self.database), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def published(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the published database."""
        with duckdb.connect(self.database, read_only=True) as connection:
            return connection.execute(query).fetchall()

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """What the raw tables say, in a fixed order."""
        return raw_content(self.database)


def raw_content(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What the raw tables of a database's work database say, in a fixed order."""
    with duckdb.connect(work_path(database), read_only=True) as connection:
        found = {}
        for table in RAW_TABLES:
            columns = [
                name
                for (name,) in connection.execute(
                    "select column_name from duckdb_columns() "
                    "where schema_name = 'raw' and table_name = ? order by column_index",
                    [table],
                ).fetchall()
                if name not in _NOT_CONTENT
            ]
            query = f"select {', '.join(columns)} from raw.{table} order by all"
            found[table] = connection.execute(query).fetchall()
        return found


def article(number: int, **fields: object) -> dict[str, object]:
    """An article that prints figures, different for each number."""
    text = (
        f"Police in Leeds arrested {number + 2} men on Monday, officials said.\n\n"
        f"Officers freed {number + 3} women from a house in story {number}."
    )
    return {
        "id": f"a{number}",
        "source_name": f"Paper {number % 3}",
        "published": "2014-03-04",
        "text": text,
        **fields,
    }


def write_articles(path: Path, count: int, start: int = 0) -> Path:
    """Write `count` articles as JSON lines."""
    lines = [json.dumps(article(number)) for number in range(start, start + count)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
