"""Dates of publication: what sources write, what is read, what is left unread."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ingest.sources.dates import parse_published


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2011-12-06", date(2011, 12, 6)),
        ("20111206", date(2011, 12, 6)),
        ("2011/12/06", date(2011, 12, 6)),
        ("6.12.2011", date(2011, 12, 6)),
        ("December 6, 2011", date(2011, 12, 6)),
        ("Tuesday, December 6, 2011", date(2011, 12, 6)),
        ("6 December 2011", date(2011, 12, 6)),
        ("6th December 2011", date(2011, 12, 6)),
        ("Dec. 6, 2011", date(2011, 12, 6)),
        ("Sept. 6, 2011", date(2011, 9, 6)),
        ("13/12/2011", date(2011, 12, 13)),
        ("12/13/2011", date(2011, 12, 13)),
        ("05/05/2011", date(2011, 5, 5)),
    ],
)
def test_a_date_is_read_as_a_day_without_an_instant(value: str, day: date) -> None:
    published = parse_published(value)
    assert published is not None
    assert (published.day, published.at) == (day, None)


@pytest.mark.parametrize(
    ("value", "day", "at"),
    [
        ("2011-12-06T11:55:00Z", date(2011, 12, 6), datetime(2011, 12, 6, 11, 55)),
        ("2011-12-06 11:55", date(2011, 12, 6), datetime(2011, 12, 6, 11, 55)),
        ("20111206115500", date(2011, 12, 6), datetime(2011, 12, 6, 11, 55)),
        ("Tue, 06 Dec 2011 11:55:00 GMT", date(2011, 12, 6), datetime(2011, 12, 6, 11, 55)),
        ("December 6, 2011 11:55 am EST", date(2011, 12, 6), datetime(2011, 12, 6, 16, 55)),
        (1323172500, date(2011, 12, 6), datetime(2011, 12, 6, 11, 55)),
        (1323172500000, date(2011, 12, 6), datetime(2011, 12, 6, 11, 55)),
    ],
)
def test_a_time_gives_the_instant_in_utc(value: object, day: date, at: datetime) -> None:
    published = parse_published(value)
    assert published is not None
    assert (published.day, published.at) == (day, at.replace(tzinfo=UTC))


def test_the_publication_date_is_the_one_in_the_source_s_own_offset() -> None:
    early = parse_published("2011-12-06T03:00:00+08:00")
    assert early is not None
    assert early.day == date(2011, 12, 6)
    assert early.at == datetime(2011, 12, 5, 19, 0, tzinfo=UTC)
    late = parse_published("Tue, 06 Dec 2011 23:30:00 -0500")
    assert late is not None
    assert late.day == date(2011, 12, 6)
    assert late.at == datetime(2011, 12, 7, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "06/12/2011",  # in June or in December?
        "December 2011",  # no day: nothing is filled in
        "Tuesday",
        "last week",
        "2011",
        "2011-13-45",
        "0001-01-01",
        "9999-12-31",
        "yesterday at 5 pm",
        "",
        "x" * 5000,
        True,
        None,
        [],
        -5,
        float("nan"),
        float("inf"),
        10**400,
    ],
)
def test_what_gives_no_date_for_certain_is_not_read(value: object) -> None:
    assert parse_published(value) is None
