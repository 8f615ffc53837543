"""What goes wrong around the warehouse: full disks, forbidden places, others at the same time.

Each ends in one clear line or an orderly wait; the published file stays whole and readable; and the
same command, once the fault is over, does what it would have done.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from ingest.warehouse.database import work_path
from tests.warehouse.helpers import Casecount, article, raw_content, write_articles
from tests.warehouse.killing import (
    copy_warehouse,
    counts_of_runs,
    published_content,
    set_clock_back,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
MB = 1024 * 1024
HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "reader")
print(connection.execute("select count(*) from duckdb_tables()").fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute("select count(*) from duckdb_tables()").fetchone()[0], flush=True)
"""
# In a mount namespace of its own: a small file system over a folder, filled with what the folder
# holds, which takes its place again with whatever the command made of it.
IN_SMALL = """
set -e
size=$1 folder=$2; shift 2
mkdir "$folder.outside"; cp -a "$folder/." "$folder.outside"
mount -t tmpfs -o "size=$size" none "$folder"; cp -a "$folder.outside/." "$folder"
set +e; "$@"; code=$?; set -e
rm -rf "$folder.outside"; mkdir "$folder.outside"; cp -a "$folder/." "$folder.outside"
umount "$folder"; rm -rf "$folder"; mv "$folder.outside" "$folder"
exit "$code"
"""
MAY_ACT_ON_ANY_FILE = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
DROP_CAPABILITY = 24  # PR_CAPBSET_DROP


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def run(
    *arguments: str | Path,
    within: tuple[str, ...] = (),
    before: Callable[[], None] | None = None,
    settings: dict[str, str] | None = None,
) -> Ended:
    """Run a command line in a process of its own, `within` another command."""
    done = subprocess.run(
        [*within, sys.executable, "-m", "ingest", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **(settings or {})},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return Ended(done.returncode, done.stdout, done.stderr)


def with_largest_file(size: int) -> Callable[[], None]:
    """Let no file of the process grow beyond `size` bytes; much like a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def in_small(folder: Path, size: int) -> tuple[str, ...]:
    """Run a command with `folder` on a file system of `size` bytes."""
    allowed = subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
    )
    if allowed.returncode:
        pytest.skip("this machine lets nobody mount a file system, not even for himself")
    return ("unshare", "-rm", "sh", "-c", IN_SMALL, "sh", str(size), str(folder))


def as_anyone() -> None:
    """Let root be bound by permissions like anyone else."""
    for capability in MAY_ACT_ON_ANY_FILE:
        ctypes.CDLL(None).prctl(DROP_CAPABILITY, capability, 0, 0, 0)


@contextmanager
def held(path: Path, by: str) -> Iterator[subprocess.Popen[str]]:
    """Hold a database open in another process: a "reader" or a "writer"."""
    command = [sys.executable, "-c", HOLD, str(path), by]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert int(process.stdout.readline()) > 0
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Give a place for a published file, in a folder of its own."""
    folder = tmp_path / "warehouse"
    folder.mkdir()
    return folder / "casecount.duckdb"


@pytest.fixture
def samples(database: Path, sample_warehouse: Path) -> Path:
    """Give a copy of the samples' warehouse."""
    copy_warehouse(sample_warehouse, database)
    return database


def is_one_line(ended: Ended, *words: str) -> bool:
    """Whether a command failed with one line (after progress) that has these words."""
    lines = [line for line in ended.err.splitlines() if not line.startswith("… ")]
    return (ended.code, len(lines)) == (1, 1) and all(each in lines[0] for each in words)


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["small file system", "limit on files"])
def test_a_load_onto_a_full_disk(database: Path, tmp_path: Path, fault: str) -> None:
    small = {"CASECOUNT_BATCH_RECORDS": "20"}
    path = write_articles(tmp_path / "a.jsonl", 1)
    assert run("load", "--database", database, path).code == 0
    write_articles(path, 300)
    size = work_path(database).stat().st_size
    if fault == "limit on files":
        limit = with_largest_file(100_000)  # the log beside it grows beyond that
        ended = run("load", "--database", database, path, before=limit, settings=small)
        assert is_one_line(ended, "ulimit", "run it"), ended.err
    else:
        within = in_small(database.parent, size + 200_000)
        ended = run("load", "--database", database, path, within=within, settings=small)
        assert is_one_line(ended, "the disk is full", "run the same command again"), ended.err
    noted, there = counts_of_runs(database)
    assert 0 < there == noted < 300
    again = run("load", "--database", database, path, settings=small)
    assert (again.code, counts_of_runs(database)) == (0, (300, 300))
    whole = tmp_path / "whole" / "casecount.duckdb"
    assert run("load", "--database", whole, path).code == 0
    assert raw_content(database) == raw_content(whole)


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["small file system", "limit on files"])
def test_a_publish_onto_a_full_disk(samples: Path, fault: str) -> None:
    before = samples.read_bytes()
    if fault == "limit on files":
        ended = run("publish", "--database", samples, before=with_largest_file(len(before) // 2))
        assert is_one_line(ended, "ulimit"), ended.err
    else:
        there = sum(path.stat().st_size for path in samples.parent.rglob("*") if path.is_file())
        within = in_small(samples.parent, there + 3 * MB)
        ended = run("publish", "--database", samples, within=within)
        assert is_one_line(ended, "the disk is full"), ended.err
    assert samples.read_bytes() == before
    assert sorted(path.name for path in samples.parent.iterdir()) == ["build", samples.name]
    assert run("publish", "--database", samples).code == 0


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["small file system", "limit on files"])
def test_a_build_onto_a_full_disk(samples: Path, tmp_path: Path, fault: str) -> None:
    path = write_articles(tmp_path / "a.jsonl", 300)
    assert run("load", "--database", samples, path).code == 0
    before, content = samples.read_bytes(), raw_content(samples)
    size = work_path(samples).stat().st_size
    if fault == "limit on files":
        ended = run("build", "--database", samples, before=with_largest_file(size))
        assert "ulimit" in ended.err
    else:
        there = sum(path.stat().st_size for path in samples.parent.rglob("*") if path.is_file())
        within = in_small(samples.parent, there + 2 * MB)
        ended = run("build", "--database", samples, within=within)
        assert "the disk is full" in ended.err
    assert "nothing was published" in ended.err
    assert (ended.code, len(ended.err.splitlines())) == (1, 1), ended.err
    assert samples.read_bytes() == before
    assert raw_content(samples) == content
    assert is_one_line(run("publish", "--database", samples), "nothing was published")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "command"),
    [
        ("folder", "publish"),
        ("folder", "update"),
        ("work folder", "update"),
        ("work database", "update"),
    ],
)
def test_a_place_that_may_not_be_written(
    samples: Path, tmp_path: Path, what: str, command: str
) -> None:
    paths = [write_articles(tmp_path / "a.jsonl", 1)] if command == "update" else []
    work = work_path(samples)
    forbidden = {"folder": samples.parent, "work folder": work.parent, "work database": work}[what]
    before = samples.read_bytes()
    mode = forbidden.stat().st_mode
    forbidden.chmod(0o555 if forbidden.is_dir() else 0o444)
    try:
        ended = run(command, "--database", samples, *paths, before=as_anyone)
        assert is_one_line(ended, "can't be written (permission denied)"), ended.err
        assert samples.read_bytes() == before
    finally:
        forbidden.chmod(mode)
    assert run("publish", "--database", samples, before=as_anyone).code == 0


