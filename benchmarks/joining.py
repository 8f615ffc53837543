"""How well reports are joined and resolved: `python -m benchmarks.joining [SCENARIO …]`.

A scenario is a folder with articles.jsonl, figures.jsonl (gold figures) and expected.json (the
facts that a person would state). It is loaded as a user would load it, into warehouses in a
temporary folder: once with its gold figures, which tries joining and resolving alone, once read by
the extractor, which tries the whole. Printed: F1, from 0 to 1, over pairs of articles that share
an operation and over the rows of each fact table (measure, category, count, bounds and conflict all
right), and the two sums beside the expected ones. Without an argument: our own scenario.

    --differences    print each row that is missing or too much
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from tests.conftest import run_casecount
from tests.scenario.world import agreement, differences

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "tests" / "scenario"
FILES = ("articles.jsonl", "figures.jsonl", "expected.json")
SUMS = """
    select
        (select coalesce(sum(arrested_count), 0)::bigint from fct_arrests),
        (select coalesce(sum(rescued_count), 0)::bigint from fct_rescues)
"""


def built(folder: Path, scenario: Path, *, is_given: bool) -> Path:
    """Load a scenario into a database in `folder`, build it, and return the published file."""
    database = folder / "casecount.duckdb"
    given = ("--figures", scenario / "figures.jsonl") if is_given else ()
    run_casecount("load", "--database", database, *given, scenario / "articles.jsonl")
    run_casecount("build", "--database", database)
    return database


def print_agreement(database: Path, world: dict[str, Any], *, with_rows: bool) -> None:
    """Print how far a warehouse agrees with the world of a scenario."""
    with duckdb.connect(str(database), read_only=True) as connection:
        for name, rate in agreement(connection, world).items():
            print(f"    {name:20} {rate:.3f}")
        sums = connection.execute(SUMS).fetchall()[0]
        for name, found in zip(("arrested", "rescued"), sums, strict=True):
            print(f"    sum {name:16} {found:,} of {world[f'sum_{name}']:,}")
        if with_rows:
            for line in differences(connection, world):
                print(f"    {line}")


def main() -> int:
    """Run the command line."""
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    words.add_argument("scenario", nargs="*", type=Path, default=[OWN])
    words.add_argument("--differences", action="store_true", help="print rows that differ")
    options = words.parse_args()
    for scenario in options.scenario:
        if missing := [name for name in FILES if not (scenario / name).is_file()]:
            raise SystemExit(f"{scenario}: has no {', '.join(missing)}; name a scenario's folder")
        world = json.loads((scenario / "expected.json").read_text(encoding="utf-8"))
        print(f"{scenario}: F1 of joining and resolving")
        for is_given in (True, False):
            print("  gold figures" if is_given else "  extracted figures", flush=True)
            with tempfile.TemporaryDirectory() as folder:
                database = built(Path(folder), scenario, is_given=is_given)
                print_agreement(database, world, with_rows=options.differences)
    return 0


if __name__ == "__main__":
    sys.exit(main())
