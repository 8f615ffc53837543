"""From articles to the published file: `python -m benchmarks.scale [--sizes 10000 100000 1000000]`.

Generates a stream of news (stories.py: 20,000 articles a day), and for each size runs, each in
processes of its own as a user would: `load` into a fresh warehouse, `build` (dbt with all its
tests), `publish`, `again` (the same load once more, all known), and `day`: the next 20,000 articles
loaded, built and published. Prints for each stage its seconds, articles a second, share of the
whole, processor seconds, the most memory (all its processes together), and how large the files are.

With `--folder` the files stay, and `--steps` may name some of the stages, so that a long run can be
done in parts: `--steps generate load`, then `--steps build publish`, then `--steps day`.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from benchmarks.resolution import stages
from benchmarks.stories import ARTICLES_A_DAY, write_stream
from ingest.warehouse.database import work_path

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
STEPS = ("generate", "load", "build", "publish", "again", "day")
BUILD = """
import json, sys
from pathlib import Path
from ingest.warehouse.build import build
seconds = dict(build(Path(sys.argv[1])).seconds)
Path(sys.argv[2]).write_text(json.dumps(seconds))
"""
SAMPLED_SECONDS = 0.5


@dataclass(frozen=True)
class Cost:
    """What one stage took: wall and processor seconds, and the most memory of its processes."""

    stage: str
    articles: int
    seconds: float
    cpu_seconds: float
    peak_gb: float

    def line(self, whole: float) -> str:
        """Return a line of the table; `whole` is the seconds up to the published file."""
        share = f"{self.seconds / whole:>6.0%}" if whole else " " * 6
        rate = f"{self.articles / self.seconds:>10,.0f}"
        used = f"{self.cpu_seconds:>9.1f} s {self.peak_gb:>6.2f} GB"
        return f"  {self.stage:<22} {self.seconds:>9.1f} s {rate} /s {share} {used}"


def memory_of(root: int) -> int:
    """Bytes that a process and all below it hold, shared pages counted once."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            parent = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(stat.parent.name))
    waiting, total = [root], 0
    while waiting:
        process = waiting.pop()
        waiting += children.get(process, [])
        with contextlib.suppress(OSError):
            held = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
            total += int(re.search(r"^Pss:\s+(\d+)", held, re.MULTILINE)[1]) * 1024  # type: ignore[index]
    return total


def run(stage: str, articles: int, *arguments: str | Path) -> Cost:
    """Run Python with `arguments`, its memory sampled all the while."""
    before = os.times()
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *map(str, arguments)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    done, peak = threading.Event(), [0]

    def sample() -> None:
        while not done.wait(SAMPLED_SECONDS):
            peak[0] = max(peak[0], memory_of(process.pid))

    sampler = threading.Thread(target=sample)
    sampler.start()
    try:
        code = process.wait()
    finally:
        done.set()
        sampler.join()
    if code:
        raise SystemExit(f"{stage} ended with {code}")
    seconds = time.perf_counter() - started
    after = os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return Cost(stage, articles, seconds, cpu, peak[0] / 2**30)


def casecount(stage: str, articles: int, database: Path, *arguments: str | Path) -> Cost:
    """Run a casecount command, named first, on a database."""
    command, *rest = arguments
    return run(stage, articles, "-m", "ingest", command, "--database", database, *rest)


def build(stage: str, articles: int, database: Path) -> Cost:
    """Run dbt with its tests, without publishing."""
    return run(stage, articles, "-c", BUILD, database, told_of_build(database))


def told_of_build(database: Path) -> Path:
    """Where a build of this bench leaves the seconds of its steps."""
    return database.with_suffix(".build.json")


def build_shares(database: Path) -> str:
    """Where the last build's time went, by folder of the models; steps run two at a time."""
    folders, steps = stages(json.loads(told_of_build(database).read_text("utf-8")))
    whole = sum(folders.values()) or 1
    shares = ", ".join(f"{name} {seconds / whole:.0%}" for name, seconds in folders.most_common(7))
    slowest = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in steps.most_common(6))
    return f"    of the build's steps: {shares}\n    the slowest: {slowest}"


def megabytes(path: Path) -> str:
    """The size of a file with its log, in words."""
    files = [path, path.with_name(f"{path.name}.wal")]
    return f"{sum(file.stat().st_size for file in files if file.exists()) / 1e6:,.0f} MB"


def report_files(source: Path, database: Path) -> None:
    """Print how large the files are, and what the warehouse holds."""
    print(
        f"  files: articles {megabytes(source)}, work database {megabytes(work_path(database))}, "
        f"published {megabytes(database)}"
    )
    with duckdb.connect(database, read_only=True) as published:
        row = published.execute(
            "select (select count(*) from dim_article), (select count(*) from dim_article "
            "where copy_of is not null), (select count(*) from fct_figures), "
            "(select count(*) from dim_operation)"
        ).fetchone()
    there, copies, figures, operations = row or (0, 0, 0, 0)
    print(
        f"  published: {there:,} articles ({copies:,} copies), {figures:,} figures, "
        f"{operations:,} operations"
    )


def measure(size: int, day: int, folder: Path, steps: tuple[str, ...], workers: str) -> None:
    """Take the steps for one size, and print what they cost."""
    source, further = folder / f"news_{size}.jsonl", folder / f"day_{size}.jsonl"
    database = folder / f"scale_{size}.duckdb"
    print(f"{size:,} articles", flush=True)
    if "generate" in steps:
        write_stream(source, 0, size)
        write_stream(further, size, day)
    to_load = ("load", "--workers", workers, "--", source)
    whole: dict[str, Callable[[], Cost]] = {
        "load": lambda: casecount("load", size, database, *to_load),
        "build": lambda: build("build", size, database),
        "publish": lambda: casecount("publish", size, database, "publish"),
    }
    costs = [take() for step, take in whole.items() if step in steps]
    seconds = sum(cost.seconds for cost in costs)
    for cost in costs:
        print(cost.line(seconds if len(costs) == len(whole) else 0), flush=True)
    if "build" in steps:
        print(build_shares(database), flush=True)
    if len(costs) == len(whole):
        print(Cost("to the published file", size, seconds, 0, 0).line(0)[:50])
    if "publish" in steps:
        report_files(source, database)
    if "again" in steps:
        print(casecount("load, all known", size, database, *to_load).line(0), flush=True)
    if "day" in steps:
        measure_day(day, further, database, workers)


def measure_day(day: int, source: Path, database: Path, workers: str) -> None:
    """Load, build and publish one day more."""
    costs = [
        casecount("day: load", day, database, "load", "--workers", workers, "--", source),
        build("day: build", day, database),
        casecount("day: publish", day, database, "publish"),
    ]
    seconds = sum(cost.seconds for cost in costs)
    for cost in costs:
        print(cost.line(seconds))
    print(build_shares(database))
    print(f"  {day:,} articles more in {seconds:.1f} s", flush=True)
    report_files(source, database)


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description="From articles to the published file.")
    words.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    words.add_argument("--day", type=int, default=ARTICLES_A_DAY, help="articles of the day more")
    words.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    words.add_argument("--workers", default="2", help="processes that read")
    words.add_argument("--folder", type=Path, help="keep the files in this folder")
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        head = ("stage", "time", "articles", "share", "processor", "memory")
        print("  {:<22} {:>11} {:>13} {:>6} {:>11} {:>9}".format(*head))
        for size in given.sizes:
            measure(size, given.day, folder, tuple(given.steps), given.workers)
            if not given.folder:
                shutil.rmtree(folder)
                folder.mkdir()


if __name__ == "__main__":
    main()