def test_a_reader_in_another_process_is_not_disturbed(samples: Path) -> None:
    whole = published_content(samples)
    with held(samples, "reader") as reader:
        samples_before = samples.stat().st_ino
        assert run("publish", "--database", samples).code == 0
        assert samples.stat().st_ino != samples_before
        assert published_content(samples) == whole
        said, _ = reader.communicate("\n")
        assert int(said) > 0
    assert reader.returncode == 0


@pytest.mark.parametrize("command", ["load", "build", "publish"])
@pytest.mark.parametrize("by", ["reader", "writer"])
def test_a_work_database_that_another_has_open_is_named(
    casecount: Casecount, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, by: str
) -> None:
    path = write_articles(tmp_path / "a.jsonl", 1)
    casecount("load", path)
    monkeypatch.setattr("ingest.warehouse.database._LOCK_SECONDS", 0.3)
    with held(work_path(casecount.database), by) as other:
        done = casecount(command, *([path] if command == "load" else []))
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "another process is using it" in done.err
    assert f"process {other.pid}" in done.err


@pytest.mark.slow
def test_two_loads_at_once_wait_for_each_other(database: Path, tmp_path: Path) -> None:
    """Both make the database, if need be, and have half of their articles in common."""
    paths = [write_articles(tmp_path / f"{start}.jsonl", 80, start) for start in (0, 40)]
    settings = {"CASECOUNT_BATCH_RECORDS": "5", "CASECOUNT_LOCK_SECONDS": "120"}
    loads = [
        subprocess.Popen(
            [sys.executable, "-m", "ingest", "load", "--database", str(database), str(path)],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for path in paths
    ]
    said = [load.communicate()[0] for load in loads]
    assert [load.returncode for load in loads] == [0, 0], said
    assert counts_of_runs(database) == (120, 120)
    with duckdb.connect(work_path(database), read_only=True) as connection:
        runs = connection.execute(
            "select records_read, articles_new + articles_known from raw.runs"
        ).fetchall()
        ids = connection.execute("select distinct external_id from raw.articles").fetchall()
    assert runs == [(80, 80), (80, 80)]
    assert {name for (name,) in ids} == {str(article(number)["id"]) for number in range(120)}


@pytest.mark.slow
def test_a_load_while_dbt_builds(samples: Path, tmp_path: Path) -> None:
    path = write_articles(tmp_path / "a.jsonl", 1)
    before = samples.read_bytes()
    log = work_path(samples).with_name(f"{samples.stem}.dbt") / "logs" / "dbt.log"
    log.unlink(missing_ok=True)
    building = subprocess.Popen(
        [sys.executable, "-m", "ingest", "build", "--database", str(samples)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background job ignores Ctrl-C, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    deadline = time.monotonic() + 120
    while not (log.exists() and " OK " in log.read_text(encoding="utf-8")):
        assert building.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    ended = run("load", "--database", samples, path, settings={"CASECOUNT_LOCK_SECONDS": "0.5"})
    assert is_one_line(ended, "another process is using it", f"process {building.pid}"), ended.err
    building.send_signal(signal.SIGINT)
    _, err = building.communicate(timeout=120)
    assert (building.returncode, err.strip().splitlines()[-1][:7]) == (130, "stopped"), err
    assert samples.read_bytes() == before
    assert run("load", "--database", samples, path).code == 0


def test_a_clock_that_was_set_back_changes_nothing(casecount: Casecount, tmp_path: Path) -> None:
    paths = [write_articles(tmp_path / f"{start}.jsonl", 6, start) for start in (0, 3)]
    paths[0].write_text(paths[0].read_text() + "{broken\n")
    for path in paths:
        assert casecount("load", path).code == 0
    whole = casecount.content()
    work_path(casecount.database).unlink()
    for path in paths:
        assert casecount("load", path).code == 0
        set_clock_back(casecount.database)
    assert casecount.content() == whole


def test_what_was_left_of_a_removed_work_database_does_no_harm(
    casecount: Casecount, tmp_path: Path
) -> None:
    """Its log, a half-made new one, and what a query had put aside on disk."""
    path = write_articles(tmp_path / "a.jsonl", 3)
    casecount("load", path)
    whole = casecount.content()
    work = work_path(casecount.database)
    shutil.copyfile(work, work.with_name(f"{work.name}.new-4000000"))
    crash = "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); "
    crash += "c.execute('create table raw.more as select 1'); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", crash, work], check=False)
    log = work.with_name(f"{work.name}.wal")
    assert log.stat().st_size > 0
    work.unlink()
    aside = work.with_name(f"{work.name}.tmp")
    aside.mkdir()
    (aside / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(b"\0" * 1000)
    assert casecount("load", path).code == 0
    assert casecount.content() == whole
    assert sorted(path.name for path in work.parent.iterdir()) == [work.name]
