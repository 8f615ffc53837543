"""Exports hold what the facts lead to, describe themselves, and do a spreadsheet no harm."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb
import frictionless
import openpyxl
import pytest

from ingest.cli import run
from ingest.export.files import FORMULA_STARTS

if TYPE_CHECKING:
    from pathlib import Path

KENYA = "country_id = 'KE'"


@dataclass(frozen=True)
class Export:
    """A folder that was written, with its descriptor."""

    folder: Path

    @property
    def descriptor(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "datapackage.json").read_text())
        return found

    def resource(self, name: str) -> dict[str, Any]:
        return next(r for r in self.descriptor["resources"] if r["name"] == name)

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))


def exported(database: Path, folder: Path, *options: str) -> Export:
    assert run(["export", "--database", str(database), "--output", str(folder), *options]) == 0
    return Export(folder)


@pytest.fixture(scope="module")
def kenya(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Export:
    folder = tmp_path_factory.mktemp("export") / "kenya"
    return exported(sample_warehouse, folder, "--format", "csv", "--where", KENYA)


@pytest.fixture
def hostile(sample_warehouse: Path, tmp_path: Path) -> Path:
    """A warehouse in which an outlet is called like a formula, and a sentence begins like one."""
    database = tmp_path / "hostile.duckdb"
    shutil.copyfile(sample_warehouse, database)
    with duckdb.connect(database) as connection:
        for number, start in enumerate(FORMULA_STARTS):
            connection.execute(
                "update dim_outlet set outlet_name = ? where outlet_id = (select outlet_id "
                "from dim_outlet order by outlet_id limit 1 offset ?)",
                [f"{start}cmd|' /C calc'!A0", number],
            )
        connection.execute("update fct_campaigns set running_total_low = -5")
    return database


def count(database: Path, query: str) -> int:
    with duckdb.connect(database, read_only=True) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def test_package_is_valid_and_every_key_finds_its_row(kenya: Export) -> None:
    report = frictionless.validate(kenya.folder / "datapackage.json")
    assert report.valid, report.to_summary()
    assert len(report.tasks) > 40
    keys = [k for r in kenya.descriptor["resources"] for k in r["schema"].get("foreignKeys", [])]
    assert len(keys) > 100


@pytest.mark.slow
def test_package_with_a_missing_row_is_not_valid(kenya: Export, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(kenya.folder, folder)
    agencies = folder / "dim_agency.csv"
    agencies.write_text(agencies.read_text(encoding="utf-8").splitlines()[0] + "\n")
    assert not frictionless.validate(folder / "datapackage.json").valid


def test_only_what_the_facts_lead_to(kenya: Export, sample_warehouse: Path) -> None:
    rescues = kenya.rows("fct_rescues")
    arrests = kenya.rows("fct_arrests")
    assert [row["rescued_count"] for row in rescues] == ["27"]
    assert [row["arrested_count"] for row in arrests] == ["9"]
    facts = {row["fact_id"] for row in kenya.rows("facts")}
    assert len(facts) == count(sample_warehouse, f"select count(*) from facts where {KENYA}")
    assert {row["fact_id"] for row in kenya.rows("bridge_fact_figures")} == facts
    behind = {row["figure_id"] for row in kenya.rows("bridge_fact_figures")}
    assert behind <= {row["figure_id"] for row in kenya.rows("figures")}
    outlets = {row["outlet_name"] for row in kenya.rows("dim_outlet")}
    assert "Coast Monitor" in outlets
    assert "Windhoek Standard" not in outlets
    assert {row["country_id"] for row in kenya.rows("operations")} == {"KE"}
    assert kenya.rows("rejects") == []


def test_an_operation_is_whole_where_one_of_its_facts_was_chosen(
    sample_warehouse: Path, tmp_path: Path
) -> None:
    where = f"{KENYA} and measure_id = 'rescued'"
    found = exported(sample_warehouse, tmp_path / "x", "--format", "csv", "--where", where)
    assert found.rows("fct_arrests") == []
    assert [row["arrested"] for row in found.rows("operations")] == ["9"]


def test_tables_and_columns_are_described(kenya: Export, sample_warehouse: Path) -> None:
    arrests = kenya.resource("fct_arrests")
    assert arrests["description"].startswith("One row per operation and category")
    assert "undecided_counts" in arrests["usageWarnings"]
    assert arrests["schema"]["primaryKey"] == ["arrest_id"]
    fields = {field["name"]: field for field in arrests["schema"]["fields"]}
    assert fields["arrested_count"]["type"] == "integer"
    assert fields["operation_date"]["type"] == "date"
    schemas = [resource["schema"] for resource in kenya.descriptor["resources"]]
    assert all(field["description"] for schema in schemas for field in schema["fields"])
    with duckdb.connect(sample_warehouse, read_only=True) as connection:
        public = connection.execute("select table_name from readme").fetchall()
    assert {(r["name"],) for r in kenya.descriptor["resources"]} == set(public)


@pytest.mark.slow
def test_parquet_is_exactly_what_is_published(sample_warehouse: Path, tmp_path: Path) -> None:
    found = exported(sample_warehouse, tmp_path / "all")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{sample_warehouse}' as published (read_only)")
        connection.execute("use published")
        for resource in found.descriptor["resources"]:
            path = found.folder / resource["path"]
            names = ", ".join(field["name"] for field in resource["schema"]["fields"])
            here, there = f"select {names} from {resource['name']}", f"select {names} from '{path}'"
            differ = connection.execute(
                f"({here} except all {there}) union all ({there} except all {here})"
            ).fetchall()
            assert differ == [], resource["name"]


def test_no_text_leaves_sentences_and_titles_out(sample_warehouse: Path, tmp_path: Path) -> None:
    found = exported(
        sample_warehouse, tmp_path / "x", "--format", "csv", "--where", KENYA, "--no-text"
    )
    columns = {f["name"] for r in found.descriptor["resources"] for f in r["schema"]["fields"]}
    assert not columns & {"sentence_text", "title", "excerpt"}
    everything = "".join(path.read_text(encoding="utf-8") for path in found.folder.iterdir())
    assert "gardener" not in everything
    assert "Coast Monitor" in everything


def test_formulas_are_inert_in_csv_and_numbers_unharmed(hostile: Path, tmp_path: Path) -> None:
    found = exported(hostile, tmp_path / "x", "--format", "csv")
    names = {row["outlet_name"] for row in found.rows("dim_outlet")}
    for start in FORMULA_STARTS:
        assert f"'{start}cmd|' /C calc'!A0" in names
    for resource in found.descriptor["resources"]:
        fields = {f["name"]: f["type"] for f in resource["schema"]["fields"]}
        for row in found.rows(resource["name"]):
            for name, cell in row.items():
                assert fields[name] != "string" or not cell.startswith(FORMULA_STARTS)
    assert {row["running_total_low"] for row in found.rows("fct_campaigns")} == {"-5"}


@pytest.mark.slow
def test_formulas_are_inert_in_excel_and_text_is_whole(hostile: Path, tmp_path: Path) -> None:
    found = exported(hostile, tmp_path / "x", "--format", "xlsx")
    book = openpyxl.load_workbook(found.folder / "casecount.xlsx")
    assert book.sheetnames == [r["name"] for r in found.descriptor["resources"]]
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not [c for c in cells if c.data_type == "f" or c.hyperlink]
    starts = [c for c in cells if isinstance(c.value, str) and c.value.startswith(FORMULA_STARTS)]
    assert any(c.value == "=cmd|' /C calc'!A0" for c in starts)
    assert all(c.quotePrefix for c in starts)
    header, *rows = book["fct_campaigns"].iter_rows(values_only=True)
    assert {row[header.index("running_total_low")] for row in rows} == {-5}


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("colour = 'blue'", '"colour" not found'),
        ("country_id =", "syntax error"),
        ("1=1) ; drop view facts; select (1=1", "more than one condition"),
        ("(select count(*) from read_text('/etc/hostname')) > 0", "disabled by configuration"),
        ("(select count(*) from 'other.parquet') > 0", "disabled by configuration"),
        ("country_id = 'XX'", "no fact matches"),
    ],
)
def test_a_condition_that_is_none_is_refused(
    sample_warehouse: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    where: str,
    said: str,
) -> None:
    folder = tmp_path / "x"
    arguments = ["export", "--database", str(sample_warehouse), "--output", str(folder)]
    assert run([*arguments, "--where", where]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert not folder.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(
    sample_warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert run(["export", "--database", str(sample_warehouse), "--output", str(tmp_path)]) == 1
    assert "name a new folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_more_rows_than_a_sheet_holds_are_refused(
    sample_warehouse: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("ingest.export.files.SHEET_ROWS", 50)
    arguments = ["export", "--database", str(sample_warehouse), "--output", str(tmp_path / "x")]
    assert run([*arguments, "--format", "xlsx"]) == 1
    assert "--format parquet or csv" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
