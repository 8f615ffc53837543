"""`casecount find`: which articles hold a text, asked for by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.warehouse.helpers import Casecount

NAME = "José O’Brien-Müller"


@pytest.fixture
def loaded(casecount: Casecount, tmp_path: Path) -> Casecount:
    """Give a work database with articles that name a person, and one that doesn't."""
    text = f"Police arrested 12 men on Monday. A neighbour,\n{NAME}, said she heard\u00a0nothing."
    articles = [
        {"id": "one", "source_name": "Paper A", "published": "2014-03-04", "text": text},
        {"id": "two", "title": f"What {NAME.upper()} saw", "text": "A bakery opened."},
        {"id": "three", "text": "Nobody is named here, and 100 % of it is said_so."},
    ]
    path = tmp_path / "a.jsonl"
    lines = [json.dumps(article) for article in articles]
    path.write_text("\n".join([*lines, f'{{"id": "four", "text": 5, "by": "{NAME}"}}']))
    assert casecount("load", path).code == 0
    return casecount


@pytest.mark.parametrize(
    "text", [NAME, "jose o'brien-muller", "neighbour, JOSÉ  O’BRIEN", "A neighbour,\n José"]
)
def test_case_accents_breaks_and_quotes_are_no_difference(loaded: Casecount, text: str) -> None:
    done = loaded("find", text)
    assert done.code == 0
    assert "(id one; 1 figure)" in done.out
    assert "Paper A, 2014-03-04, no title, no address" in done.out


def test_titles_and_rejects_are_looked_into(loaded: Casecount) -> None:
    lines = loaded("find", NAME).out.splitlines()
    assert [line.split("(")[1].split(";")[0] for line in lines[:2]] == ["id one", "id two"]
    assert lines[2].startswith("rej_")
    assert lines[2].endswith("record 4 (no_text)")
    assert lines[3] == (
        "2 articles hold it; 1 figure rests on that; so do 1 records that were not read"
    )


@pytest.mark.parametrize("text", ["%", "said_so", "100 % of"])
def test_no_character_means_anything_else(loaded: Casecount, text: str) -> None:
    assert "(id three;" in loaded("find", text).out
    assert loaded("find", "said.so").out == "0 articles hold it; 0 figures rest on that\n"


@pytest.mark.parametrize("text", ["", "  \n", "\u200b"])
def test_nothing_to_look_for(loaded: Casecount, text: str) -> None:
    done = loaded("find", text)
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "nothing to look for" in done.err


def test_without_a_work_database(casecount: Casecount) -> None:
    done = casecount("find", "x")
    assert (done.code, "casecount load" in done.err) == (1, True)
