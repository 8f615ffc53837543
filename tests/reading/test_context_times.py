"""Times: windows of dates, never more precise than the words."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.reading.folding import fold
from ingest.reading.times import join_windows
from ingest.reference import load_reference

PUBLISHED = date(2011, 12, 6)  # a Tuesday


def read(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None, str | None]]:
    clock = load_reference().world.clock
    folded = fold(text)
    found = join_windows(folded, clock.find(folded, 0, len(folded), published))
    return [
        (
            t.kind,
            t.first.isoformat() if t.first else None,
            t.last.isoformat() if t.last else None,
        )
        for t in found
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in the early morning of Nov 30", "2011-11-30", "2011-11-30"),
        ("on 5 May 2019", "2019-05-05", "2019-05-05"),
        ("on Tuesday", "2011-12-06", "2011-12-06"),
        ("last Tuesday", "2011-11-29", "2011-11-29"),
        ("on Sunday", "2011-12-04", "2011-12-04"),
        ("last week", "2011-11-28", "2011-12-04"),
        ("last month", "2011-11-01", "2011-11-30"),
        ("earlier this month", "2011-12-01", "2011-12-06"),
        ("in May", "2011-05-01", "2011-05-31"),
        ("in 2009", "2009-01-01", "2009-12-31"),
        ("so far this year", "2011-01-01", "2011-12-06"),
        ("since April 2009", "2009-04-01", "2011-12-06"),
        ("over the past three years", "2008-12-06", "2011-12-06"),
        ("between 2007 and 2009", "2007-01-01", "2009-12-31"),
        ("between 14 and 16 March 2010", "2010-03-14", "2010-03-16"),
        ("from June 15, 2010, to June 22, 2010", "2010-06-15", "2010-06-22"),
        ("from April 2009 to January 2010", "2009-04-01", "2010-01-31"),
        ("lasted from June to October this year", "2011-06-01", "2011-10-31"),
        ("on the third of April of last year", "2010-04-03", "2010-04-03"),
        ("in the first half of 2010", "2010-01-01", "2010-06-30"),
        ("in the first quarter of 2010", "2010-01-01", "2010-03-31"),
        ("in fiscal year 2010", "2009-10-01", "2010-09-30"),
        ("three days ago", "2011-12-03", "2011-12-03"),
        ("30 April 2554", "2011-04-30", "2011-04-30"),  # a Buddhist year
        ("yesterday", "2011-12-05", "2011-12-05"),
        ("over the weekend", "2011-12-03", "2011-12-04"),
    ],
)
def test_a_time_is_read_against_the_publication_date(text: str, first: str, last: str) -> None:
    assert [(f, e) for _, f, e in read(f"Police freed 12 women {text}.")] == [(first, last)]


@pytest.mark.parametrize("text", ["on Tuesday", "last week", "on 5 May", "earlier this month"])
def test_without_a_publication_date_relative_times_stay_unknown(text: str) -> None:
    assert {(f, e) for _, f, e in read(f"Police freed 12 women {text}.", None)} == {(None, None)}


@pytest.mark.parametrize("text", ["They may march again.", "Flight 2010 people", "No. 17, 793"])
def test_words_that_are_no_times(text: str) -> None:
    assert not [t for t in read(text) if t[0] in ("day", "month")]


def test_a_weekday_beside_its_date_is_one_time() -> None:
    assert read("on Saturday, Nov. 26, police") == [("day", "2011-11-26", "2011-11-26")]
