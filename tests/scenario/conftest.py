"""The compiled project and the worlds that several tests look into."""

from __future__ import annotations

import fcntl
import json
import os
import pickle
from pathlib import Path
from typing import Any

import pytest

from tests.scenario.engine import Project, compile_project, warehouse
from tests.scenario.rows import scenario_rows
from tests.scenario.world import Look

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give the project as SQL, compiled once, whichever worker asks first."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / "compiled-project"
    folder.mkdir(exist_ok=True)
    kept = folder / "project.pickle"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(compile_project(folder)))
    compiled = pickle.loads(kept.read_bytes())  # noqa: S301 - written a moment ago, by us
    assert isinstance(compiled, Project)
    return compiled


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """Give the facts that our scenario must give."""
    told: dict[str, Any] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
    return told


@pytest.fixture(scope="session")
def look(project: Project) -> Look:
    """Give the warehouse of our scenario, gold figures in, to look into. Read only."""
    return Look(warehouse(project, scenario_rows()))
