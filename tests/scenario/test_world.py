"""Whole worlds: gold figures in, and every fact as the scenario expects, no more and no fewer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from tests.conftest import run_casecount
from tests.scenario.build import bounds, lines, read_source
from tests.scenario.canonical import canonical, changes
from tests.scenario.world import Look, differences

if TYPE_CHECKING:
    from tests.scenario.build import Record

pytestmark = pytest.mark.xdist_group("scenario")
OWN = Path(__file__).parent
SHARED = OWN.parent.parent.parent / "shared" / "gold" / "scenario"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared/gold/scenario here")


def world_of(scenario: Path) -> dict[str, Any]:
    """Return the facts that a scenario must give."""
    told: dict[str, Any] = json.loads((scenario / "expected.json").read_text(encoding="utf-8"))
    return told


def published(folder: Path, scenario: Path) -> Path:
    """Build a warehouse of a scenario with its given figures, as a user would."""
    database = folder / "casecount.duckdb"
    figures = scenario / "figures.jsonl"
    run_casecount("load", "--database", database, "--figures", figures, scenario / "articles.jsonl")
    run_casecount("build", "--database", database)
    return database


@pytest.fixture(scope="module")
def own_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the published file of our scenario, built once for all tests that look into it."""
    return published(tmp_path_factory.mktemp("own"), OWN)


def check_world(database: Path, world: dict[str, Any]) -> None:
    """Fail if a fact differs from the world, or if more than a ninth of the agencies do."""
    with duckdb.connect(str(database), read_only=True) as connection:
        lines_of_difference = differences(connection, world)
    agencies = [line for line in lines_of_difference if line.startswith("agencies:")]
    assert [line for line in lines_of_difference if line not in agencies] == []
    # Who did it is read from words alone; whoever is not listed is only inferred.
    assert len(agencies) <= len(world["operations"]) / 9, agencies


def all_figures() -> list[tuple[Record, Record]]:
    """Return each article of our scenario with each of its figures."""
    articles, figures = read_source()
    given = {record["id"]: record["figures"] for record in figures}
    return [(article, figure) for article in articles for figure in given[article["id"]]]


def test_the_written_files_are_those_of_the_source() -> None:
    articles, figures = read_source()
    assert (OWN / "articles.jsonl").read_text(encoding="utf-8") == lines(articles)
    assert (OWN / "figures.jsonl").read_text(encoding="utf-8") == lines(figures)


def test_the_text_at_the_span_is_the_figure() -> None:
    for article, figure in all_figures():
        span = article["text"][figure["char_start"] : figure["char_end"]]
        assert span == figure["figure_text"]


def test_gold_numbers_follow_the_specification() -> None:
    for _, figure in all_figures():
        if figure["qualifier"] != "vague":
            told = bounds(figure["value"], figure["qualifier"])
            assert (figure["lower"], figure["upper"]) == told


def test_gold_parts_point_at_figures_of_their_article() -> None:
    _, records = read_source()
    for record in records:
        starts = {figure["char_start"] for figure in record["figures"]}
        assert {figure["part_of"] for figure in record["figures"]} <= starts | {None}


def test_expected_sums_are_those_of_the_expected_facts(expected: dict[str, Any]) -> None:
    for kind, name in (("arrests", "sum_arrested"), ("rescues", "sum_rescued")):
        told = sum(fact["count"] or 0 for each in expected["operations"] for fact in each[kind])
        assert told == expected[name]


def test_our_world_holds(look: Look, expected: dict[str, Any]) -> None:
    assert differences(look.connection, expected) == []


@pytest.mark.slow
def test_our_world_holds_through_the_command_line(
    own_published: Path, expected: dict[str, Any]
) -> None:
    check_world(own_published, expected)


@pytest.mark.slow
@needs_shared
def test_the_developers_world_holds_through_the_command_line(tmp_path: Path) -> None:
    check_world(published(tmp_path, SHARED), world_of(SHARED))


def load_and_build(database: Path, articles: Path, figures: Path) -> None:
    """Load one batch of articles with given figures, and build."""
    run_casecount("load", "--database", database, "--figures", figures, articles)
    run_casecount("build", "--database", database)


@pytest.mark.slow
def test_batches_and_repetitions_give_the_same_facts_through_dbt(
    tmp_path: Path, own_published: Path
) -> None:
    articles, _ = read_source()
    for number, batch in enumerate((articles[1::2], articles[::2][::-1], articles[10:20])):
        path = tmp_path / f"batch-{number}.jsonl"
        path.write_text(lines(batch), encoding="utf-8")
        load_and_build(tmp_path / "casecount.duckdb", path, OWN / "figures.jsonl")
    with (
        duckdb.connect(str(tmp_path / "casecount.duckdb"), read_only=True) as batches,
        duckdb.connect(str(own_published), read_only=True) as once,
    ):
        assert changes(canonical(once), canonical(batches)) == []
