"""Fixtures that every test may use."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "articles"


# Tests that need one of these go to one worker: others would only wait while it is being made.
COSTLY = {"sample_warehouse": "samples", "warehouse_of": "samples", "project": "scenario"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together the quick tests that share what is costly to make."""
    for item in items:
        if item.get_closest_marker("slow") is not None:
            continue  # takes longer than to make it once more
        fixtures = getattr(item, "fixturenames", ())
        group = next((COSTLY[name] for name in fixtures if name in COSTLY), None)
        if group is not None and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(group))


def run_casecount(*arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the real command line in the clone, as a user would, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "ingest", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if check and done.returncode:
        pytest.fail(
            f"casecount {' '.join(map(str, arguments))} ended with {done.returncode}:\n"
            f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}",
            pytrace=False,
        )
    return done


def made_once(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], str | None]
) -> Path:
    """Return a folder that `make` filled, once per session, whichever worker asks first.

    `make` returns what went wrong, and nobody tries it again.
    """
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / f"warehouse-{name}"
    folder.mkdir(exist_ok=True)
    outcome = folder / "outcome.txt"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not outcome.exists():
            outcome.write_text(make(folder) or "")
        if failure := outcome.read_text():
            pytest.fail(failure, pytrace=False)
    return folder


def built_once(tmp_path_factory: pytest.TempPathFactory, name: str, *articles: Path) -> Path:
    """Build the warehouse of these articles once per session, whichever worker asks first."""

    def make(folder: Path) -> str | None:
        database = folder / "casecount.duckdb"
        done = run_casecount("warehouse", "--database", database, "--", *articles, check=False)
        if done.returncode == 0 and database.exists():
            return None
        said = f"{done.stdout[-6000:]}\n{done.stderr[-4000:]}"
        return f"casecount warehouse ended with {done.returncode}:\n{said}"

    return made_once(tmp_path_factory, name, make) / "casecount.duckdb"


@pytest.fixture(scope="session")
def warehouse_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Give a function (name, path, …) -> the published file of the articles at these paths."""
    return partial(built_once, tmp_path_factory)


@pytest.fixture(scope="session")
def sample_warehouse(warehouse_of: Callable[..., Path]) -> Path:
    """Give the published file of `make warehouse`: all our sample articles. Read only."""
    return warehouse_of("samples", ARTICLES)
