"""Superset as `make bi` starts it, looked at in a real browser."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.request import Request, urlopen

import duckdb
import pytest

from tests.browser.pages import SLUGS

if TYPE_CHECKING:
    from tests.browser.conftest import Superset
    from tests.browser.pages import Dashboards

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

PICTURES = Path(__file__).resolve().parent.parent.parent / "build" / "screenshots"
COUNTED = """
    select
        count(distinct operation_id),
        sum(count_value) filter (where measure_id = 'arrested'),
        sum(count_value) filter (where measure_id = 'rescued'),
        count(*) filter (where count_value is null and measure_id in ('arrested', 'rescued'))
    from facts
    where fact_table in ('fct_arrests', 'fct_rescues', 'fct_outcomes')
"""
ONE_MORE = """Police free 17 girls from a villa in Lyon

The Rhône Observer, 14 May 2024

LYON, France - Police arrested 41 suspected human traffickers and rescued 17 girls in an operation
in Lyon on Monday, 13 May 2024, the prosecutor's office said on Tuesday.
"""
BIG_NUMBERS = ("Operations", "People arrested", "People rescued", "Left out")


def ask(database: Path, sql: str) -> list[tuple[Any, ...]]:
    """What SQL gives."""
    with duckdb.connect(str(database), read_only=True) as warehouse:
        return warehouse.execute(sql).fetchall()


def shown(value: object) -> str:
    """A value as a table shows it."""
    if value is None:
        return "N/A"
    return f"{value:,}" if isinstance(value, int) else str(value)


def as_shown(rows: list[tuple[Any, ...]]) -> list[list[str]]:
    """Rows as a table shows them, in one order."""
    return sorted([shown(value) for value in row] for row in rows)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_chart_of_a_dashboard_shows_something(dashboards: Dashboards, slug: str) -> None:
    dashboards.open(slug)
    dashboards.picture(PICTURES, slug)
    assert len(dashboards.answers) >= 5
    failed = [answer for status, _, answer in dashboards.answers if status != 200]
    assert failed == []
    holders = dashboards.page.locator('[data-test="dashboard-component-chart-holder"]')
    for text in holders.all_inner_texts():
        assert "error" not in text.lower(), text
        assert "No results" not in text, text


def test_the_numbers_of_the_overview_are_those_of_sql(
    dashboards: Dashboards, superset: Superset
) -> None:
    dashboards.open("overview")
    numbers = ask(superset.database, COUNTED)[0]
    assert [dashboards.number(title) for title in BIG_NUMBERS] == [shown(n) for n in numbers]
    sums = ask(
        superset.database,
        """
        select
            measure_name, sum(count_value), sum(coalesce(count_low, 0)),
            case when count(*) = count(count_high) then sum(count_high) end,
            count(*) - count(count_value)
        from facts
        where fact_table in ('fct_arrests', 'fct_rescues', 'fct_outcomes')
        group by measure_name
        """,
    )
    assert sorted(dashboards.rows("What was counted, with its bounds")) == as_shown(sums)


def test_campaigns_show_levels_from_the_latest_totals_and_rises(
    dashboards: Dashboards, superset: Superset
) -> None:
    dashboards.open("campaigns")
    latest = ask(
        superset.database,
        """
        select
            campaign_name, country_name, agency_name, measure_name, category_name,
            window_start_date, as_of_date, running_total, count_text, 'Sentences'
        from latest_campaign_totals
        """,
    )
    assert sorted(dashboards.rows("Latest totals: levels, never added")) == as_shown(latest)
    rises = ask(
        superset.database,
        """
        select
            campaign_name, measure_name, category_name, previous_as_of_date, as_of_date,
            previous_running_total, running_total, rise, rise_low, rise_high, 'Sentences'
        from campaign_rises
        """,
    )
    assert sorted(dashboards.rows("Rises between totals: what may be added")) == as_shown(rises)


def test_countries_and_trust_show_what_sql_gives(
    dashboards: Dashboards, superset: Superset
) -> None:
    dashboards.open("agencies-and-regions")
    countries = ask(
        superset.database,
        """
        select
            country_name, count(distinct operation_id),
            sum(count_value) filter (where measure_id = 'arrested'),
            sum(coalesce(count_low, 0)) filter (where measure_id = 'arrested'),
            sum(count_value) filter (where measure_id = 'rescued'),
            sum(coalesce(count_low, 0)) filter (where measure_id = 'rescued'),
            count(*) filter (where count_value is null and measure_id in ('arrested', 'rescued'))
        from facts
        where fact_table in ('fct_arrests', 'fct_rescues', 'fct_outcomes')
        group by country_name
        """,
    )
    assert sorted(dashboards.rows("Countries")) == as_shown(countries)
    dashboards.open("trust")
    facts, single, disputed = ask(
        superset.database,
        "select count(*), round(100 * avg((outlet_count < 2)::int))::int,"
        " count(*) filter (where has_conflict) from facts",
    )[0]
    assert dashboards.number("Facts") == shown(facts)
    assert dashboards.number("From one outlet only") == f"{single}%"
    assert dashboards.number("Disputed") == shown(disputed)
    assert len(dashboards.rows("Who disagrees")) == len(
        ask(superset.database, "from disagreements")
    )


def test_a_filter_of_the_bar_filters_the_page(dashboards: Dashboards, superset: Superset) -> None:
    dashboards.open("overview")
    before = dashboards.number("People arrested")
    dashboards.choose("subject", "human_trafficking")
    numbers = ask(superset.database, f"{COUNTED} and subject = 'human_trafficking'")[0]
    assert dashboards.number("People arrested") != before
    assert [dashboards.number(title) for title in BIG_NUMBERS] == [shown(n) for n in numbers]


@pytest.mark.parametrize("slug", SLUGS)
def test_filters_reach_every_chart(dashboards: Dashboards, slug: str) -> None:
    """Only what was read (coverage) has no subject, agency or country to filter by."""
    wanted = {
        "subject": ("subject", "human_trafficking"),
        "country": ("country_name", "China"),
        "agency": ("agency_name", "Ministry of Public Security"),
        "category": ("category_name", "Children"),
    }
    dashboards.open(slug, **wanted)
    seen = 0
    for status, asked, answer in dashboards.answers:
        assert status == 200, answer
        if asked["form_data"].get("viz_type") == "filter_select":
            continue
        filters = {f["col"] for query in asked["queries"] for f in query["filters"]}
        assert {column for column, _ in wanted.values()} <= filters
        refused = answer["result"][0].get("rejected_filters") or []
        assert refused == [] or asked["form_data"]["metric"] == "articles"
        seen += 1
    assert seen >= 2


def test_a_click_leads_from_an_operation_to_its_sentences_and_on_to_one_fact(
    dashboards: Dashboards, superset: Superset
) -> None:
    dashboards.open("overview")
    link = dashboards.page.locator('a[href*="dashboard/sentences"]').first
    href = link.get_attribute("href") or ""
    operation = "op_" + href.partition("op_")[2][:16]
    link.click()
    dashboards.page.wait_for_url("**/dashboard/sentences/**")
    dashboards.wait()
    expected = ask(
        superset.database,
        f"select fact_id, sentence_text from sentences where operation_id = '{operation}'",
    )
    rows = dashboards.rows("Sentences behind them")
    assert sorted((row[0], row[3]) for row in rows) == sorted(expected)

    cell = dashboards.chart("Facts").locator("tbody tr td").first
    fact = cell.inner_text().strip()
    dashboards.click(cell)
    rows = dashboards.rows("Sentences behind them")
    assert {row[0] for row in rows} == {fact}
    assert len(rows) == sum(fact_id == fact for fact_id, _ in expected)


def test_the_sql_editor_reads_the_warehouse_and_nothing_else(
    dashboards: Dashboards, superset: Superset
) -> None:
    dashboards.open("overview")
    status, answer = dashboards.run_sql("select count(*) as facts from facts")
    assert status == 200, answer
    before = superset.database.read_bytes()
    for sql in (
        "select content from read_text('/etc/passwd')",
        "select * from read_csv('/etc/passwd')",
        "select * from glob('/etc/*')",
        "attach '/tmp/other.duckdb' as other",
        "copy (select 1) to '/tmp/out.csv'",
        f"copy (select 1) to '{superset.database}.wal' (format csv)",
        f"copy (select 1) to '{superset.database}' (format csv, use_tmp_file false)",
        "create table mine as select 1",
        "set enable_external_access = true",
        "reset lock_configuration",
        "install httpfs",
        "explain analyze copy (select 1) to '/tmp/out.csv'",
    ):
        status, answer = dashboards.run_sql(sql)
        assert status != 200, (sql, answer)
        assert any(word in answer for word in ("refused", "disabled", "not allowed", "DML")), answer
    assert superset.database.read_bytes() == before
    assert list(superset.database.parent.glob("*.wal")) == []


def test_an_open_dashboard_shows_what_was_published_since(
    dashboards: Dashboards, superset: Superset, tmp_path: Path
) -> None:
    """Queries go on all the time, so that the old file never ceases to be open."""
    dashboards.open("overview")
    before = {title: int(dashboards.number(title).replace(",", "")) for title in BIG_NUMBERS}
    (build,) = ask(superset.database, "select build_id from about")[0]
    article = tmp_path / "one-more.txt"
    article.write_text(ONE_MORE, "utf-8")
    cookies = {c["name"]: c["value"] for c in dashboards.page.context.cookies()}
    with _Busy(superset.address, cookies, dashboards.answers[0][1]) as busy:
        command = ["update", str(article), "--database", str(superset.database)]
        casecount = [sys.executable, "-m", "ingest", *command]
        done = subprocess.run(casecount, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        dashboards.refresh()
    assert ask(superset.database, "select build_id from about") != [(build,)]
    after = {"Operations": 1, "People arrested": 41, "People rescued": 17, "Left out": 0}
    for title, more in after.items():
        assert dashboards.number(title) == shown(before[title] + more), title
    assert [s for s, _, _ in dashboards.answers if s != 200] == []
    assert busy.failures == []
    assert busy.asked > 3


class _Busy:
    """Someone else who goes on asking for numbers while a new build is published."""

    def __init__(self, address: str, cookies: dict[str, str], question: dict[str, Any]) -> None:
        self.asked = 0
        self.failures: list[str] = []
        self._stopped = threading.Event()
        body = json.dumps(question).encode()
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self._request = Request(  # noqa: S310 - of our own server
            f"{address}/api/v1/chart/data",
            data=body,
            headers={"Content-Type": "application/json", "Cookie": cookie},
        )
        self._threads = [threading.Thread(target=self._ask) for _ in range(2)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        while self.asked < 2 and not self.failures:
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        while not self._stopped.is_set():
            try:
                with urlopen(self._request, timeout=60) as answer:  # noqa: S310 - as above
                    answer.read()
                self.asked += 1
            except OSError as error:
                self.failures.append(str(error))
                return


def test_nothing_that_the_pages_load_comes_from_elsewhere(dashboards: Dashboards) -> None:
    for slug in SLUGS:
        dashboards.open(slug)
    assert dashboards.left_machine == []
