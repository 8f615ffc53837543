"""Fixtures of the warehouse's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.warehouse.helpers import Casecount

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def casecount(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Casecount:
    """Give the command line with a database of its own, in a folder of its own."""
    return Casecount(tmp_path / "casecount.duckdb", capsys)
