"""How long the report and the exports of a published warehouse take: `python -m benchmarks.report`.

Measures the commands as a user runs them, each in a process of its own. Fails where the report on
the sample articles takes longer than it may.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT_SECONDS = 5.0
ROUNDS = 3


def main() -> int:
    """Print a line a command: the least seconds of some rounds, processor time and size."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--database", type=Path, help="a published warehouse, else the samples")
    given = arguments.parse_args().database
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = given or folder / "casecount.duckdb"
        if given is None:
            _casecount("warehouse", "--database", str(database), "articles")
        seconds = _measure("report", database, folder, "report.html")
        for kind in ("parquet", "csv", "xlsx"):
            _measure("export", database, folder, kind, "--format", kind)
    if given is None and seconds > REPORT_SECONDS:
        print(f"the report took {seconds:.1f} s, more than {REPORT_SECONDS:.0f} s")
        return 1
    return 0


def _measure(command: str, database: Path, folder: Path, output: str, *options: str) -> float:
    best, processor, size = float("inf"), 0.0, 0
    for number in range(ROUNDS):
        target = folder / f"{number}-{output}"
        before, start = _processor(), time.perf_counter()
        _casecount(command, "--database", str(database), "--output", str(target), *options)
        seconds = time.perf_counter() - start
        if seconds < best:
            best, processor = seconds, _processor() - before
        files = [target] if target.is_file() else list(target.iterdir())
        size = sum(file.stat().st_size for file in files)
    print(
        f"{command} {output}: {best:.2f} s, {processor:.2f} s of processor, {size / 1e6:.1f} MB",
        flush=True,
    )
    return best


def _casecount(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "ingest", *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
