"""Whoever may send SQL to the published file through Superset can read it, and do nothing else."""

from __future__ import annotations

import importlib.util
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

if TYPE_CHECKING:
    from types import ModuleType

SERVER = Path(__file__).resolve().parent.parent.parent / "dashboards" / "server"


def load(name: str) -> ModuleType:
    """A module of the server, which is no package."""
    spec = importlib.util.spec_from_file_location(name, SERVER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


published_file = load("published_file")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "casecount.duckdb"
    publish(path, 1)
    return path


def publish(database: Path, number: int) -> None:
    draft = database.with_name("draft.duckdb")
    with duckdb.connect(str(draft)) as connection:
        connection.execute("create table facts as select ?::bigint as n", [number])
    draft.replace(database)


@pytest.mark.parametrize(
    "query",
    [
        "select n from facts",
        "from facts",
        "with x as (from facts) select n from x",
        "select 1; select n from facts",
        "describe facts",
        "summarize facts",
        "explain select n from facts",
        "EXPLAIN ANALYZE select n from facts",
        "show tables",
    ],
)
def test_queries_pass(database: Path, query: str) -> None:
    assert published_file.connect(database).execute(query).fetchall()


@pytest.mark.parametrize(
    "statement",
    [
        "copy (select 1) to '{file}' (format csv, use_tmp_file false)",
        "copy (select 1) to '{file}.wal' (format csv)",
        "select 1; copy (select 1) to '{file}' (format csv, use_tmp_file false)",
        "explain analyze copy (select 1) to '{file}' (format csv, use_tmp_file false)",
        "prepare p as copy (select 1) to '{file}' (format csv, use_tmp_file false)",
        "export database '{file}.d'",
        "attach '{file}' as other",
        "create table mine as select 1",
        "create temp table mine as select 1",
        "create table memory.main.mine as select 1",
        "use memory",
        "set threads = 1",
        "checkpoint",
        "install httpfs",
        "select * from read_text('/etc/passwd')",
        "select * from glob('/etc/*')",
        "from '/etc/passwd'",
    ],
)
def test_nothing_else_does(database: Path, tmp_path: Path, statement: str) -> None:
    connection = published_file.connect(database)
    before = database.read_bytes()
    with pytest.raises((published_file.NotAQueryError, duckdb.Error)):
        connection.execute(statement.format(file=database)).fetchall()
    assert database.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["casecount.duckdb"]


def test_duckdb_alone_would_let_a_query_overwrite_the_file(database: Path) -> None:
    """Why statements are looked at: if this ceases to hold, the check could go."""
    alone = duckdb.connect(str(database), read_only=True)
    alone.execute("set enable_external_access = false")
    alone.execute("set lock_configuration = true")
    alone.execute(f"copy (select 1) to '{database}' (format csv, use_tmp_file false)")
    alone.close()
    assert database.stat().st_size < 10


def test_the_newest_build_is_read_while_the_old_one_is_still_open(database: Path) -> None:
    old = published_file.connect(database)
    publish(database, 2)
    new = published_file.connect(database)
    assert old.execute("from facts").fetchall() == [(1,)]
    assert new.execute("from facts").fetchall() == [(2,)]


def test_connections_to_one_build_share_it_and_none_ends_with_another(database: Path) -> None:
    first, second = published_file.connect(database), published_file.connect(database)
    first.close()
    assert second.execute("from facts").fetchall() == [(1,)]
    publish(database, 2)
    third = published_file.connect(database)
    assert second.execute("from facts").fetchall() == [(1,)]
    second.close()
    assert third.execute("from facts").fetchall() == [(2,)]
    still_open = [name for name in _open_files() if name.startswith(str(database.parent))]
    assert still_open == [str(database)], "the replaced build is closed with its last connection"


def _open_files() -> list[str]:
    files = []
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the one with which the folder is listed is gone
            files.append(str(descriptor.readlink()))
    return files


def test_a_file_that_is_not_there_is_an_error_and_no_build(tmp_path: Path) -> None:
    missing = tmp_path / "casecount.duckdb"
    with pytest.raises(duckdb.Error):
        published_file.connect(missing)
    publish(missing, 3)
    assert published_file.connect(missing).execute("from facts").fetchall() == [(3,)]


def test_many_ask_while_builds_are_published(database: Path) -> None:
    def ask(_: int) -> int:
        connection = published_file.connect(database)
        [(number,)] = connection.execute("from facts").fetchall()
        connection.close()
        return int(number)

    with ThreadPoolExecutor(8) as threads:
        for number in range(2, 7):
            answers = threads.map(ask, range(20))
            publish(database, number)
            assert set(answers) <= {number - 1, number}
    assert ask(0) == 6
