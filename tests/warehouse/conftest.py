"""Fixtures of the warehouse's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import made_once
from tests.scenario.conftest import project
from tests.warehouse.helpers import Casecount, write_articles
from tests.warehouse.killing import Command, Updated, copy_warehouse

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["project"]  # the compiled SQL, for tests without dbt


@pytest.fixture
def casecount(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Casecount:
    """Give the command line with a database of its own, in a folder of its own."""
    return Casecount(tmp_path / "casecount.duckdb", capsys)


@pytest.fixture(scope="session")
def updated_samples(tmp_path_factory: pytest.TempPathFactory, sample_warehouse: Path) -> Updated:
    """Give the samples' warehouse updated with one article more and one that it has. Read only."""

    def make(folder: Path) -> None:
        updated = Updated(folder)
        copy_warehouse(sample_warehouse, updated.database)
        write_articles(updated.articles[0], 1)
        paths = map(str, updated.articles)
        done = Command(("update", *paths, "--database", str(updated.database))).finish()
        updated.said.write_text(done.said)
        updated.seconds.write_text(str(done.seconds))

    return Updated(made_once(tmp_path_factory, "updated", make))
