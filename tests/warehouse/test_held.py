"""What a build holds its own work to: one row per grain, and all generic tests in one step."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import duckdb
import pytest

from ingest.warehouse.database import work_path
from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.warehouse.helpers import Casecount

HELD = ROOT / "tests" / "data" / "generic_tests_hold.sql"


def test_generic_tests_wait_for_every_mart() -> None:
    listed = set(re.findall(r"'(\w+)'", HELD.read_text(encoding="utf-8")))
    marts = {path.stem for path in (ROOT / "models" / "marts").rglob("*.sql")}
    assert marts <= listed, "name what is new in tests/data/generic_tests_hold.sql"


@pytest.fixture
def loaded(casecount: Casecount) -> Casecount:
    """Give a work database with two sample articles, not built."""
    folder = casecount.database.parent / "in"
    folder.mkdir()
    for name in ("lake-volta-may-17.txt", "lake-volta-may-20.txt"):
        shutil.copy(ROOT / "articles" / name, folder)
    assert casecount("load", folder).code == 0
    return casecount


@pytest.mark.slow
def test_a_table_with_two_rows_of_one_key_fails_the_build(loaded: Casecount) -> None:
    with duckdb.connect(work_path(loaded.database)) as connection:
        connection.execute("insert into raw.figures from raw.figures limit 1")
    done = loaded("build")
    assert done.code == 1
    assert "is to hold one row per figure_id" in done.err


@pytest.mark.slow
def test_a_key_without_its_row_fails_the_build(loaded: Casecount) -> None:
    with duckdb.connect(work_path(loaded.database)) as connection:
        connection.execute("update raw.figures set category = 'nobody'")
    done = loaded("build")
    assert done.code == 1
    assert "these tests failed: relationships_" in done.err
    assert "nothing was published" in done.err
