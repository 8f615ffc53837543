"""The measure itself: what counts as found, as right, as an error; and floors that never fall."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks import quality
from benchmarks.scoring import compare, same_agency, score

if TYPE_CHECKING:
    from pathlib import Path


def figure(start: int, **fields: Any) -> dict[str, Any]:
    """Give a figure of the text "12" at a place, 12 arrested suspects unless told otherwise."""
    return {
        "char_start": start,
        "char_end": start + 2,
        "figure_text": "12",
        "measure": "arrested",
        "value": 12,
        "lower": 12,
        "upper": 12,
        "qualifier": "exact",
        "category": "suspects",
        "scope": "operation",
        "agency": None,
        "region": None,
        "period_start": None,
        "period_end": None,
        "campaign": None,
        "part_of": None,
        **fields,
    }


def test_equal_figures_score_one() -> None:
    figures = {"a": [figure(0), figure(10, measure="rescued", category="victims")]}
    result = score(figures, figures)
    assert {rate.f1 for rate in result.headline.values()} == {1.0}
    assert result.errors == []


def test_a_figure_is_found_where_spans_overlap_and_the_measure_is_the_same() -> None:
    gold = {"a": [figure(0), figure(10), figure(20)]}
    found = {"a": [figure(1), figure(10, measure="charged"), figure(30)]}
    result = score(gold, found)
    assert (result.headline["found"].hit, len(result.errors)) == (1, 4)
    assert result.headline["found"].f1 == pytest.approx(1 / 3)


def test_an_article_that_was_not_read_counts_as_empty() -> None:
    result = score({"a": [figure(0)], "b": []}, {})
    assert result.headline["found"].recall == 0
    assert [error.kind for error in result.errors] == ["missed"]


def test_number_category_and_scope_make_the_figure_right() -> None:
    gold = {"a": [figure(0), figure(10), figure(20), figure(30)]}
    found = {
        "a": [
            figure(0, upper=None),
            figure(10, category="men"),
            figure(20, region="FR"),
            figure(30),
        ]
    }
    result = score(gold, found)
    assert result.headline["number"].hit == 3
    assert result.headline["figure"].hit == 2
    assert result.attributes["region"].recall == 0.75


def test_one_found_figure_answers_one_gold_figure() -> None:
    pairs, errors = compare("a", [figure(0), figure(1)], [figure(0)])
    assert len(pairs) == 1
    assert [error.kind for error in errors] == ["missed"]


def test_an_optional_figure_counts_neither_way() -> None:
    gold = {"a": [figure(0), figure(10, optional=True)]}
    for found in ([figure(0)], [figure(0), figure(10)]):
        assert score(gold, {"a": found}).headline["found"].f1 == 1.0


def test_only_the_fields_that_a_row_states_are_checked() -> None:
    row = {key: figure(0)[key] for key in ("char_start", "char_end", "measure", "category")}
    assert compare("a", [row], [figure(0, value=7, region="FR")])[1] == []
    assert compare("a", [row], [figure(0, category="men")])[1][0].fields == ("category",)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("the Ministry of Public Security", "Ministry of Public Security", True),
        ("police", "Chinese police", True),
        ("FBI", "Federal Bureau of Investigation", False),
        ("Kent Police", "Sussex Police", False),
        (None, None, True),
        ("police", None, False),
    ],
)
def test_two_printed_names_can_be_one_agency(
    gold: str | None, found: str | None, *, same: bool
) -> None:
    assert same_agency(gold, found) is same


def test_floors_rise_and_never_fall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "FLOORS", tmp_path / "floors.json")
    quality.raise_floors({"a": {"found": 0.8, "rows": 0.5}}, {"a": ["a-02"]})
    quality.raise_floors({"a": {"found": 0.7, "rows": 0.6}}, {"a": []})
    assert quality.load_floors() == {"a": {"found": 0.8, "rows": 0.6}}
    assert quality.below({"found": 0.79, "rows": 0.6}, quality.load_floors()["a"]) == [
        "found 0.790 < 0.800"
    ]


def run_quality(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.quality", *arguments]
    return subprocess.run(command, cwd=quality.ROOT, capture_output=True, text=True, check=False)


def test_the_command_scores_any_gold_set(tmp_path: Path) -> None:
    article = {"id": "one", "text": "Police arrested 12 men.", "source_name": "The Daily"}
    gold = figure(16, category="men", agency="Police")
    (tmp_path / "articles.jsonl").write_text(json.dumps(article) + "\n")
    (tmp_path / "figures.jsonl").write_text(json.dumps({"id": "one", "figures": [gold]}) + "\n")
    paths = f"{tmp_path / 'articles.jsonl'},{tmp_path / 'figures.jsonl'}"
    done = run_quality(paths, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[paths]["figure"] == 1.0


def test_the_command_says_which_file_is_missing_or_broken(tmp_path: Path) -> None:
    done = run_quality("nowhere.jsonl,nothing.jsonl")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "nowhere.jsonl" in done.stderr
    (tmp_path / "articles.jsonl").write_text('{"id": "one", "text": "x"}\n{broken\n')
    (tmp_path / "figures.jsonl").write_text('{"id": "one", "figures": []}\n')
    done = run_quality(f"{tmp_path / 'articles.jsonl'},{tmp_path / 'figures.jsonl'}")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "articles.jsonl:2" in done.stderr
