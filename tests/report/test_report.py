"""The report tells what SQL tells, leads to the sentences, and opens without network or script."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import duckdb
import pytest
from lxml import html

from ingest.cli import run
from ingest.warehouse.database import work_path

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement


@dataclass(frozen=True)
class Page:
    """A report that was written."""

    source: str

    @property
    def tree(self) -> HtmlElement:
        return html.fromstring(self.source)

    @property
    def text(self) -> str:
        return " ".join(self.tree.text_content().split())


def report_of(database: Path, folder: Path, *options: str) -> Page:
    output = folder / "report.html"
    assert run(["report", "--database", str(database), "--output", str(output), *options]) == 0
    assert [path.name for path in folder.iterdir() if "report" in path.name] == ["report.html"]
    return Page(output.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Page:
    return report_of(sample_warehouse, tmp_path_factory.mktemp("report"))


@pytest.fixture
def changed(sample_warehouse: Path, tmp_path: Path) -> Path:
    """A copy of the sample warehouse, to be changed: views kept as tables are views again."""
    database = tmp_path / "changed.duckdb"
    shutil.copyfile(sample_warehouse, database)
    with duckdb.connect(database) as connection:
        connection.execute(f"attach '{work_path(sample_warehouse)}' as work (read_only)")
        views = connection.execute(
            "select view_name, sql from duckdb_views() where database_name = 'work' and view_name "
            "in (select table_name from main.readme where table_kind = 'materialized view')"
        ).fetchall()
        for name, definition in views:
            connection.execute(f"drop table {name}")
            connection.execute(definition)
    return database


def ask(database: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(database, read_only=True) as connection:
        return connection.execute(query).fetchall()


def change(database: Path, *statements: str) -> None:
    with duckdb.connect(database) as connection:
        for statement in statements:
            connection.execute(statement)


def test_nothing_is_loaded_and_nothing_runs(page: Page) -> None:
    assert not page.tree.xpath("//script | //link | //img | //iframe | //object | //embed | //form")
    assert not page.tree.xpath("//@src | //@srcset | //@*[starts-with(name(), 'on')]")
    assert "url(" not in page.source
    assert "@import" not in page.source
    (policy,) = page.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


def test_links_lead_to_a_place_on_the_page_or_to_the_web(page: Page) -> None:
    ids = page.tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = page.tree.xpath("//a/@href")
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert all(re.match(r"#|https?://", link) for link in links)


def test_sums_are_those_of_sql(page: Page, sample_warehouse: Path) -> None:
    for measure, view, count in (
        ("arrested", "arrests", "arrested_count"),
        ("rescued", "rescues", "rescued_count"),
    ):
        ((told,),) = ask(
            sample_warehouse, f"select tally({count}, {count}_low, {count}_high) from {view}"
        )
        assert isinstance(told, dict)
        (big,) = page.tree.xpath(f"//*[@data-sum='{measure}']/text()")
        assert big == f"{told['count']:,}"
        (card,) = page.tree.xpath(f"//*[@data-sum='{measure}']/..")
        words = " ".join(card.text_content().split())
        assert f"{told['facts']} counts" in words
        assert (f"{told['undecided']} undecided" in words) == bool(told["undecided"])
        assert (f"{told['low']:,} to {told['high']:,}" in words) == (told["low"] != told["high"])


def test_countries_are_those_of_sql(page: Page, sample_warehouse: Path) -> None:
    (table,) = page.tree.xpath("//table[contains(@class, 'countries')]")
    told = {
        row.xpath("string(./th)"): [
            "".join(cell.xpath("./text()")).strip() for cell in row.xpath("./td")[:2]
        ]
        for row in table.xpath("./tbody/tr")
    }
    for place, (view, count) in enumerate((("arrests", "arrested"), ("rescues", "rescued"))):
        for name, number in ask(
            sample_warehouse,
            f"select country_name, sum({count}_count) from {view}_by_country group by all",
        ):
            assert told[str(name)][place] == ("undecided" if number is None else f"{number:,}")


def test_what_the_maps_cannot_place_is_printed(
    page: Page, sample_warehouse: Path, changed: Path, tmp_path: Path
) -> None:
    assert "has its place on the map" in page.text
    assert not page.tree.xpath("//*[@data-unplaced]")
    alternatives = page.tree.xpath("//*[@class='maps']//*[@role='img']/@aria-label")
    rows = ask(
        sample_warehouse,
        "select country_name, sum(arrested_count)::bigint from arrests_by_country "
        "group by country_name having count(*) = count(arrested_count) order by 2 desc limit 3",
    )
    assert len(alternatives) == 2
    assert all(f"{country} {count:,}" in alternatives[0] for country, count in rows)
    change(
        changed,
        "update fct_arrests set region_id = 'ZZ' where region_id like 'CN%'",
        "delete from bridge_operation_regions where region_id like 'CN%'",
    )
    later = report_of(changed, tmp_path)
    (told,) = later.tree.xpath("//*[@data-unplaced]")
    words = " ".join(told.text_content().split())
    assert words == "Not on the map: unknown or several countries, arrested: 608 in 1 operation."


def test_every_operation_has_its_line_and_every_fact_its_sentences(
    page: Page, sample_warehouse: Path
) -> None:
    lines = page.tree.xpath("//table[contains(@class, 'operations')]/tbody/tr")
    assert len(lines) == ask(sample_warehouse, "select count(*) from operations")[0][0]
    for fact, figures in ask(
        sample_warehouse,
        "select fact_id, count(*) from bridge_fact_figures group by fact_id order by fact_id",
    ):
        (section,) = page.tree.xpath(f"//section[@id='{fact}']")
        assert len(section.xpath(".//li[q/mark]")) == figures, fact
    (windhoek,) = page.tree.xpath("//table[contains(@class, 'operations')]//a[@class='disputed']")
    (section,) = page.tree.xpath(f"//section[@id='{windhoek.get('href')[1:]}']")
    assert [mark.text for mark in section.xpath(".//mark")] == ["96", "88"]


def test_campaigns_disagreements_and_exclusions_are_told(
    page: Page, sample_warehouse: Path
) -> None:
    for (total,) in ask(sample_warehouse, "select count_text from campaign_totals"):
        assert str(total) in page.text
    for (rise,) in ask(sample_warehouse, "select rise from campaign_rises where rise is not null"):
        assert page.tree.xpath(f"//td[normalize-space()='{rise:,}']")
    disagreements = page.tree.xpath("//h2[@id='disagreements']/..//tbody/tr")
    assert len(disagreements) == ask(sample_warehouse, "select count(*) from disagreements")[0][0]
    for (sentence,) in ask(
        sample_warehouse,
        "select sentence_text from figures where not starts_with(landed_in, 'fct_')",
    ):
        assert " ".join(str(sentence).split()) in page.text


def test_charts_say_in_words_what_they_show(page: Page) -> None:
    charts = page.tree.xpath("//div[@role='img']")
    drawings = [len(chart.xpath(".//svg[@aria-hidden='true']")) for chart in charts]
    assert drawings == [2, 1, 1, 2], "two maps stand between the charts, which have two widths"
    assert all(len(chart.get("aria-label")) > 40 for chart in charts)
    assert "most in 2011, 608" in charts[0].get("aria-label")
    for label in ("608", "138–146", "24–99"):
        assert charts[0].xpath(f".//text[.='{label}']"), label


def test_it_can_be_read_without_seeing_it(page: Page) -> None:
    assert page.tree.get("lang") == "en"
    assert len(page.tree.xpath("//h1")) == 1
    levels = [int(heading.tag[1]) for heading in page.tree.xpath("//h1|//h2|//h3|//h4")]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    for table in page.tree.xpath("//table"):
        assert table.xpath("./thead//th[@scope='col']")
        assert table.xpath("./tbody/tr/th[@scope='row'] | ./tbody/tr/td")
    assert all(region.get("aria-label") for region in page.tree.xpath("//*[@role='region']"))


def test_text_of_articles_stays_text(changed: Path, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e"
    change(
        changed,
        f"update dim_outlet set outlet_name = '{evil}' || outlet_id",
        f"update dim_operation set operation_name = '{evil}'",
        f"update dim_campaign set campaign_name = '{evil}'",
        f"update dim_agency set agency_name = '{evil}' where agency_id <> 'unknown'",
        f"update fct_figures set sentence_text = sentence_text || '{evil}'",
        "update dim_article set url = 'javascript:alert(1)'",
    )
    page = report_of(changed, tmp_path)
    assert not page.tree.xpath("//script | //img | //@onerror")
    assert "javascript:" not in page.source
    assert "\u202e" not in page.source
    assert "<script>alert(1)</script>" in page.text
    assert not page.tree.xpath("//a[not(starts-with(@href, '#'))]")


def test_coarse_dates_are_left_out_of_the_chart_and_counted(changed: Path, tmp_path: Path) -> None:
    china = "operation_id = (select operation_id from fct_arrests where arrested_count = 608)"
    change(changed, f"update dim_operation set date_precision = 'unknown' where {china}")
    page = report_of(changed, tmp_path)
    (note,) = page.tree.xpath("//p[@data-undated]")
    words = " ".join(note.text_content().split())
    assert "1 count of arrested with 608" in words
    assert "1 count of rescued with 178" in words
    chart, *_ = page.tree.xpath("//div[@role='img']")
    assert not chart.xpath(".//text[.='608']")
    (big,) = page.tree.xpath("//*[@data-sum='arrested']/text()")
    assert big == "811"


def test_months_where_all_is_within_three_years(changed: Path, tmp_path: Path) -> None:
    change(
        changed,
        *(
            f"delete from {table} where operation_id in "
            "(select operation_id from dim_operation where coalesce(year(start_date), 0) < 2022)"
            for table in ("fct_arrests", "fct_rescues", "fct_outcomes")
        ),
        "update dim_operation set date_precision = 'month' where year(start_date) = 2024",
        "update dim_operation set date_precision = 'year' where year(start_date) = 2022",
        "delete from dim_operation where coalesce(year(start_date), 0) < 2022",
    )
    page = report_of(changed, tmp_path)
    (note,) = page.tree.xpath("//p[@data-undated]")
    assert "1 count of arrested with 14" in " ".join(note.text_content().split())
    months = page.tree.xpath("//h2[@id='time']/..//tbody/tr/th/text()")
    assert months[0] == "2023-06"
    assert months[-1] == "2024-01"
    assert len(months) == 8


def test_an_empty_warehouse_gives_a_page_that_says_so(changed: Path, tmp_path: Path) -> None:
    tables = [
        *("fct_arrests", "fct_rescues", "fct_outcomes", "fct_campaigns", "fct_period_totals"),
        *("fct_parts", "fct_figures", "bridge_fact_figures", "dim_operation", "dim_article"),
    ]
    change(changed, *(f"delete from {table}" for table in tables))
    page = report_of(changed, tmp_path)
    assert len(page.tree.xpath("//p[@class='empty']")) >= 7
    assert not page.tree.xpath("//svg")


def test_long_lists_are_cut_and_say_so(sample_warehouse: Path, tmp_path: Path) -> None:
    page = report_of(sample_warehouse, tmp_path, "--limit", "3")
    assert "The 3 largest of 15 operations" in page.text
    lines = page.tree.xpath("//table[contains(@class, 'operations')]/tbody/tr")
    assert len(lines) == 3
    assert len(page.tree.xpath("//table[contains(@class, 'countries')]/tbody/tr")) == 3
    countries = (
        "select count(distinct country_id) from "
        "(select country_id from arrests_by_country union all from "
        "(select country_id from rescues_by_country) union all select country_id from outcomes "
        "where measure_id = 'groups_dismantled')"
    )
    more = int(str(ask(sample_warehouse, countries)[0][0])) - 3
    assert f"{more} more countries" in page.text
    (big,) = page.tree.xpath("//*[@data-sum='arrested']/text()")
    assert big == "811"
    ids = set(page.tree.xpath("//@id"))
    assert {link[1:] for link in page.tree.xpath("//a/@href") if link[0] == "#"} <= ids


def test_a_place_that_cannot_be_written_is_one_line(
    sample_warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    output = tmp_path / "file" / "report.html"
    assert run(["report", "--database", str(sample_warehouse), "--output", str(output)]) == 1
    told = capsys.readouterr().err
    assert "can't be written" in told
    assert told.count("\n") == 1
