"""How long the dashboards' queries take: `python -m benchmarks.dashboards [--figures 5000000]`.

Repeats what a build has made (with other ids, dates, places and agencies) until it holds so many
figures, publishes that, opens every dashboard on it in a real browser, and runs each query that a
chart or a filter asked for again, as Superset does: each on a connection of its own, of a process
that keeps the file open. Opens also what a click or a filter leads to. Ends with 1 if a query takes
longer than 300 ms.

With --as-it-is the published file is measured as it is: of a large build, say.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from ingest.warehouse.database import open_work, work_path
from ingest.warehouse.publish import publish
from tests.browser.pages import SLUGS, Dashboards
from tests.browser.server import PASSWORD, ROOT, USER, chromium, served

if TYPE_CHECKING:
    from types import ModuleType

LIMIT_MS = 300.0
RUNS = 5
KEYS = {
    "operation_id",
    "campaign_id",
    "article_id",
    "figure_id",
    "part_of_figure_id",
    "fact_id",
    "arrest_id",
    "rescue_id",
    "outcome_id",
    "campaign_total_id",
    "period_total_id",
}
REPEATED = (
    "dim_operation",
    "bridge_operation_regions",
    "bridge_operation_agencies",
    "dim_article",
    "fct_arrests",
    "fct_rescues",
    "fct_outcomes",
    "fct_figures",
    "fct_parts",
    "bridge_fact_figures",
)
CAMPAIGNS = ("dim_campaign", "fct_campaigns", "fct_period_totals")
A_CAMPAIGN_EVERY = 20  # repetitions: there are few campaigns, and many operations


def enlarge(database: Path, figures: int) -> None:
    """Repeat what the last build has made until there are about so many figures, and publish it."""
    with open_work(database) as connection:
        connection.execute("set preserve_insertion_order = false")
        have = _number(connection, "select count(*) from fct_figures")
        copies = max(1, figures // have)
        connection.execute("set variable regions = (select list(region_id) from dim_region)")
        connection.execute("set variable agencies = (select list(agency_id) from dim_agency)")
        for table in (*REPEATED, *CAMPAIGNS):
            step = A_CAMPAIGN_EVERY if table in CAMPAIGNS else 1
            connection.execute(_repeated(connection, table, copies, step))
    publish(database)


def _repeated(connection: duckdb.DuckDBPyConnection, table: str, copies: int, step: int) -> str:
    """The statement that adds the further copies of a table's rows."""
    columns = []
    for name, kind, *_ in connection.execute(f"describe {table}").fetchall():
        if name in KEYS:
            columns.append(f"{name}[:4] || md5({name} || i)[:16]")  # as random as real ids
        elif name == "region_id":
            columns.append("getvariable('regions')[1 + i % len(getvariable('regions'))]")
        elif name == "agency_id":
            columns.append("getvariable('agencies')[1 + (7 * i) % len(getvariable('agencies'))]")
        elif kind == "DATE":
            columns.append(f"({name} - to_days(((31 * i) % 3650)::int))::date")
        else:
            columns.append(name)
    return (
        f"insert into {table} select {', '.join(columns)}"  # noqa: S608 - of our own names
        f" from {table}, range({step}, {copies}, {step}) as copies (i)"
    )


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(connection.execute(query).fetchall()[0][0])


def asked_queries(database: Path, folder: Path) -> list[tuple[str, str, str]]:
    """Every query that the dashboards ask for: dashboard, chart or filter, SQL."""
    queries = []
    with served(database, folder) as address, chromium() as browser:
        dashboards = Dashboards(browser.new_page(viewport={"width": 1400, "height": 1000}), address)
        dashboards.log_in(USER, PASSWORD)
        pages: list[tuple[str, dict[str, tuple[str, str]]]] = [(slug, {}) for slug in SLUGS]
        for slug, filters in [*pages, *_filtered(database)]:
            dashboards.open(slug, **filters)
            page = slug if not filters else f"{slug} of one {next(iter(filters))}"
            for _, asked, answer in dashboards.answers:
                title = dashboards.title_of(asked)
                queries += [(page, title, result["query"]) for result in answer["result"]]
    return queries


def _filtered(database: Path) -> list[tuple[str, dict[str, tuple[str, str]]]]:
    """The pages that a click or a filter leads to: of a large fact, its operation, its country."""
    with duckdb.connect(str(database), read_only=True) as connection:
        fact, operation, country, subject = connection.execute(
            "select fact_id, operation_id, country_name, subject from facts "
            "where operation_id is not null order by count_value desc, fact_id limit 1"
        ).fetchall()[0]
    return [
        ("sentences", {"fact": ("fact_id", fact)}),
        ("sentences", {"operation": ("operation_id", operation)}),
        ("sentences", {"country": ("country_name", country)}),
        ("overview", {"subject": ("subject", subject)}),
        ("trust", {"country": ("country_name", country)}),
    ]


def median_ms(connect: ModuleType, database: Path, query: str) -> tuple[float, float]:
    """Milliseconds that a query takes on a new connection, connecting included, and of processor.

    Both are medians.
    """
    taken, used = [], []
    for _ in range(RUNS):
        start, started = time.perf_counter(), time.process_time()
        connection = connect.connect(database)
        connection.execute(query).fetchall()
        connection.close()
        taken.append((time.perf_counter() - start) * 1000)
        used.append((time.process_time() - started) * 1000)
    return statistics.median(taken), statistics.median(used)


def _published_file() -> ModuleType:
    """The module with which Superset opens the published file."""
    path = ROOT / "dashboards" / "server" / "published_file.py"
    spec = importlib.util.spec_from_file_location("published_file", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(database: Path, folder: Path) -> int:
    """Print a line for each query that the dashboards ask of `database`; how many are too slow."""
    queries = dict.fromkeys(asked_queries(database, folder))
    os.environ.setdefault("CASECOUNT_MEMORY_LIMIT", "2GB")
    opened = _published_file()
    with duckdb.connect(str(database), read_only=True) as connection:
        figures = _number(connection, "select count(*) from fct_figures")
    print(f"{figures:,} figures; {database.stat().st_size / 1e6:,.0f} MB")
    slow = 0
    for slug, title, query in queries:
        taken, used = median_ms(opened, database, query)
        slow += taken > LIMIT_MS
        mark = "  too slow" if taken > LIMIT_MS else ""
        print(f"{taken:>6.0f} ms, {used:>6.0f} of processor  {slug:<26} {title}{mark}", flush=True)
    print(f"{slow} of {len(queries)} queries take more than {LIMIT_MS:.0f} ms")
    return slow


def main() -> int:
    """Measure, print a line for each query, and return 1 if one is too slow."""
    parser = argparse.ArgumentParser(description="How long the dashboards' queries take.")
    parser.add_argument("--database", type=Path, default=Path("casecount.duckdb"))
    parser.add_argument("--figures", type=int, default=5_000_000)
    parser.add_argument("--as-it-is", action="store_true", help="measure the published file itself")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name).resolve()
        database = given.database.resolve()
        if not given.as_it_is:
            work = work_path(folder / database.name)
            work.parent.mkdir()
            shutil.copy(work_path(database), work)
            database = folder / database.name
            enlarge(database, given.figures)
        slow = measure(database, folder)
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
