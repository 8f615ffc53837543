"""The compiled project and the worlds that several tests look into."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path
from typing import Any

import pytest

from tests.scenario.engine import ROOT, Project, compile_project, hash_of_sources, warehouse
from tests.scenario.rows import scenario_rows
from tests.scenario.world import Look

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def project() -> Project:
    """Give the project as SQL, compiled once for each state of its sources."""
    folder = ROOT / "build" / "compiled-for-tests"
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "project.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        sources = hash_of_sources()
        told = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
        if told.get("sources") != sources:
            told = {"sources": sources, "project": compile_project(folder).told()}
            kept.write_text(json.dumps(told), encoding="utf-8")
    return Project.of(told["project"])


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """Give the facts that our scenario must give."""
    told: dict[str, Any] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
    return told


@pytest.fixture(scope="session")
def look(project: Project) -> Look:
    """Give the warehouse of our scenario, gold figures in, to look into. Read only."""
    return Look(warehouse(project, scenario_rows()))
