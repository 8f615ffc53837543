"""A command that takes several steps is not cut in on: others wait, in order, or say for whom."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from ingest.warehouse.build import Built
from ingest.warehouse.database import work_path
from ingest.warehouse.publish import Published
from tests.warehouse.helpers import Casecount, write_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
# Between its two looks at the work database it has no file of it open, as a build before a publish.
TWO_STEPS = """
import sys
from pathlib import Path
from ingest.warehouse.database import open_work, undisturbed

database = Path(sys.argv[1])
with undisturbed(database):
    for _ in range(2):
        with open_work(database) as work:
            count = work.execute("select count(*) from raw.articles").fetchone()[0]
        print(count, flush=True)
        sys.stdin.readline()
"""


@contextmanager
def in_two_steps(database: Path) -> Iterator[tuple[subprocess.Popen[str], IO[str], IO[str]]]:
    """Another process that has done the first of two steps, with its input and output."""
    process = subprocess.Popen(
        [sys.executable, "-c", TWO_STEPS, str(database)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "1\n"
        yield process, process.stdin, process.stdout
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def loaded(casecount: Casecount, tmp_path: Path) -> Casecount:
    """Give a work database with one article."""
    assert casecount("load", write_articles(tmp_path / "a.jsonl", 1)).code == 0
    return casecount


def test_a_load_that_waits_comes_after_the_last_step(loaded: Casecount, tmp_path: Path) -> None:
    more = write_articles(tmp_path / "b.jsonl", 2)
    lock = work_path(loaded.database).with_suffix(".lock")
    with in_two_steps(loaded.database) as (_, told, said):
        load = subprocess.Popen(
            [sys.executable, "-m", "ingest", "load", str(more), "--database", loaded.database],
            cwd=ROOT,
            env={**os.environ, "CASECOUNT_LOCK_SECONDS": "120"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        deadline = time.monotonic() + 60
        while not _has_open(load.pid, lock):
            assert load.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        told.write("\n")
        told.flush()
        assert said.readline() == "1\n"
        assert load.poll() is None
        told.write("\n")
        told.flush()
        heard, _ = load.communicate(timeout=120)
    assert load.returncode == 0, heard
    assert loaded.raw("select count(*) from raw.articles") == [(2,)]
    assert not lock.exists()


def test_a_build_and_its_publish_are_one_turn(
    loaded: Casecount, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = work_path(loaded.database).with_suffix(".lock")
    turns: list[int] = []

    def build(*_: object, **__: object) -> Built:
        turns.append(lock.stat().st_ino)
        return Built(0, (), {})

    def publish(_: Path) -> Published:
        turns.append(lock.stat().st_ino)
        return Published("of nothing", 0, 0, 0)

    monkeypatch.setattr("ingest.commands.run_build", build)
    monkeypatch.setattr("ingest.commands.run_publish", publish)
    monkeypatch.setattr("ingest.commands.summarize", lambda _: None)
    monkeypatch.setattr("ingest.commands.say_summary", lambda _: None)
    assert loaded("build").code == 0
    assert len(turns) == 2
    assert turns[0] == turns[1]
    assert not lock.exists()


def _has_open(process: int, path: Path) -> bool:
    """Whether a process has a file open: waits for its lock."""
    for opened in Path(f"/proc/{process}/fd").glob("*"):
        try:
            if opened.readlink() == path.resolve():
                return True
        except OSError:
            continue
    return False


@pytest.mark.parametrize("command", ["load", "build", "publish"])
def test_who_holds_it_for_too_long_is_named(
    loaded: Casecount, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("ingest.warehouse.database._LOCK_SECONDS", 0.3)
    with in_two_steps(loaded.database) as (other, _, _):
        done = loaded(command, *([tmp_path / "a.jsonl"] if command == "load" else []))
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert f"another process is using it (casecount, process {other.pid})" in done.err


def test_who_is_killed_lets_go(loaded: Casecount, tmp_path: Path) -> None:
    with in_two_steps(loaded.database) as (other, _, _):
        other.kill()
        other.wait()
    assert loaded("load", write_articles(tmp_path / "b.jsonl", 2)).code == 0
    assert [path.name for path in work_path(loaded.database).parent.iterdir()] == [
        work_path(loaded.database).name
    ]
