"""Killed at any moment, and run again: the warehouse is the one that was never killed."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from ingest.warehouse.database import work_path
from tests.warehouse.helpers import raw_content, write_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "articles"
# What says when something ran, not what it found.
CLOCKS = {"about"}


@dataclass(frozen=True, slots=True)
class Command:
    """A command that can be run to its end, or killed on the way."""

    arguments: tuple[str, ...]

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "ingest", *self.arguments],
            cwd=ROOT,
            env={**os.environ, "CASECOUNT_BATCH_RECORDS": "10", "CASECOUNT_LOCK_SECONDS": "30"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def finish(self) -> float:
        """Run to the end; returns the seconds it took."""
        began = time.monotonic()
        process = self.start()
        _, err = process.communicate(timeout=300)
        assert process.returncode == 0, err.decode()
        return time.monotonic() - began

    def kill_after(self, seconds: float) -> bool:
        """Run, and kill it (SIGKILL) after so many seconds; whether it was still running."""
        process = self.start()
        try:
            process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return True
        return False


def moments(count: int, until: float, seed: int) -> Iterator[float]:
    """Random moments while a command runs; start-up, where nothing is written, a little less."""
    chance = random.Random(seed)
    for _ in range(count):
        yield chance.uniform(0.2, 1.0) * until


def published_content(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of a published file, apart from clocks."""
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


def check_load(tmp_path: Path, kills: int, seed: int) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 400)
    articles.write_text(articles.read_text() + "{broken\n")
    whole = tmp_path / "whole" / "casecount.duckdb"
    seconds = Command(("load", str(articles), "--database", str(whole))).finish()
    killed = tmp_path / "killed" / "casecount.duckdb"
    command = Command(("load", str(articles), "--database", str(killed)))
    for moment in moments(kills, seconds, seed):
        command.kill_after(moment)
    command.finish()
    assert raw_content(killed) == raw_content(whole)


def check_build(tmp_path: Path, sample: Path, kills: int, seed: int) -> None:
    """Kill builds, publishing among them, over the samples; readers never see less than a whole."""
    database = tmp_path / "casecount.duckdb"
    work_path(database).parent.mkdir()
    shutil.copyfile(work_path(sample), work_path(database))
    command = Command(("build", "--database", str(database)))
    seconds = command.finish()
    whole = published_content(database)
    for moment in moments(kills, seconds, seed):
        command.kill_after(moment)
        assert published_content(database) == whole
    command.finish()
    assert published_content(database) == whole
    assert published_content(database) == published_content(sample)
    assert not [path.name for path in tmp_path.iterdir() if "draft" in path.name]


def check_publish(tmp_path: Path, sample: Path, kills: int, seed: int) -> None:
    database = tmp_path / "casecount.duckdb"
    work_path(database).parent.mkdir()
    shutil.copyfile(work_path(sample), work_path(database))
    command = Command(("publish", "--database", str(database)))
    seconds = command.finish()
    whole = published_content(database)
    for moment in moments(kills, seconds, seed):
        command.kill_after(moment)
        assert published_content(database) == whole
    database.unlink()
    for moment in moments(kills, seconds, seed + 1):
        command.kill_after(moment)
        assert not database.exists() or published_content(database) == whole
    command.finish()
    assert published_content(database) == whole


@pytest.mark.slow
def test_a_killed_load_goes_on(tmp_path: Path) -> None:
    check_load(tmp_path, kills=3, seed=1)


def test_a_killed_publish_leaves_the_published_file_whole(
    tmp_path: Path, sample_warehouse: Path
) -> None:
    check_publish(tmp_path, sample_warehouse, kills=1, seed=3)


@pytest.mark.slow
def test_loads_killed_many_times(tmp_path: Path) -> None:
    check_load(tmp_path, kills=12, seed=4)


@pytest.mark.slow
def test_builds_killed_many_times(tmp_path: Path, sample_warehouse: Path) -> None:
    check_build(tmp_path, sample_warehouse, kills=2, seed=5)


@pytest.mark.slow
def test_publishing_killed_many_times(tmp_path: Path, sample_warehouse: Path) -> None:
    check_publish(tmp_path, sample_warehouse, kills=8, seed=6)
