"""Dates of publication as sources write them.

The publication date is the calendar date in the source's own offset; the instant is kept in UTC.
A time without an offset is taken as UTC, which still orders one outlet's own updates. What can be
read in two ways (06/12/2011) is not read at all.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime, parsedate_tz
from functools import lru_cache

from dateutil import parser

_FIRST_YEAR, _LAST_YEAR = 1800, 2200
_LONGEST = 80  # characters; no date is longer

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(\d\d)?(Z)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b(.*)", re.DOTALL)
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b(.*)", re.DOTALL)
_WRITTEN = re.compile(r"[A-Za-z]{3}")
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_HAS_TIME = re.compile(r"\d:\d|\d\s*[ap]\.?m", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date and, where the source gives a time, the instant in UTC."""

    day: date
    at: datetime | None = None


def parse_published(value: object) -> Published | None:
    """The date that a `published` value gives, or None where it gives none for certain.

    Reads ISO 8601 dates and times, RFC 2822, compact digits (20111206, 20111206115500), Unix
    seconds and milliseconds as numbers, and dates with the month in words.
    """
    if isinstance(value, str):
        written = value if len(value) <= _LONGEST else " ".join(value.split())
        return _from_text(written) if len(written) <= _LONGEST else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _from_unix(value)


@lru_cache(maxsize=10_000)  # the articles of a source share their days
def _from_text(written: str) -> Published | None:
    text = " ".join(written.split())
    if not text:
        return None
    for read in (_iso, _compact, _numeric, _rfc_2822, _in_words):
        try:
            found = read(text)
        except (ValueError, OverflowError, TypeError):
            continue
        if found and _FIRST_YEAR <= found.day.year <= _LAST_YEAR:
            return found
    return None


def _from_unix(value: float) -> Published | None:
    """Seconds, or milliseconds, since 1970; small numbers are years or mistakes."""
    if 1e8 <= value < 7e9:
        return _instant(datetime.fromtimestamp(value, UTC))
    if 1e11 <= value < 7e12:
        return _instant(datetime.fromtimestamp(value / 1000, UTC))
    return None


def _instant(moment: datetime) -> Published:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Published(aware.date(), aware.astimezone(UTC))


def _iso(text: str) -> Published | None:
    if "-" not in text[:8]:
        return None
    if len(text) == len("2011-12-06"):
        return Published(date.fromisoformat(text))
    return _instant(datetime.fromisoformat(text.upper()))


def _compact(text: str) -> Published | None:
    match = _COMPACT.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second, _ = match.groups()
    if hour is None:
        return Published(date(int(year), int(month), int(day)))
    parts = (int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
    return _instant(datetime(*parts, tzinfo=UTC))


def _numeric(text: str) -> Published | None:
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day, rest = match.groups()
        return _with_time(date(int(year), int(month), int(day)), rest)
    match = _YEAR_LAST.fullmatch(text)
    if not match:
        return None
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if mark == "." or first > 12 or first == second:
        return _with_time(date(year, second, first), match[5])
    if second > 12:
        return _with_time(date(year, first, second), match[5])
    return None  # day or month first: nobody can tell


def _with_time(day: date, rest: str) -> Published:
    if not _HAS_TIME.search(rest):
        return Published(day)
    moment = _parse(
        f"{day.isoformat()} {rest.strip(' ,T')}", datetime(day.year, day.month, day.day)
    )
    return _instant(moment) if moment.date() == day else Published(day)


def _rfc_2822(text: str) -> Published | None:
    return _instant(parsedate_to_datetime(text)) if "," in text[:5] else None


def _in_words(text: str) -> Published | None:
    """Month in words: read twice with different defaults, so that nothing is filled in silently."""
    if not _WRITTEN.search(text) or not _FOUR_DIGITS.search(text):
        return None
    one, two = (_parse(text, default) for default in (datetime(2000, 1, 1), datetime(2001, 2, 2)))
    if one.date() != two.date():
        return None
    return _instant(one) if _HAS_TIME.search(text) else Published(one.date())


def _parse(text: str, default: datetime) -> datetime:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # unknown zone names: the time is then taken as UTC
        return parser.parse(text, default=default, tzinfos=_zone)


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    """The zones that RFC 2822 names (EST, PDT, GMT …); others are unknown."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    parsed = parsedate_tz(f"Sat, 1 Jan 2000 00:00 {name}") if name else None
    seconds = parsed[9] if parsed else None
    return None if seconds is None else timezone(timedelta(seconds=seconds))
