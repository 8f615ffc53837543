"""Opening the work database and the published one, with clear words where that fails."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
from contextlib import contextmanager
from glob import escape as glob_escape
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from ingest.errors import CasecountError, one_line
from ingest.interrupts import uninterrupted
from ingest.warehouse.turns import TakenError, take_turn

if TYPE_CHECKING:
    from collections.abc import Iterator

RAW_SQL = Path(__file__).with_name("raw.sql")
_LOCK_SECONDS = float(os.environ.get("CASECOUNT_LOCK_SECONDS", "10"))
_MEMORY_LIMIT = os.environ.get("CASECOUNT_MEMORY_LIMIT", "2GB")

# DuckDB names a database after its file, and would not know it from a schema of that name.
_TAKEN_NAMES = frozenset(
    {"main", "raw", "seeds", "staging", "intermediate", "system", "temp", "memory", "pg_catalog"}
)
# What DuckDB says where the file or the disk under it is the matter, not the query.
_OF_DISK = re.compile(
    r"No space left|disk full|File too large|Disk quota exceeded|Permission denied|Read-only file "
    r"system|Input/output error|[Cc]ould not (?:write|read|truncate|fsync)|has been invalidated"
)
_FULL = ("No space left", "disk full", "File too large", "Disk quota exceeded")
_LOCK = re.compile(r"Conflicting lock is held in (?P<program>.*?) \(PID (?P<pid>\d+)\)")


def work_path(database: Path) -> Path:
    """The work database of a published one: `build/<stem>.work.duckdb` beside it."""
    return database.parent / "build" / f"{database.stem}.work.duckdb"


def check_name(database: Path) -> None:
    """Refuse names that can't work: raises CasecountError with what to do."""
    name = database.name.lstrip(".").split(".")[0].lower()
    if name in _TAKEN_NAMES or not name:
        raise CasecountError(
            f"{database}: a database can't be called {name or 'that'!r}, the warehouse uses that "
            "name inside; choose another file name"
        )
    if database.is_dir():
        raise CasecountError(f"{database}: is a folder; name a file in it")


@contextmanager
def open_work(database: Path, *, create: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The work database of `database`, open for writing by this process alone.

    Waits a moment for another process to finish. Raises CasecountError where there is none (and
    `create` is false), where it is held, or where it can't be written, now or in the block.
    """
    path = work_path(database)
    if not path.exists() and not create:
        raise CasecountError(
            f"{path}: there is no work database; read some articles first: casecount load PATH"
        )
    with undisturbed(database, create=create), _opened(database, path) as connection:
        yield connection


@contextmanager
def undisturbed(database: Path, *, create: bool = False) -> Iterator[None]:
    """Several steps on the work database of `database` between which no other command comes.

    Waits for its turn as `open_work` does; one may stand inside another. Raises CasecountError
    where another process goes on, or where the folder can't be written.
    """
    path = work_path(database)
    if create:
        check_name(database)
        make_folder(path.parent)
    elif not path.exists():
        yield  # the first step will say so
        return
    try:
        end = take_turn(path, _LOCK_SECONDS)
    except TakenError as error:
        raise CasecountError(_held(path, "casecount", error.holder)) from error
    except OSError as error:
        raise CasecountError(explain_error(path, error)) from error
    try:
        yield
    finally:
        end()


@contextmanager
def _opened(database: Path, path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    if not path.exists():
        _create(database, path)
    connection = connect(path)
    try:
        # What a killed process had put aside for lack of memory; nobody else has the file open.
        shutil.rmtree(path.with_name(f"{path.name}.tmp"), ignore_errors=True)
        with uninterrupted():
            connection.execute(RAW_SQL.read_text(encoding="utf-8"))
        yield connection
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:
        if _OF_DISK.search(str(error)):
            raise CasecountError(explain_error(path, error)) from error
        raise
    finally:
        connection.close()


@contextmanager
def open_published(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database, read only. Raises CasecountError where there is none."""
    if not database.exists():
        raise CasecountError(
            f"{database}: there is no published warehouse; make one: casecount update PATH"
        )
    connection = connect(database, read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the file at `path`, after a wait of some seconds if another one holds it."""
    deadline = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            connection = duckdb.connect(path, read_only=read_only)
        except duckdb.Error as error:
            held = _LOCK.search(str(error))
            if held is None:
                raise CasecountError(explain_error(path, error)) from error
            if time.monotonic() >= deadline:
                program = Path(held["program"]).name
                raise CasecountError(_held(path, program, int(held["pid"]))) from error
            time.sleep(0.2)
        else:
            with uninterrupted():
                connection.execute(f"set memory_limit = '{_MEMORY_LIMIT}'")
                connection.execute("set TimeZone = 'UTC'")
            return connection


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that is done inside, or nothing of it."""
    connection.execute("begin transaction")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def explain_error(path: Path, error: Exception) -> str:
    """One line about a database error at `path`."""
    text = str(error)
    if "not a valid DuckDB database" in text:
        return f"{path}: is not a DuckDB database; name another file with --database"
    if "Permission denied" in text or "Read-only file system" in text:
        return f"{path}: can't be written (permission denied); name another place with --database"
    if "File too large" in text:
        return f"{path}: files may not grow so large here (ulimit -f); run it without that limit"
    if is_full(text):
        return f"{path}: the disk is full; free some space and run the same command again"
    return f"{path}: the database can't be used ({one_line(text, 240)})"


def is_full(text: str) -> bool:
    """Whether an error's text says that the disk, a quota or a limit on files is exhausted."""
    return any(words.lower() in text.lower() for words in _FULL)


def _held(path: Path, program: str, process: int | None) -> str:
    who = one_line(program, 60) + (f", process {process}" if process else "")
    return (
        f"{path}: another process is using it ({who}); "
        "wait until it is done, or end it, and try again"
    )


def make_folder(folder: Path) -> None:
    """Make `folder` where it isn't there; raises CasecountError where that is not allowed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CasecountError(
            f"{folder}: can't be made ({error.strerror}); name another place with --database"
        ) from error


def remove_left_over(folder: Path, start: str) -> None:
    """Remove files named `start` + a process id whose process was killed before it could."""
    for path in folder.glob(f"{glob_escape(start)}*"):
        process = path.name.removeprefix(start).removesuffix(".wal")
        if process.isdigit() and not _is_alive(int(process)):
            path.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True


def _create(database: Path, path: Path) -> None:
    """Make an empty work database; it appears whole or not at all."""
    check_name(database)
    make_folder(path.parent)
    remove_left_over(path.parent, f"{path.name}.new-")
    # Its own name for the catalog: the part before the first dot is the stem, as it will be.
    draft = path.with_name(f"{path.name}.new-{os.getpid()}")
    draft.unlink(missing_ok=True)
    connection = connect(draft)
    try:
        connection.execute(RAW_SQL.read_text(encoding="utf-8"))
        connection.execute("checkpoint")
    finally:
        connection.close()
    try:
        with _alone_in(path.parent):
            if not path.exists():  # else another process just made it
                # The log of a database that was removed would be taken for this one's.
                path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
                draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other processes that would do the same in `folder` waiting."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)
