"""Killed at any moment, and run again: the warehouse is the one that was never killed.

`CASECOUNT_SOAK_KILLS` sets how many kills there are in all (10 without it, 100 in `make soak`):
half fall on loads, three in ten on publishing, the rest on updates, which load, build and publish.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import duckdb
import pytest

from ingest.warehouse.database import work_path
from tests.warehouse.helpers import raw_content, write_articles
from tests.warehouse.killing import (
    Command,
    Killer,
    Updated,
    copy_warehouse,
    counts_of_runs,
    published_content,
    set_clock_back,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="follows processes in /proc"),
]

KILLS = int(os.environ.get("CASECOUNT_SOAK_KILLS", "10"))
LOADS = KILLS // 2
PUBLISHINGS = KILLS * 3 // 10
UPDATES = KILLS - LOADS - PUBLISHINGS
# With fewer kills than this, chance alone may leave a phase out.
ENOUGH = 15
SMALL_BATCHES = {"CASECOUNT_BATCH_RECORDS": "5"}


def files_beside(database: Path) -> list[str]:
    """What lies around the databases."""
    folders = (database.parent, work_path(database).parent)
    return sorted(path.name for folder in folders for path in folder.iterdir())


def test_a_killed_load_goes_on(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 200)
    articles.write_text(articles.read_text() + "{broken\n")
    whole, killed = (tmp_path / name / "casecount.duckdb" for name in ("whole", "killed"))
    arguments = ("load", str(articles), "--database")
    unharmed = Command((*arguments, str(whole)), SMALL_BATCHES).finish()
    content = raw_content(whole)

    def look() -> str:
        if not work_path(killed).exists():
            return "before there was a database"
        noted, there = counts_of_runs(killed)
        assert noted == there
        return "before an article" if not there else "midway" if there < 200 else "after all"

    def check() -> None:
        assert raw_content(killed) == content
        assert counts_of_runs(killed) == (200, 200)
        assert files_beside(killed) == files_beside(whole)

    command = Command(("load", str(articles), "--database", str(killed)), SMALL_BATCHES)
    killer = Killer(
        command,
        lambda: shutil.rmtree(killed.parent, ignore_errors=True),
        look,
        check,
        unharmed.seconds,
    )
    killer.kill(LOADS, random.Random(1))
    print(killer.told())
    assert LOADS < ENOUGH or killer.found["midway"]


def test_a_killed_publish_leaves_the_published_file_whole(
    tmp_path: Path, sample_warehouse: Path
) -> None:
    """In every other round there is no published file yet."""
    database = tmp_path / "killed" / "casecount.duckdb"
    whole = published_content(sample_warehouse)
    command = Command(("publish", "--database", str(database)))
    copy_warehouse(sample_warehouse, database)
    course = command.finish().seconds
    rounds = 0

    def prepare() -> None:
        nonlocal rounds
        copy_warehouse(sample_warehouse, database)
        rounds += 1
        if rounds % 2 == 0:
            database.unlink()

    def look() -> str:
        assert not database.exists() or published_content(database) == whole
        drafts = list(database.parent.glob(".*draft*"))
        before = "before a draft" if rounds % 2 else "before a draft or after all"
        return "with a draft" if drafts else before

    def check() -> None:
        assert published_content(database) == whole
        assert files_beside(database) == ["build", "casecount.duckdb", "casecount.work.duckdb"]

    killer = Killer(command, prepare, look, check, course)
    killer.kill(PUBLISHINGS, random.Random(2))
    print(killer.told())
    assert PUBLISHINGS < ENOUGH or killer.found["with a draft"]


def test_a_killed_update_goes_on(
    tmp_path: Path, sample_warehouse: Path, updated_samples: Updated
) -> None:
    """The clock, too, was set back by a year since what is there was loaded and built."""
    database = tmp_path / "killed" / "casecount.duckdb"
    before, after = published_content(sample_warehouse), published_content(updated_samples.database)
    assert before != after
    content = raw_content(updated_samples.database)

    def prepare() -> None:
        copy_warehouse(sample_warehouse, database)
        set_clock_back(database)

    def look() -> str:
        seen = published_content(database)
        assert seen in (before, after)
        state = "published" if seen == after else last_build(database)
        noted, there = counts_of_runs(database)
        assert noted == there
        return "before all is loaded" if there < len(content["articles"]) else state

    def check() -> None:
        assert raw_content(database) == content
        assert published_content(database) == after
        assert not [name for name in files_beside(database) if name.startswith(".")]

    paths = map(str, updated_samples.articles)
    command = Command(("update", *paths, "--database", str(database)))
    killer = Killer(command, prepare, look, check, float(updated_samples.seconds.read_text()))
    killer.kill(UPDATES, random.Random(3), in_a_row=4)
    print(killer.told())
    assert UPDATES < ENOUGH or killer.found["in the midst of a build"]


def last_build(database: Path) -> str:
    """How far the last build of a work database came."""
    with duckdb.connect(work_path(database), read_only=True) as connection:
        row = connection.execute(
            "select outcome, newest_reading = (select max(reading_number) from raw.readings) "
            "from raw.builds order by build_number desc limit 1"
        ).fetchone()
    assert row is not None
    outcome, is_of_all = row
    if not is_of_all:
        return "before a build"
    return "after a build" if outcome else "in the midst of a build"
