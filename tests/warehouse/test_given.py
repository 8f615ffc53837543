"""Figures from outside (`--figures`) in place of the extractor's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.warehouse.helpers import Casecount, article, write_articles

if TYPE_CHECKING:
    from pathlib import Path


def figure(number: int, text: str, **fields: object) -> dict[str, object]:
    """A figure of `article(number)` whose number is printed as `text`."""
    start = str(article(number)["text"]).index(text)
    value = int(text)
    return {
        "char_start": start,
        "char_end": start + len(text),
        "figure_text": text,
        "value": value,
        "lower": value,
        "upper": value,
        "qualifier": "exact",
        "measure": "rescued",
        "counted": "women",
        "category": "women",
        "agency": None,
        "region": "GB-ENG",
        "period_start": "2014-03-03",
        "period_end": "2014-03-03",
        "scope": "operation",
        "campaign": None,
        "part_of": None,
        **fields,
    }


def write_figures(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n", encoding="utf-8")
    return path


def test_given_figures_stand_in_place_of_the_extractor_s(
    casecount: Casecount, tmp_path: Path
) -> None:
    figures = write_figures(
        tmp_path / "figures.jsonl",
        {"id": "a0", "figures": [figure(0, "3")]},
        {"id": "elsewhere", "figures": []},
    )
    done = casecount("load", write_articles(tmp_path / "a.jsonl", 2), "--figures", figures)
    assert done.code == 0
    assert "2 new articles" in done.out
    assert "1 articles have no line in the figures" in done.err
    assert "1 lines of the figures are of no article" in done.err
    assert casecount.raw("select measure, figure_text, category from raw.figures") == [
        ("rescued", "3", "women")
    ]
    assert casecount.raw("select distinct figures_from from raw.readings") == [("given",)]


def test_a_figure_given_twice_is_refused(casecount: Casecount, tmp_path: Path) -> None:
    twice = {"id": "a0", "figures": [figure(0, "3"), figure(0, "3")]}
    figures = write_figures(tmp_path / "f.jsonl", twice)
    done = casecount("load", write_articles(tmp_path / "a.jsonl", 1), "--figures", figures)
    assert done.code == 1
    assert "two figures of one measure" in done.err


def test_the_same_figures_again_change_nothing_and_others_are_a_new_reading(
    casecount: Casecount, tmp_path: Path
) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 1)
    casecount("load", articles)
    figures = write_figures(tmp_path / "f.jsonl", {"id": "a0", "figures": [figure(0, "3")]})
    done = casecount("load", articles, "--figures", figures)
    assert "1 already known, 1 of them read anew" in done.out
    before = casecount.content()
    assert "read anew" not in casecount("load", articles, "--figures", figures).out
    assert casecount.content() == before
    write_figures(figures, {"id": "a0", "figures": [figure(0, "3", category="victims")]})
    assert "1 of them read anew" in casecount("load", articles, "--figures", figures).out
    assert casecount.raw(
        "select figures_from, count(*) from raw.readings group by all order by all"
    ) == [("extractor", 1), ("given", 2)]
    assert "1 articles with given figures were left as they are" in casecount("reread").out


@pytest.mark.parametrize(
    "fields",
    [
        {"char_end": 4000},
        {"char_start": -1},
        {"figure_text": "4"},
        {"measure": "counted"},
        {"category": "aliens"},
        {"scope": "everything"},
        {"qualifier": "perhaps"},
        {"value": "three"},
        {"period_start": "in March"},
        {"lower": 5, "upper": 2},
    ],
)
def test_a_broken_figure_rejects_its_article_and_no_other(
    casecount: Casecount, tmp_path: Path, fields: dict[str, object]
) -> None:
    figures = write_figures(
        tmp_path / "f.jsonl",
        {"id": "a0", "figures": [figure(0, "3", **fields)]},
        {"id": "a1", "figures": [figure(1, "4")]},
    )
    done = casecount("load", write_articles(tmp_path / "a.jsonl", 2), "--figures", figures)
    assert done.code == 0
    assert "1 new article, 0 already known, 1 rejected (broken_figures 1)" in done.out
    assert casecount.raw("select external_id from raw.articles") == [("a1",)]


@pytest.mark.parametrize(
    "content",
    [
        "{broken\n",
        "[]\n",
        '{"figures": []}\n',
        '{"id": "a0"}\n',
        '{"id": "a0", "figures": [5]}\n',
        '{"id": "a0", "figures": []}\n{"id": "a0", "figures": []}\n',
        "\udcff\udcfe",
    ],
)
def test_a_broken_file_of_figures_is_refused_in_one_line(
    casecount: Casecount, tmp_path: Path, content: str
) -> None:
    figures = tmp_path / "f.jsonl"
    figures.write_bytes(content.encode("utf-8", "surrogateescape"))
    done = casecount("load", write_articles(tmp_path / "a.jsonl", 1), "--figures", figures)
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert str(figures) in done.err


def test_a_missing_file_of_figures(casecount: Casecount, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 1)
    done = casecount("load", articles, "--figures", tmp_path / "nothing.jsonl")
    assert (done.code, len(done.err.splitlines())) == (1, 1)
