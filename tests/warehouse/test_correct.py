"""A person's word: checked before it is written, refused with a reason."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

import pytest

from ingest import corrections
from ingest.project import seeds_dir

if TYPE_CHECKING:
    from pathlib import Path

    from tests.warehouse.helpers import Casecount

WHY = ("--reason", "The court record\nsays so", "--by", "Editor", "--on", "2024-05-06")


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give copies of the two seeds, so that the project's own stay as they are."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name in ("corrections.csv", "same_operation.csv"):
        shutil.copy(seeds_dir() / name, folder)
    monkeypatch.setattr(corrections, "_seed", lambda name: folder / name)
    return folder


@pytest.fixture
def published(casecount: Casecount, sample_warehouse: Path) -> Casecount:
    """Give the command line with the warehouse of our samples."""
    shutil.copyfile(sample_warehouse, casecount.database)
    return casecount


def last_row(file: Path) -> dict[str, str]:
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))[-1]


def figures(published: Casecount) -> tuple[str, str]:
    (one,), (other,) = published.published(
        "select figure_id from fct_figures where lower = upper and lower > 5 order by all limit 2"
    )
    return one, other


def test_a_figure_is_changed(published: Casecount, seeds: Path) -> None:
    figure, _ = figures(published)
    done = published("correct", figure, "--set", "category", "women", *WHY)
    assert done.code == 0
    assert "casecount build" in done.out
    assert last_row(seeds / "corrections.csv") == {
        "target_id": figure,
        "action": "change",
        "field": "category",
        "value": "women",
        "reason": "The court record says so",
        "decided_by": "Editor",
        "decided_on": "2024-05-06",
    }


def test_a_figure_is_excluded_once(published: Casecount, seeds: Path) -> None:
    figure, _ = figures(published)
    assert published("correct", figure, "--exclude", *WHY).code == 0
    before = (seeds / "corrections.csv").read_text()
    done = published("correct", figure, "--exclude", *WHY)
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "has this already" in done.err
    assert (seeds / "corrections.csv").read_text() == before


def test_an_operation_is_changed_and_added_to(published: Casecount, seeds: Path) -> None:
    ((operation,),) = published.published("select operation_id from dim_operation limit 1")
    assert published("correct", operation, "--set", "start_date", "2011-11-30", *WHY).code == 0
    assert published("correct", operation, "--add", "region_id", "CN-SC", *WHY).code == 0
    assert last_row(seeds / "corrections.csv")["action"] == "add"


def test_two_figures_are_told_apart(published: Casecount, seeds: Path) -> None:
    one, other = figures(published)
    assert published("correct", one, "--different-from", other, *WHY).code == 0
    assert last_row(seeds / "same_operation.csv")["verdict"] == "different"
    done = published("correct", other, "--same-as", one, *WHY)
    assert done.code == 1
    assert "or the contrary" in done.err


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("category", "aliens"),
        ("measure", "caught"),
        ("value", "-3"),
        ("value", "many"),
        ("lower", "999999999"),  # above the figure's upper bound
        ("period_start", "June"),
        ("region", "Sichuan"),
        ("agency_id", "the police"),
        ("figure_text", "12"),
        ("campaign", " "),
    ],
)
def test_an_impossible_value_is_refused(
    published: Casecount, seeds: Path, field: str, value: str
) -> None:
    figure, _ = figures(published)
    before = (seeds / "corrections.csv").read_text()
    done = published("correct", figure, "--set", field, value, *WHY)
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert (seeds / "corrections.csv").read_text() == before


@pytest.mark.parametrize("target", ["fig_0123", "op_0123", "arr_0123", "x"])
def test_an_unknown_target_is_refused(published: Casecount, seeds: Path, target: str) -> None:
    assert seeds.is_dir()
    field = ("subject", "drugs") if target.startswith("op_") else ("category", "women")
    done = published("correct", target, "--set", *field, *WHY)
    assert (done.code, len(done.err.splitlines())) == (1, 1)


def test_one_thing_at_a_time(published: Casecount, seeds: Path) -> None:
    assert seeds.is_dir()
    figure, _ = figures(published)
    assert published("correct", figure, *WHY).code == 2
    assert published("correct", figure, "--exclude", "--set", "value", "3", *WHY).code == 2
    assert published("correct", figure, "--exclude", "--by", "Editor").code == 2
