"""The compiled SQL of the dbt project, run in one in-memory DuckDB: no dbt, no files, no locks.

dbt compiles once; each run then takes a fraction of a second, so that property tests can afford
hundreds of worlds. What dbt alone does (hooks, contracts, tests, publishing) is not tested here.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.scenario.rows import Raw, Rows

ROOT = Path(__file__).resolve().parent.parent.parent
RAW_SQL = ROOT / "ingest" / "warehouse" / "raw.sql"
PUBLISHED_MACROS = ROOT / "macros" / "published"


@dataclass(frozen=True)
class Step:
    """One model: what it is called, how it is kept, and its SQL.

    ``scope`` tells which rows a scoped model replaces: a relation, its column, and the own columns.
    """

    relation: str
    kind: str
    sql: str
    scope: tuple[str, str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Seed:
    """One seed: what it is called, its file and the types of its columns."""

    relation: str
    path: Path
    types: Mapping[str, str]


@dataclass(frozen=True)
class Project:
    """The whole project as SQL, in the order in which it runs."""

    seeds: tuple[Seed, ...]
    steps: tuple[Step, ...]

    def told(self) -> dict[str, Any]:
        """Return the project as plain data, to be kept in a file."""
        seeds = [[seed.relation, str(seed.path), dict(seed.types)] for seed in self.seeds]
        steps = [[step.relation, step.kind, step.sql, step.scope] for step in self.steps]
        return {"seeds": seeds, "steps": steps}

    @classmethod
    def of(cls, told: dict[str, Any]) -> Project:
        """Return the project that was kept as plain data."""
        seeds = (Seed(relation, Path(path), types) for relation, path, types in told["seeds"])
        return cls(tuple(seeds), tuple(Step(*step) for step in told["steps"]))


def hash_of_sources() -> str:
    """Return a hash of all that compiling depends on: names and bytes of the dbt project."""
    folders = ("models", "macros", "seeds")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    paths += [ROOT / "dbt_project.yml", ROOT / "profiles.yml"]
    found = hashlib.sha256(str(ROOT).encode())
    for path in sorted(paths):
        found.update(str(path).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def compile_project(folder: Path) -> Project:
    """Let dbt compile the project against an empty work database in a folder of its own."""
    target = folder / "target"
    work_database = folder / "compiled.work.duckdb"
    environment = os.environ | {
        "CASECOUNT_WORK_DATABASE": str(work_database),
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    work_database.unlink(missing_ok=True)
    with duckdb.connect(str(work_database)) as connection:
        connection.execute(RAW_SQL.read_text(encoding="utf-8"))
    done = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("dbt")), "compile", "--full-refresh"),
            *("--quiet", "--project-dir", str(ROOT), "--profiles-dir", str(ROOT)),
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stdout[-4000:] + done.stderr[-4000:])
    return read_project(json.loads((target / "manifest.json").read_text(encoding="utf-8")))


def read_project(manifest: dict[str, Any]) -> Project:
    """Read seeds and models from a compiled manifest, in the order of their dependencies."""
    nodes = {
        name: node
        for name, node in manifest["nodes"].items()
        if node["resource_type"] in {"model", "seed"}
    }
    order = TopologicalSorter(
        {
            name: [each for each in node["depends_on"].get("nodes", []) if each in nodes]
            for name, node in nodes.items()
        }
    ).static_order()
    seeds, steps = [], []
    for node in map(nodes.__getitem__, order):
        relation = f"{node['schema']}.{node['alias']}"
        if node["resource_type"] == "seed":
            types = node["config"].get("column_types") or {}
            seeds.append(Seed(relation, ROOT / node["original_file_path"], types))
        elif (kind := node["config"]["materialized"]) != "ephemeral":
            sql = node["compiled_code"].replace(f'"{node["database"]}".', "")
            steps.append(Step(relation, kind, sql, scope_of(node["config"])))
    return Project(tuple(seeds), tuple(steps))


def scope_of(config: dict[str, Any]) -> tuple[str, str, tuple[str, ...]] | None:
    """Return which rows a scoped model replaces; null for any other model."""
    if config["materialized"] != "scoped":
        return None
    return f"intermediate.{config['scope']}", config["scope_column"], tuple(config["scope_keys"])


def start(project: Project, more_seed_rows: Mapping[str, Rows] | None = None) -> Any:
    """Return an in-memory database with empty raw tables, the seeds and the published macros."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute(RAW_SQL.read_text(encoding="utf-8"))
    relations = [seed.relation for seed in project.seeds]
    relations += [step.relation for step in project.steps]
    for schema in sorted({relation.split(".")[0] for relation in relations}):
        connection.execute(f"create schema if not exists {schema}")
    for seed in project.seeds:
        load_seed(connection, seed)
        for row in (more_seed_rows or {}).get(seed.relation.split(".")[1], []):
            insert(connection, seed.relation, [row])
    for path in sorted(PUBLISHED_MACROS.glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))
    return connection


