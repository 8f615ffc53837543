"""Our own sentences, through the real extractor, against floors that only ever rise.

Each group of tests/sentences tries one kind of wording. A sentence that once broke the extractor
becomes a row there; `python -m benchmarks.quality --raise-floors` raises the floors afterwards.
Rows that are not read wholly right stay visible: they are listed in benchmarks/floors.json, and a
row that breaks anew is named in the warnings of the run.
"""

from __future__ import annotations

import json
import warnings
from collections import Counter
from functools import cache
from typing import Any, get_args

import pytest

from benchmarks.quality import FLOORS, below, group_result, load_floors, placed, suite
from benchmarks.quality import numbers_of as rates_of
from ingest.model import Category, Measure, Qualifier, Scope
from ingest.reference import Reference, load_reference

ROWS = suite()
EVERY_ROW = [row for rows in ROWS.values() for row in rows]
# A row names what it checks; these are always checked.
ALWAYS = {"figure_text", "measure", "value", "lower", "upper", "qualifier", "category", "scope"}
SOMETIMES = {
    *("occurrence", "counted", "agency", "region", "period_start", "period_end", "campaign"),
    *("part_of", "optional"),
}


@cache
def reference() -> Reference:
    return load_reference()


def test_the_suite_is_large_and_covers_every_measure_and_category() -> None:
    figures = [figure for row in EVERY_ROW for figure in row["figures"]]
    measures = Counter(figure["measure"] for figure in figures)
    assert len(EVERY_ROW) >= 400
    assert set(measures) == set(get_args(Measure))
    assert min(measures.values()) >= 15
    assert {figure["category"] for figure in figures} == set(get_args(Category))
    assert sum(not row["figures"] for row in EVERY_ROW) >= 100, "rows without any figure"


def test_every_row_has_an_id_of_its_own_and_says_what_it_tries() -> None:
    ids = Counter(row["id"] for row in EVERY_ROW)
    texts = Counter(row["text"] for row in EVERY_ROW)
    assert [name for name, count in ids.items() if count > 1] == []
    assert [text for text, count in texts.items() if count > 1] == []
    assert [row["id"] for row in EVERY_ROW if not row.get("tries")] == []


@pytest.mark.parametrize("row", EVERY_ROW, ids=lambda row: row["id"])
def test_a_row_is_well_formed(row: dict[str, Any]) -> None:
    for figure in placed(row):
        named = set(figure) - {"char_start", "char_end"}
        assert named >= ALWAYS
        assert named - ALWAYS <= SOMETIMES
        assert figure["measure"] in get_args(Measure)
        assert figure["category"] in get_args(Category)
        assert figure["scope"] in get_args(Scope)
        assert figure["qualifier"] in get_args(Qualifier)
        start, end = figure["char_start"], figure["char_end"]
        assert row["text"][start:end] == figure["figure_text"]
        assert not row["text"][start - 1 : start].isalnum(), "a span begins inside a word"
        assert not row["text"][end : end + 1].isalnum(), "a span ends inside a word"


@pytest.mark.parametrize("group", ROWS)
def test_a_group_does_not_fall_below_its_floor(group: str) -> None:
    result, failed = group_result(ROWS[group], reference())
    right = 1 - len(failed) / len(ROWS[group])
    numbers = {"rows": int(right * 1000) / 1000, **rates_of(result)}
    assert group in load_floors(), "a new group: python -m benchmarks.quality --raise-floors"
    known = set(json.loads(FLOORS.read_text("utf-8"))["known_failures"])
    if broken := [name for name in failed if name not in known]:
        warnings.warn(f"read wrongly, and not a known failure: {', '.join(broken)}", stacklevel=1)
    assert below(numbers, load_floors()[group]) == [], f"not wholly right: {', '.join(failed)}"


def test_the_whole_suite_does_not_fall_below_its_floor() -> None:
    result, failed = group_result(EVERY_ROW, reference())
    right = 1 - len(failed) / len(EVERY_ROW)
    numbers = {"rows": int(right * 1000) / 1000, **rates_of(result)}
    assert below(numbers, load_floors()["all"]) == []
