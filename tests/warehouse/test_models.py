"""dbt's unit tests of the models: each rule on rows of its own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ingest.warehouse.build import run_dbt
from ingest.warehouse.database import work_path

if TYPE_CHECKING:
    from pathlib import Path


def test_unit_tests_of_the_models_pass(sample_warehouse: Path, tmp_path: Path) -> None:
    database = tmp_path / sample_warehouse.name
    work_path(database).parent.mkdir(parents=True)
    shutil.copy(work_path(sample_warehouse), work_path(database))
    assert run_dbt(database, "test", "--select=test_type:unit").steps >= 13
