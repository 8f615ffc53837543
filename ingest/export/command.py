"""`casecount export`: from the published file to a folder of files and their description."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from ingest.echo import note, say
from ingest.errors import CasecountError, one_line
from ingest.export.descriptor import DESCRIPTOR, describe
from ingest.export.files import Kind, Table, write_csv, write_parquet, write_xlsx
from ingest.export.relations import read_relations
from ingest.export.selection import Selection, choose_facts
from ingest.warehouse.database import open_published

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Request:
    """What to export: `kind` of files, into the folder `output`, which must be new or empty.

    `where` is a condition over the view `facts`; without `text`, sentences and titles stay out.
    """

    kind: Kind
    output: Path
    where: str | None = None
    text: bool = True


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    facts: int
    all_facts: int
    tables: int
    rows: int
    shortened: int  # texts that a cell of Excel could not hold


def export(database: Path, request: Request) -> Exported:
    """Write the tables and views of `database` into files, with a datapackage.json beside them.

    Raises CasecountError where the condition can't be used or matches nothing, where the folder
    isn't empty, or where it can't be written; nothing half-written is left.
    """
    with open_published(database):
        pass  # says what is wrong with the file, if anything is
    chosen = choose_facts(database, request.where) if request.where else None
    with _new_folder(request.output) as folder, open_published(database) as published:
        tables = _tables(published, chosen, text=request.text)
        shortened = _write(published, tables, request.kind, folder)
        descriptor = describe(published, tables, request.kind, request.where)
        content = json.dumps(descriptor, indent=2, ensure_ascii=False)
        (folder / DESCRIPTOR).write_text(content + "\n", encoding="utf-8")
        all_facts = _count(published, "select count(*) from facts")
    return Exported(
        all_facts if chosen is None else len(chosen),
        all_facts,
        len(tables),
        sum(table.rows for table in tables),
        shortened,
    )


def run_export(database: Path, request: Request) -> None:
    """Export, and say what was written. Raises CasecountError as `export` does."""
    done = export(database, request)
    of_all = f" of {done.all_facts:,}" if request.where else ""
    say(
        f"exported {done.facts:,}{of_all} facts to {request.output}: {done.tables} tables, "
        f"{done.rows:,} rows"
    )
    if done.shortened:
        note(
            f"note: {done.shortened:,} texts were cut to what a cell of Excel holds; "
            "--format csv or parquet has them whole"
        )


def _tables(
    published: duckdb.DuckDBPyConnection, chosen: pd.DataFrame | None, *, text: bool
) -> list[Table]:
    relations = read_relations(published)
    selection = None if chosen is None else Selection(published, relations, chosen)
    tables = []
    for relation in relations:
        condition = selection.condition(relation) if selection else "true"
        rows = _count(published, f"select count(*) from {relation.name} where {condition}")  # noqa: S608
        kept = relation if text else relation.without_printed_text()
        tables.append(Table(kept, condition, rows))
    return tables


def _write(
    published: duckdb.DuckDBPyConnection, tables: list[Table], kind: Kind, folder: Path
) -> int:
    if kind == "xlsx":
        return write_xlsx(published, tables, folder)
    (write_parquet if kind == "parquet" else write_csv)(published, tables, folder)
    return 0


def _count(published: duckdb.DuckDBPyConnection, query: str) -> int:
    row = published.execute(query).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def _new_folder(output: Path) -> Iterator[Path]:
    """A folder beside `output` that takes its name in the end, so that it is whole or not there."""
    if output.exists() and not (output.is_dir() and not any(output.iterdir())):
        raise CasecountError(f"{output}: is there already; name a new folder, or an empty one")
    draft = output.with_name(f".{output.name}.draft-{os.getpid()}")
    try:
        draft.mkdir(parents=True)
        yield draft
        draft.rename(output)
    except OSError as error:
        raise CasecountError(
            f"{output}: can't be written ({error.strerror or error}); name another folder"
        ) from error
    except duckdb.IOException as error:
        raise CasecountError(f"{output}: can't be written ({one_line(str(error), 200)})") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
