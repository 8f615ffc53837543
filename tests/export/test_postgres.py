"""The recipe of docs/exports.md copies the marts into a real PostgreSQL."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import duckdb_extension_postgres_scanner
import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

USER = "postgres"


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


def install() -> None:
    """Debian's package, where we may install it: as root, in continuous integration, say."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-q", "-y", "--no-install-recommends", "postgresql"],
        ):
            subprocess.run(command, env=environment, check=False, capture_output=True)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL of its own on a socket in a folder of its own; gives how to connect."""
    if programs() is None:
        install()
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed, and only root may install it (apt-get)")
    # PostgreSQL refuses to run as root.
    user = USER if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="casecount-pg-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        data = folder / "data"

        def command(program: str, *arguments: str) -> None:
            done = subprocess.run(
                [found / program, "-D", data, *arguments],
                user=user,
                cwd=folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr

        command("initdb", "-U", USER, "-A", "trust", "-E", "UTF8")
        settings = f"-k {folder} -c listen_addresses='' -c fsync=off"
        command("pg_ctl", "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield f"host={folder} user={USER} dbname=postgres"
        finally:
            command("pg_ctl", "-w", "-m", "immediate", "stop")


def extension() -> Path:
    """The extension that DuckDB would fetch, as a Python package brings it."""
    package = Path(duckdb_extension_postgres_scanner.__file__).parent
    (found,) = package.glob("**/*.duckdb_extension*")
    return found


def recipe() -> str:
    text = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"^```python\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)
    return str(script)


def test_recipe_copies_every_table_and_may_be_run_again(
    server: str, sample_warehouse: Path, tmp_path: Path
) -> None:
    home = {"HOME": str(tmp_path)}
    extensions: dict[str, str | bool | int | float | list[str]] = {
        "extension_directory": str(tmp_path / ".duckdb" / "extensions")
    }
    with duckdb.connect(config=extensions) as connection:
        # So that the recipe's "install" finds it there, without a network.
        connection.execute(f"install '{extension()}'")
    (tmp_path / "casecount.duckdb").symlink_to(sample_warehouse)
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", recipe()],
            cwd=tmp_path,
            env={**os.environ, **home, "POSTGRES": server},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    with duckdb.connect(config=extensions) as connection:
        connection.execute("load postgres_scanner")
        connection.execute(f"attach '{sample_warehouse}' as casecount (read_only)")
        connection.execute(f"attach '{server}' as target (type postgres, read_only)")
        connection.execute("use casecount")
        tables = [row[0] for row in connection.execute("select table_name from readme").fetchall()]
        assert f"copied {len(tables)} tables" in done.stdout
        for table in tables:
            there = connection.execute(f"select count(*) from target.public.{table}").fetchone()
            assert there == connection.execute(f"select count(*) from {table}").fetchone(), table
        query = "select sum(arrested_count), max(operation_date), bool_or(has_conflict) from {}"
        there = connection.execute(query.format("target.public.fct_arrests")).fetchone()
        assert there == connection.execute(query.format("fct_arrests")).fetchone()
