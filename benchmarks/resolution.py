"""What resolving costs: `python -m benchmarks.resolution [--sizes 100000 1000000] [--day 20000]`.

Writes generated reports (resolution.sql: a realistic number of reports per operation and of shared
numbers) straight into the raw tables of a work database, builds it whole, adds one day's figures
and builds again, each in a process of its own. Prints, for each size, seconds, the most memory,
and which stages took the time.

With --folder the databases stay, and --steps takes one step at a time (five million figures take a
while): `--folder DIR --sizes 5000000 --steps fill`, then `build`, then `day`; `--models 20` prints
the slowest models and tests of each build. What two cores need: `taskset -c 0,1 python -m …`.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.warehouse.database import open_work, work_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

ROOT = Path(__file__).resolve().parent.parent
MADE = (ROOT / "benchmarks" / "resolution.sql").read_text("utf-8")
FIGURES_AN_OPERATION = 3.5
FIGURES_A_REPORT = 1.6
OPERATIONS_A_DAY = 5_700  # so that one day prints 20,000 figures
FURTHER = 0.3  # of a day's figures are of operations of the ten days before
STEPS = ("fill", "build", "day")
BUILD = """
import json, resource, sys
from pathlib import Path
from ingest.warehouse.build import build
seconds = dict(build(Path(sys.argv[1])).seconds)
used = resource.getrusage(resource.RUSAGE_SELF)
json.dump([used.ru_maxrss, used.ru_utime + used.ru_stime, seconds], open(sys.argv[2], "w"))
"""


@dataclass(frozen=True)
class Cost:
    """One build: how many figures there were, what it took, and the seconds of each stage."""

    name: str
    figures: int
    seconds: float
    cpu_seconds: float
    peak_gb: float
    stages: Counter[str]
    models: Counter[str]

    def line(self) -> str:
        """Return the cost as a line of the table."""
        all_stages = sum(self.stages.values()) or 1
        shares = ", ".join(
            f"{stage} {seconds / all_stages:.0%}" for stage, seconds in self.stages.most_common(6)
        )
        used = f"{self.seconds:>8.1f} s {self.cpu_seconds:>8.1f} s {self.peak_gb:>6.2f} GB"
        return f"{self.name:<22} {self.figures:>10,} {used}  {shares}"


def add_reports(
    connection: duckdb.DuckDBPyConnection, first: int, operations: int, report: int, bands: int
) -> None:
    """Write reports of so many operations, from the first on: all, or a further one of each."""
    row = connection.execute("select coalesce(max(reading_number), 0) from raw.readings").fetchone()
    settings = {
        "first_operation": first,
        "operations": operations,
        "a_day": OPERATIONS_A_DAY,
        "first_report": report,
        "first_number": row[0] if row else 0,
        "bands": bands,
    }
    connection.execute(
        "create or replace temp table seeds_regions as from read_csv("
        f"'{ROOT / 'seeds' / 'regions.csv'}', header = true, all_varchar = true)"
    )
    for name, value in settings.items():
        connection.execute(f"set variable {name} = {value}")
    connection.execute(MADE)


def fill(database: Path, figures: int, bands: int) -> int:
    """Write about so many figures; return the number of operations."""
    operations = round(figures / FIGURES_AN_OPERATION)
    with open_work(database, create=True) as connection:
        # In parts, so that the memory it takes doesn't grow with the whole.
        for first in range(0, operations, 100_000):
            add_reports(connection, first, min(100_000, operations - first), 0, bands)
    return operations


def add_day(database: Path, operations: int, figures: int, bands: int) -> None:
    """Write about so many figures of a further day."""
    further = round(figures * FURTHER / FIGURES_A_REPORT)
    new = round(figures * (1 - FURTHER) / FIGURES_AN_OPERATION)
    with open_work(database) as connection:
        add_reports(connection, operations, new, 0, bands)
        start = max(0, operations - 10 * OPERATIONS_A_DAY)
        add_reports(connection, start, min(further, operations), 1000, bands)


def build(name: str, database: Path) -> Cost:
    """Build in a process of its own, and return what it cost."""
    started = time.perf_counter()
    with tempfile.NamedTemporaryFile("r", suffix=".json") as told:
        command = [sys.executable, "-c", BUILD, str(database), told.name]
        subprocess.run(command, check=True, cwd=ROOT)
        peak, cpu, steps = json.load(told)
    seconds = time.perf_counter() - started
    with open_work(database) as connection:
        row = connection.execute("select count(*) from raw.figures").fetchone()
    figures = row[0] if row else 0
    return Cost(name, figures, seconds, cpu, peak / 2**20, *stages(steps))


def stages(seconds: dict[str, Any]) -> tuple[Counter[str], Counter[str]]:
    """Return the seconds of a build: by folder (tests and seeds apart), and by step."""
    where = {path.stem: path.parent.name for path in (ROOT / "models").rglob("*.sql")}
    spent: Counter[str] = Counter()
    steps: Counter[str] = Counter()
    for step, own in seconds.items():
        kind, _, name, *_ = step.split(".")
        spent[where.get(name, kind) if kind == "model" else f"{kind}s"] += own
        steps[name] += own
    return spent, steps


def measure(database: Path, size: int, given: argparse.Namespace) -> Iterator[Cost]:
    """Take the steps that were asked for; give what each build cost."""
    operations = round(size / FIGURES_AN_OPERATION)
    if "fill" in given.steps:
        fill(database, size, given.bands)
    if "build" in given.steps:
        yield build("everything", database)
    if "day" in given.steps:
        add_day(database, operations, given.day, given.bands)
        yield build("and one day more", database)


def options() -> argparse.ArgumentParser:
    """Return what the command line takes."""
    parser = argparse.ArgumentParser(description="What resolving costs, against size.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--day", type=int, default=20_000, help="figures of the further day")
    parser.add_argument("--bands", type=int, default=16, help="bands of the wording's signature")
    parser.add_argument("--folder", type=Path, help="keep the databases in this folder")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS, help="which to take")
    parser.add_argument("--models", type=int, default=0, help="print so many of the slowest")
    return parser


def main() -> None:
    """Measure and print."""
    given = options().parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        print(
            f"{'build':<22} {'figures':>10} {'time':>10} {'processor':>10} {'memory':>9}  stages",
            flush=True,
        )
        for size in given.sizes:
            database = folder / f"resolution_{size}.duckdb"
            for cost in measure(database, size, given):
                print(cost.line(), flush=True)
                for name, seconds in cost.models.most_common(given.models):
                    print(f"    {seconds:>8.1f} s  {name}")
            if not given.folder:
                work_path(database).unlink()
    print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB")


if __name__ == "__main__":
    main()
