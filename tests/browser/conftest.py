"""A Superset of our own, started as `make bi` starts it, and a headless Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.pages import Dashboards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "a-password-for-tests"  # noqa: S105 - of a server that ends with the tests
READY_SECONDS = 600
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Superset:
    """A Superset that runs, and the published file that it shows."""

    address: str
    database: Path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a headless Chromium; where there is none and none can be installed, skip."""
    found = subprocess.run(
        [ROOT / "scripts" / "browser.sh"], capture_output=True, text=True, check=False
    )
    if found.returncode:
        pytest.skip(found.stderr.strip().splitlines()[-1])
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=found.stdout.split()[-1], args=FLAGS, timeout=120_000
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def superset(
    sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Superset]:
    """Give a Superset that shows a copy of the samples' published file."""
    folder = tmp_path_factory.mktemp("superset")
    database = folder / "casecount.duckdb"
    shutil.copy(sample_warehouse, database)
    with (folder / "log.txt").open("w+") as log:
        port = _free_port()
        server = subprocess.Popen(
            [ROOT / "scripts" / "bi.sh", database, str(port)],
            env={
                **os.environ,
                "CASECOUNT_BI_HOME": str(folder / "home"),
                "CASECOUNT_BI_PASSWORD": PASSWORD,
            },
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_until_ready(server, folder / "log.txt")
            yield Superset(f"http://127.0.0.1:{port}", database)
        finally:
            server.terminate()
            server.wait(timeout=60)


@pytest.fixture(scope="session")
def dashboards(browser: Browser, superset: Superset) -> Iterator[Dashboards]:
    """Give a browser's page, logged in to Superset."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    opened = Dashboards(page, superset.address)
    opened.log_in("analyst", PASSWORD)
    yield opened
    page.close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def _wait_until_ready(server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while "Open http" not in log.read_text():
        if server.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"Superset did not start:\n{log.read_text()[-4000:]}", pytrace=False)
        time.sleep(0.5)
