"""Commands that are killed on the way, and what a warehouse says whatever happened to it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import duckdb

from ingest.warehouse.database import work_path

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
LONGEST_SECONDS = 900.0
# What says when something ran, or rests on it (checksums), not what it found.
CLOCKS = {"about", "published_tables"}
# Columns of times in raw: what a clock said.
TIMES = {
    "runs": ("started_at", "finished_at"),
    "articles": ("loaded_at",),
    "readings": ("read_at",),
    "rejects": ("rejected_at",),
    "builds": ("started_at", "finished_at"),
}


class Finished(NamedTuple):
    """What a command said, and the processor seconds it used itself."""

    said: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Command:
    """A command line that can be run to its end, or killed on the way.

    Moments are seconds of its own processor time, so that they fall evenly over its course however
    busy the machine is.
    """

    arguments: tuple[str, ...]
    settings: dict[str, str] = field(default_factory=dict)

    def start(self, out: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start it in a session of its own, so that what it leaves running can be found."""
        return subprocess.Popen(
            [sys.executable, "-m", "ingest", *self.arguments],
            cwd=ROOT,
            env={**os.environ, "CASECOUNT_LOCK_SECONDS": "60", **self.settings},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def finish(self) -> Finished:
        """Run it to its end, which must be a good one."""
        with tempfile.TemporaryFile() as out:
            process = self.start(out)
            used = follow(process, LONGEST_SECONDS)
            out.seek(0)
            said = out.read().decode()
        assert process.wait() == 0, said
        return Finished(said, used)

    def kill_at(self, moment: float) -> bool:
        """Run it, and kill it (SIGKILL) at a moment; returns whether it was still running."""
        with tempfile.TemporaryFile() as out:
            process = self.start(out)
            follow(process, moment)
            process.kill()
            process.wait()
        assert not left_running(process.pid)
        return process.returncode == -signal.SIGKILL


def follow(process: subprocess.Popen[bytes], until: float) -> float:
    """Wait until the process has used so many processor seconds, or ended; returns how many."""
    used = 0.0
    deadline = time.monotonic() + LONGEST_SECONDS
    while process.poll() is None and used < until:
        assert time.monotonic() < deadline, f"{process.args!r} doesn't end"
        used = max(used, _processor_seconds(process.pid))
        time.sleep(0.003)
    return used


def _processor_seconds(pid: int) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / TICKS


def left_running(session: int, patience: float = 20.0) -> list[str]:
    """What still runs of a session after some seconds: a worker must end with its parent."""
    deadline = time.monotonic() + patience
    while found := _processes_of(session):
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    return found


def _processes_of(session: int) -> list[str]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")
        except OSError:
            continue  # it has ended
        state, _, _, its_session = rest.split()[:4]
        if int(its_session) == session and state != "Z":
            found.append(name)
    return found


@dataclass(slots=True)
class Killer:
    """Kills a command again and again, and holds what comes of it against what never was killed.

    `prepare` puts the state before the command in place; `look` is done after every kill and names
    what was found (the tally of these tells whether kills fell over the whole course); `check`
    is done when the command ran once more, to its end.
    """

    command: Command
    prepare: Callable[[], None]
    look: Callable[[], str]
    check: Callable[[], None]
    course: float  # processor seconds of the command when nobody kills it
    found: Counter[str] = field(default_factory=Counter)

    def kill(self, times: int, dice: random.Random, in_a_row: int = 3) -> None:
        """Kill it so many times, up to `in_a_row` before it may run to its end."""
        while times > 0:
            self.prepare()
            for _ in range(min(times, dice.randint(1, in_a_row))):
                # The first tenth is Python's own start.
                if self.command.kill_at(self.course * dice.uniform(0.1, 1.0)):
                    self.found[self.look()] += 1
                    times -= 1
            self.command.finish()
            self.check()

    def told(self) -> str:
        """What was found after the kills, for a person who watches."""
        each = ", ".join(f"{count} {what}" for what, count in sorted(self.found.items()))
        return f"{self.found.total()} kills of casecount {self.command.arguments[0]}: {each}"


@dataclass(frozen=True, slots=True)
class Updated:
    """The samples' warehouse after an update that nobody killed."""

    folder: Path

    @property
    def database(self) -> Path:
        """Return its published file."""
        return self.folder / "in" / "casecount.duckdb"

    @property
    def articles(self) -> tuple[Path, Path]:
        """Return what the update was given: a file with one new article, and a known one."""
        return self.folder / "more.jsonl", ROOT / "articles" / "lake-volta-may-17.txt"

    @property
    def said(self) -> Path:
        """Return a file with what the update printed."""
        return self.folder / "said.txt"

    @property
    def seconds(self) -> Path:
        """Return a file with the processor seconds that the update took."""
        return self.folder / "seconds.txt"


def copy_warehouse(source: Path, database: Path) -> None:
    """Put a copy of a warehouse, work database and published file, in the place of another."""
    shutil.rmtree(database.parent, ignore_errors=True)
    work_path(database).parent.mkdir(parents=True)
    shutil.copyfile(work_path(source), work_path(database))
    shutil.copyfile(source, database)


def published_content(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of a published file, ids included, apart from clocks."""
    with duckdb.connect(database, read_only=True) as connection:
        tables = [
            name
            for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
            if name not in CLOCKS
        ]
        return {
            name: connection.execute(
                f"select columns(lambda c: c <> 'rejected_at') from {name} order by all"
            ).fetchall()
            for name in sorted(tables)
        }


def counts_of_runs(database: Path) -> tuple[int, int]:
    """How many articles the runs say they wrote, and how many there are."""
    with duckdb.connect(work_path(database), read_only=True) as connection:
        row = connection.execute(
            "select (select coalesce(sum(articles_new), 0) from raw.runs), count(*) "
            "from raw.articles"
        ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


def set_clock_back(database: Path) -> None:
    """Let everything that is there have been written a year from now."""
    with duckdb.connect(work_path(database)) as connection:
        for table, columns in TIMES.items():
            moved = ", ".join(f"{name} = {name} + interval 1 year" for name in columns)
            connection.execute(f"update raw.{table} set {moved}")