def load_seed(connection: Any, seed: Seed) -> None:
    """Create the table of a seed, with the types that its YAML gives and guesses for the rest."""
    with seed.path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    types = {name: kind for name, kind in seed.types.items() if name in header}
    told = "".join(f", '{name}': '{kind}'" for name, kind in types.items())
    options = f", types = {{{told[2:]}}}" if told else ""
    connection.execute(
        f"create or replace table {seed.relation} as select * from read_csv("
        f"'{seed.path}', header = true, quote = '\"', escape = '\"', delim = ','{options})"
    )


def insert(connection: Any, table: str, rows: Rows) -> None:
    """Append rows of one form to a table."""
    if not rows:
        return
    columns = [
        name
        for (name,) in connection.execute(
            "select column_name from duckdb_columns() where schema_name || '.' || table_name = ?",
            [table],
        ).fetchall()
        if name in rows[0]
    ]
    values = [[row[name] for name in columns] for row in rows]
    frame = pandas.DataFrame(values, columns=columns, dtype=object)
    connection.register("rows_to_insert", frame)
    names = ", ".join(columns)
    connection.execute(f"insert into {table} ({names}) select {names} from rows_to_insert")
    connection.unregister("rows_to_insert")


def load(connection: Any, raw: Raw) -> None:
    """Append raw rows to the raw tables."""
    for table, rows in raw.tables().items():
        insert(connection, f"raw.{table}", rows)


def build(connection: Any, project: Project, only: Iterable[str] = ()) -> None:
    """Run the models in their order over what an earlier run left, as dbt does."""
    wanted = set(only)
    begin_build(connection)
    for step in project.steps:
        if wanted and step.relation.split(".")[1] not in wanted:
            continue
        try:
            run_step(connection, step)
        except duckdb.Error as error:
            message = f"{step.relation}: {error}"
            raise RuntimeError(message) from error
    connection.execute("update raw.builds set outcome = 'passed' where outcome is null")


def begin_build(connection: Any) -> None:
    """Note that a whole build begins, as the hooks do."""
    connection.execute(
        """
        insert into raw.builds
        select
            count(*) + 1, count(*) + 1, 'build', true,
            (select coalesce(max(reading_number), 0) from raw.readings),
            0, get_current_timestamp(), null, null, 'tests', false
        from raw.builds
        """
    )


def run_step(connection: Any, step: Step) -> None:
    """Make what one model makes: a view, a table, or the rows of a scope in a table that stays."""
    name, before = step.relation, f"{step.relation}_before"
    made = f"intermediate.{name.split('.')[1]}_made"
    if step.kind == "remembered" and exists(connection, name):
        connection.execute(f"create or replace table {before} as from {name}")
    elif step.scope and exists(connection, name) and not is_everything(connection):
        scope, column, keys = step.scope
        inside = " or ".join(f"{key} in (select s.{column} from {scope} as s)" for key in keys)
        drop(connection, made)
        connection.execute(f"create table {made} as\n{step.sql}")
        connection.execute(f"create or replace table {before} as from {name} where {inside}")
        connection.execute(f"delete from {name} where {inside}")
        connection.execute(f"insert into {name} by name from {made}")
        return
    kind = "view" if step.kind == "view" else "table"
    connection.execute(f"create or replace {kind} {name} as\n{step.sql}")
    if step.scope:
        drop(connection, made)
        connection.execute(f"create view {made} as from {name}")
    if step.scope or not exists(connection, before):
        connection.execute(f"create or replace table {before} as from {name} limit 0")


def drop(connection: Any, relation: str) -> None:
    """Drop a table or a view, if there is one of that name."""
    kind = "table" if exists(connection, relation) else "view"
    connection.execute(f"drop {kind} if exists {relation}")


def exists(connection: Any, relation: str) -> bool:
    """Return whether there is a relation of that name."""
    found = connection.execute(
        "select 1 from duckdb_tables() where schema_name || '.' || table_name = ?", [relation]
    )
    return found.fetchone() is not None


def is_everything(connection: Any) -> bool:
    """Return whether the build that runs looks at everything."""
    row = connection.execute("select is_everything from intermediate.int_build_scope").fetchone()
    return bool(row[0])


def warehouse(project: Project, raw: Raw, more_seed_rows: Mapping[str, Rows] | None = None) -> Any:
    """Return an in-memory database with everything built from these raw rows."""
    connection = start(project, more_seed_rows)
    load(connection, raw)
    build(connection, project)
    return connection
