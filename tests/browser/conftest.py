"""A Superset of our own, started as `make bi` starts it, and a headless Chromium to look at it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from ingest.warehouse.database import work_path
from tests.browser.pages import Dashboards
from tests.browser.server import PASSWORD, USER, NotThereError, chromium, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@dataclass(frozen=True)
class Superset:
    """A Superset that runs, and the published file that it shows."""

    address: str
    database: Path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a headless Chromium; where there is none and none can be installed, skip."""
    try:
        with chromium() as browser:
            yield browser
    except NotThereError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def superset(
    sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Superset]:
    """Give a Superset that shows a copy of the samples' warehouse."""
    folder = tmp_path_factory.mktemp("superset")
    database = folder / "casecount.duckdb"
    shutil.copy(sample_warehouse, database)
    work_path(database).parent.mkdir()
    shutil.copy(work_path(sample_warehouse), work_path(database))
    with served(database, folder) as address:
        yield Superset(address, database)


@pytest.fixture(scope="session")
def dashboards(browser: Browser, superset: Superset) -> Iterator[Dashboards]:
    """Give a browser's page, logged in to Superset."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    opened = Dashboards(page, superset.address)
    opened.log_in(USER, PASSWORD)
    yield opened
    page.close()
