"""Arithmetic of dates: first and last days of months, weeks and seasons, steps back in time."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def read_year(text: str | None) -> int | None:
    """A year; Thailand's Buddhist years (543 ahead) become common ones."""
    if text is None:
        return None
    year = int(text)
    return year - 543 if year >= 2500 else year


def one_day(year: int, month: int, day: int) -> tuple[str, date | None, date | None] | None:
    """A day as a time, or nothing where there is no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return ("day", found, found)


def month_days(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def season_days(year: int, first_month: int) -> tuple[date, date]:
    """The first and last day of a season of three months."""
    last = (first_month + 1) % 12 + 1
    return date(year, first_month, 1), month_days(year + (last < first_month), last)[1]


def week_days(day: date) -> tuple[date, date]:
    """The Monday and Sunday of the week of a day."""
    monday = days_back(day, day.weekday(), "day")
    return monday, monday + timedelta(days=6)


def days_back(day: date, count: int, unit: str) -> date:
    """A day some units earlier; the earliest date there is where that lies before it."""
    try:
        if unit in ("day", "hour"):
            return day - timedelta(days=count if unit == "day" else max(1, count // 24))
        if unit in ("week", "weekend"):
            return day - timedelta(weeks=count)
        months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
        index = day.year * 12 + day.month - 1 - months
        year, month = divmod(index, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return date.min


def days_ahead(published: date, month: int, day: int) -> int:
    """How many days a month and day of the year lie after publication."""
    try:
        ahead = date(published.year, month, day)
    except ValueError:
        return 366
    return (ahead - published).days
