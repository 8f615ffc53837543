"""The dashboards as code: what they show is there, and what they add up may be added up."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from jinja2 import Environment

ROOT = Path(__file__).resolve().parent.parent.parent
ASSETS = ROOT / "dashboards" / "assets"
NEVER_ADDED = {
    "campaign_totals",
    "latest_campaign_totals",
    "totals_beside_counts",
    "figures_left_out",
}


def read(folder: str) -> dict[str, dict[str, Any]]:
    """The files of one kind, by their names."""
    files = sorted((ASSETS / folder).rglob("*.yaml"))
    return {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in files}


DATASETS = read("datasets")
CHARTS = read("charts")
DASHBOARDS = read("dashboards")
EXPOSURES = {
    exposure["name"]: exposure
    for exposure in yaml.safe_load(
        (ROOT / "models" / "marts" / "exposures.yml").read_text("utf-8")
    )["exposures"]
}
NAMES = {dataset["uuid"]: name for name, dataset in DATASETS.items()}


def rendered(sql: str, **filters: list[str]) -> str:
    """SQL as Superset fills in its template under these filters."""
    environment = Environment(autoescape=False)  # noqa: S701 - this is no HTML
    environment.filters["where_in"] = lambda values: f"({str(values)[1:-1]})"
    return environment.from_string(sql).render(
        filter_values=lambda column: filters.get(column, []), get_time_filter=lambda _: {}
    )


def used_columns(params: dict[str, Any]) -> set[str]:
    """Columns that a chart names."""
    used = {*params.get("all_columns", []), params.get("entity"), params.get("x_axis")}
    groups = params.get("groupby", [])
    used |= {groups} if isinstance(groups, str) else set(groups)
    used |= {f["subject"] for f in params["adhoc_filters"] if f["expressionType"] == "SIMPLE"}
    return {column for column in used if column is not None}


def used_metrics(params: dict[str, Any]) -> set[str]:
    """Metrics that a chart names."""
    single = ("metric", "secondary_metric", "timeseries_limit_metric")
    return {params[key] for key in single if key in params} | set(params.get("metrics", []))


@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_has_its_columns_and_metrics(sample_warehouse: Path, name: str) -> None:
    dataset = DATASETS[name]
    source = f"({rendered(dataset['sql'])})" if "sql" in dataset else name
    with duckdb.connect(str(sample_warehouse), read_only=True) as warehouse:
        columns = {row[0] for row in warehouse.execute(f"describe from {source}").fetchall()}
        for metric in dataset["metrics"]:
            assert metric["description"]
            expression = rendered(metric["expression"])
            warehouse.execute(f"select {expression} from {source}").fetchall()
        for column in dataset.get("columns", []):
            if "expression" in column:
                query = f"select {column['expression']} from {source} limit 1"
                warehouse.execute(query).fetchall()
                columns.add(column["column_name"])
            assert column["column_name"] in columns
    for chart in CHARTS.values():
        if chart["dataset_uuid"] == dataset["uuid"]:
            assert used_columns(chart["params"]) <= columns, chart["slice_name"]


def test_the_sentences_of_the_chosen_facts_are_those_of_the_view(sample_warehouse: Path) -> None:
    with duckdb.connect(str(sample_warehouse), read_only=True) as warehouse:
        (fact,) = warehouse.execute("select max(fact_id) from facts").fetchall()[0]
        for column, value in (("country_name", "Kenya"), ("fact_id", fact)):
            sql = rendered(DATASETS["sentences"]["sql"], **{column: [value]})
            rows = f"from ({{}}) where {column} = '{value}' order by all"
            shown = warehouse.execute(rows.format(sql)).fetchall()
            assert shown
            assert shown == warehouse.execute(rows.format("from sentences")).fetchall()


def test_the_largest_operations_are_all_where_there_are_few(sample_warehouse: Path) -> None:
    operations = """
        select operation_id, sum(count_value), count(*)
        from ({})
        where fact_table in ('fct_arrests', 'fct_rescues', 'fct_outcomes')
        group by operation_id
        order by all
    """
    with duckdb.connect(str(sample_warehouse), read_only=True) as warehouse:
        lines = rendered(DATASETS["operation_lines"]["sql"])
        shown = warehouse.execute(operations.format(lines)).fetchall()
        assert shown
        assert shown == warehouse.execute(operations.format("from facts")).fetchall()


def test_operations_are_counted_alike_in_both_ways(sample_warehouse: Path) -> None:
    dataset = DATASETS["operation_facts"]
    (metric,) = [m for m in dataset["metrics"] if m["metric_name"] == "operations"]
    quick = rendered(metric["expression"])
    sure = rendered(metric["expression"], category_name=["Children"])
    assert quick != sure
    with duckdb.connect(str(sample_warehouse), read_only=True) as warehouse:
        counts = warehouse.execute(
            f"select country_id, {quick}, {sure}, count(distinct operation_id) "
            f"from ({dataset['sql']}) group by country_id"
        ).fetchall()
    assert len(counts) > 3
    assert all(first == second == third for _, first, second, third in counts)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_names_metrics_of_its_dataset(name: str) -> None:
    dataset = DATASETS[NAMES[CHARTS[name]["dataset_uuid"]]]
    metrics = {metric["metric_name"] for metric in dataset["metrics"]}
    assert used_metrics(CHARTS[name]["params"]) <= metrics
    assert CHARTS[name]["description"]


@pytest.mark.parametrize("name", sorted(NEVER_ADDED))
def test_what_never_adds_up_is_never_added(name: str) -> None:
    for metric in DATASETS[name]["metrics"]:
        assert "SUM(" not in metric["expression"].upper()


@pytest.mark.parametrize("name", DASHBOARDS)
def test_a_dashboard_shows_charts_that_are_there_and_can_be_filtered(name: str) -> None:
    dashboard = DASHBOARDS[name]
    charts = {chart["uuid"]: chart for chart in CHARTS.values()}
    shown = {
        item["meta"]["uuid"]: item["meta"]["sliceName"]
        for item in dashboard["position"].values()
        if isinstance(item, dict) and item["type"] == "CHART"
    }
    assert shown == {uuid: charts[uuid]["slice_name"] for uuid in shown}
    filters = dashboard["metadata"]["native_filter_configuration"]
    assert {"Subject", "Country", "Agency", "Category", "Dates"} <= {f["name"] for f in filters}
    for uuid in shown:  # the filter of dates finds its column in each chart
        assert any(
            f.get("operator") == "TEMPORAL_RANGE" for f in charts[uuid]["params"]["adhoc_filters"]
        )


def test_every_chart_is_shown_somewhere() -> None:
    shown = {
        item["meta"]["uuid"]
        for dashboard in DASHBOARDS.values()
        for item in dashboard["position"].values()
        if isinstance(item, dict) and item["type"] == "CHART"
    }
    assert shown == {chart["uuid"] for chart in CHARTS.values()}


@pytest.mark.parametrize("name", DASHBOARDS)
def test_an_exposure_names_just_the_tables_that_a_dashboard_reads(name: str) -> None:
    datasets = {dataset["uuid"]: dataset for dataset in DATASETS.values()}
    charts = {chart["uuid"]: chart for chart in CHARTS.values()}
    dashboard = DASHBOARDS[name]
    uuids = {
        charts[item["meta"]["uuid"]]["dataset_uuid"]
        for item in dashboard["position"].values()
        if isinstance(item, dict) and item["type"] == "CHART"
    } | {
        target["datasetUuid"]
        for each in dashboard["metadata"]["native_filter_configuration"]
        for target in each["targets"]
        if "datasetUuid" in target
    }
    read_tables = set()
    with duckdb.connect() as connection:
        for uuid in uuids:
            sql = datasets[uuid].get("sql") or f"from {datasets[uuid]['table_name']}"
            read_tables |= connection.get_table_names(rendered(sql))
    exposure = EXPOSURES[f"dashboard_{name.replace('-', '_')}"]
    assert set(exposure["depends_on"]) == {f"ref('{table}')" for table in read_tables}


def test_the_report_is_an_exposure_of_what_it_reads() -> None:
    asked = (ROOT / "ingest" / "report" / "data.py").read_text("utf-8")
    models = {path.stem for path in (ROOT / "models" / "marts").rglob("*.sql")}
    read_tables = set(re.findall(r"\b(?:from|join)\s+(\w+)", asked)) & models
    read_tables |= {"arrests", "rescues", "arrests_by_country", "rescues_by_country"}  # {arrests}
    assert set(EXPOSURES["report"]["depends_on"]) == {f"ref('{table}')" for table in read_tables}
