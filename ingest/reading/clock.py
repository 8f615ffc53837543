"""The reader of times: months, weekdays, windows and relative words as windows of dates.

Relative words ("Tuesday", "last week", "so far this year") are read against the publication date;
without it they stay unknown. Weeks run Monday to Sunday. A window that is still open ends on the
publication date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ingest.reading.dates import (
    days_ahead,
    days_back,
    month_days,
    one_day,
    read_year,
    season_days,
    week_days,
)
from ingest.reading.time_rules import time_rules
from ingest.reading.times import Time, opened, without_weekdays
from ingest.reading.wordlists import lazily, pattern, with_words
from ingest.reading.world import Terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.reading.world import World

# Kind of time, first and last day; nothing where the words are no time.
Read = tuple[str, date | None, date | None] | None


_MONTH_RULES = {
    "between_days", "between_dates", "days_range", "range_days", "months_to", "month_day",
    "day_month", "months_range",
    "month_year", "month_of", "which_month", "month_noun", "month_only",
}  # fmt: skip


_RULES_BY_ANCHOR = {
    "month": _MONTH_RULES,
    "weekday": {"weekday_of"},
    "year": {
        "iso", "fiscal", "years_range", "quarter", "half", "season_year", "first_months",
        "last_months", "same_period", "bare_year",
    },
    "slash": {"slashed"},
    "word": {
        "fiscal", "quarter", "half", "first_months", "last_months", "ago", "past", "day_word",
        "later_day",
        "which_unit", "same_period", "holiday", "start_of_year", "weekday_of", "month_of",
        "which_month",
        "weekend",
    },
}  # fmt: skip


_PARTED = {"weekday_of", "month_day", "day_month", "month_year", "bare_year"}


_RELATIVE = {
    "weekday_of",
    "day_word",
    "later_day",
    "which_unit",
    "ago",
    "past",
    "which_month",
    "month_only",
    "month_of",
}


# "the Bonded Labour (Abolition) Act, 1976"
_STATUTE = pattern(r"\b{statute}(?:,| of)? $")
_NOT_DIGITS = re.compile(r"\D")


# Month and day.
_HOLIDAYS = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
}
_MONTH = 31  # days; what is longer is counted over, not done in a row
_IN_MONTH = re.compile(r"\bin $")


def _lazily(source: str) -> re.Pattern[str]:
    return lazily(lambda: re.compile(source))


class Clock:
    """Reads times; built once from the seeds' words for months, weekdays, units and numbers."""

    def __init__(self, world: World) -> None:
        words = world.times
        self.months = {k: int(v) for k, v in words["month"].items()}
        self.weekdays = {k: int(v) for k, v in words["weekday"].items()}
        self.numbers = {k: int(v) for k, v in words["number"].items()}
        self.units = words["unit"]
        self.seasons = {k: int(v) for k, v in words["season"].items()}
        self.ordinals = {k: int(v) for k, v in words["ordinal"].items()}
        self.days = {k: int(v) for k, v in words["day"].items()}
        part = with_words(r"(?:{part_early} |mid-?|the {part_of_day} of )?")
        rules = time_rules(words)
        self._rules: dict[str, Callable[[re.Match[str], date | None], Read]] = {
            name: getattr(self, f"_{name}") for name, _ in rules
        }
        self.patterns = [
            (name, _lazily(rf"(?<![\w/$£€.]){part if name in _PARTED else ''}{p}"))
            for name, p in rules
        ]
        self._by_anchor = {
            anchor: [rule for rule in self.patterns if rule[0] in names]
            for anchor, names in _RULES_BY_ANCHOR.items()
        }
        anchors = [(w, "month") for w in self.months] + [(w, "weekday") for w in self.weekdays]
        self._words = Terms(anchors + [(w, "word") for w in words["anchor"]])
        # Years and dates with slashes; a pattern that opens with a digit is searched fastest.
        self._digits = re.compile(
            r"\d(?<!\w\d)(?:(?P<year>(?:(?<=1)[89]|(?<=2)[05])\d\d)|(?P<slash>\d?/\d\d?/))"
        )

    def anchors(self, folded: str) -> list[tuple[int, int, str]]:
        """The words and numbers of a text that a time may stand around, in order of position."""
        found = [(a, b, kinds[0]) for a, b, kinds in self._words.find(folded)]
        found += [
            (m.start(), m.end(), m.lastgroup or "year") for m in self._digits.finditer(folded)
        ]
        found.sort()
        return found

    def find(
        self, folded: str, start: int, end: int, published: date | None,
        anchors: list[tuple[int, int, str]] | None = None,
    ) -> list[Time]:  # fmt: skip
        """Times within a span of folded text, in order of position, none inside another.

        `anchors` are those of the whole text, where it is read in parts.
        """
        known = self.anchors(folded) if anchors is None else anchors
        found: list[Time] = []
        for index in range(bisect_left(known, (start, 0, "")), len(known)):
            anchor = known[index]
            if anchor[1] > end:
                break
            if any(t.start <= anchor[0] < t.end for t in found):
                continue
            time = self._read(folded, anchor, (start, end), published)
            if time is not None and all(
                time.end - time.start > t.end - t.start
                or t.end <= time.start
                or t.start >= time.end
                for t in found
            ):
                found = [t for t in found if t.end <= time.start or t.start >= time.end]
                found.append(time)
        return [opened(folded, t, published, start) for t in without_weekdays(folded, found)]

    def _read(
        self,
        folded: str,
        anchor: tuple[int, int, str],
        span: tuple[int, int],
        published: date | None,
    ) -> Time | None:
        """The time around an anchor word, by the first rule that fits."""
        first, last = max(span[0], anchor[0] - 45), min(span[1], anchor[1] + 45)
        for name, rule in self._by_anchor[anchor[2]]:
            for match in rule.finditer(folded, first, last):
                if match.start() <= anchor[0] < match.end():
                    read = self._rules[name](match, published)
                    if read is not None:
                        begin = match.start("m") if name == "month_only" else match.start()
                        return Time(begin, match.end(), *read, name in _RELATIVE)
        return None

    # One reader for each rule: kind, first and last day, or nothing where the words are no time.

    def _iso(self, m: re.Match[str], _: date | None) -> Read:
        return one_day(int(m["y"]), int(m["m"]), int(m["d"]))

    def _slashed(self, m: re.Match[str], _: date | None) -> Read:
        a, b, y = int(m["a"]), int(m["b"]), int(m["y"])
        return one_day(y, b, a) if a > 12 else one_day(y, a, b)

    def _between_days(self, m: re.Match[str], published: date | None) -> Read:
        first_month = m["m1"] or m["m3"]
        if first_month is None:
            return None
        last_year = read_year(m["y2"])
        last = self._date(last_year, m["m2"], m["d2"], published)
        first = self._date(read_year(m["y1"]) or last_year, first_month, m["d1"], published)
        if first and last and first > last and not m["y1"]:
            first = first.replace(year=first.year - 1)
        return ("days", first, last) if first or last else ("days", None, None)

    def _between_dates(self, m: re.Match[str], published: date | None) -> Read:
        read = self._between_days(m, published)
        if read is None or read[1] is None or read[2] is None:
            return read
        return ("window", *read[1:]) if (read[2] - read[1]).days > _MONTH else read

    def _months_to(self, m: re.Match[str], _: date | None) -> Read:
        year, month, n = read_year(m["y"]) or 1, self.months[m["m"]], self._count(m["n"])
        if not n or n > 60:
            return None
        first = days_back(date(year, month, 1), n - 1, "month")
        return ("window", first.replace(day=1), month_days(year, month)[1])

    def _same_period(self, m: re.Match[str], published: date | None) -> Read:
        if published is None:
            return None
        year = read_year(m["y"]) if m["y"] else published.year - 1
        if year is None:
            return None
        return (
            "window",
            date(year, 1, 1),
            days_back(published, 12 * (published.year - year), "month"),
        )

    def _days_range(self, m: re.Match[str], published: date | None) -> Read:
        first = self._date(read_year(m["y"]), m["m"], m["d1"], published)
        last = self._date(read_year(m["y"]), m["m"], m["d2"], published)
        return ("days", first, last) if not first or not last or first <= last else None

    _range_days = _days_range

    def _month_day(self, m: re.Match[str], published: date | None) -> Read:
        year = read_year(m["y"])
        if m["which"]:
            if published is None:
                return ("day", None, None)
            year = published.year - (m["which"] == "last")
        day = self._date(year, m["m"], m["d"], published)
        number = self.days.get(m["d"]) or int(_NOT_DIGITS.sub("", m["d"]))
        if number > 31 or (day is None and published is not None):
            return None
        if not m["y"] and _IN_MONTH.search(m.string, max(0, m.start() - 4), m.start()):
            return None  # "in February 12 girls were rescued" counts girls
        return ("day", day, day)

    _day_month = _month_day

    def _months_range(self, m: re.Match[str], published: date | None) -> Read:
        last_year = read_year(m["y2"]) or self._nearest_year(self.months[m["m2"]], published)
        if m["which"] and published is not None:
            last_year = published.year - (m["which"] == "last")
        first_year = read_year(m["y1"]) or last_year
        if last_year is None or first_year is None:
            return ("window", None, None)
        if not m["y1"] and self.months[m["m1"]] > self.months[m["m2"]]:
            first_year -= 1
        return (
            "window",
            month_days(first_year, self.months[m["m1"]])[0],
            month_days(last_year, self.months[m["m2"]])[1],
        )

    def _month_year(self, m: re.Match[str], _: date | None) -> Read:
        return ("month", *month_days(read_year(m["y"]) or 1, self.months[m["m"]]))

    def _month_of(self, m: re.Match[str], published: date | None) -> Read:
        if published is None:
            return ("month", None, None)
        return ("month", *month_days(published.year - (m["which"] == "last"), self.months[m["m"]]))

    def _which_month(self, m: re.Match[str], published: date | None) -> Read:
        year = self._nearest_year(self.months[m["m"]], published)
        return (
            ("month", None, None)
            if year is None
            else ("month", *month_days(year, self.months[m["m"]]))
        )

    def _month_only(self, m: re.Match[str], published: date | None) -> Read:
        return self._which_month(m, published)

    def _month_noun(self, m: re.Match[str], published: date | None) -> Read:
        return self._month_only(m, published)

    def _fiscal(self, m: re.Match[str], _: date | None) -> Read:
        year = read_year(m["y"]) or 1
        year += 2000 * (year < 100)
        return ("window", date(year - 1, 10, 1), date(year, 9, 30))

    def _years_range(self, m: re.Match[str], _: date | None) -> Read:
        first = read_year(m["y1"]) or 1
        last = read_year(m["y2"]) if len(m["y2"]) == 4 else first // 100 * 100 + int(m["y2"])
        return ("window", date(first, 1, 1), date(last, 12, 31)) if last and first < last else None

    def _quarter(self, m: re.Match[str], published: date | None) -> Read:
        year = self._said_year(m, published)
        quarter = self.ordinals[m["n"]]
        if year is None:
            return ("window", None, None)
        return ("window", date(year, 3 * quarter - 2, 1), month_days(year, 3 * quarter)[1])

    def _half(self, m: re.Match[str], published: date | None) -> Read:
        year = self._said_year(m, published)
        if year is None:
            return None
        return (
            ("window", date(year, 1, 1), date(year, 6, 30))
            if m["n"] == "first"
            else ("window", date(year, 7, 1), date(year, 12, 31))
        )

    def _first_months(self, m: re.Match[str], published: date | None) -> Read:
        year = self._said_year(m, published)
        n = self._count(m["n"])
        if year is None or n is None or not 1 <= n <= 12:
            return ("window", None, None)
        return ("window", date(year, 1, 1), month_days(year, n)[1])

    def _last_months(self, m: re.Match[str], published: date | None) -> Read:
        year, n = self._said_year(m, published), self._count(m["n"])
        if year is None or n is None or not 1 <= n <= 12:
            return ("window", None, None)
        return ("window", date(year, 13 - n, 1), date(year, 12, 31))

    def _bare_year(self, m: re.Match[str], published: date | None) -> Read:
        year = int(m["y"])
        if _STATUTE.search(m.string, max(0, m.start() - 12), m.start()):
            return None
        if published is not None and year > published.year + 1:
            return None  # a house number, more likely
        return ("year", date(year, 1, 1), date(year, 12, 31))

    def _season_year(self, m: re.Match[str], _: date | None) -> Read:
        return ("window", *season_days(read_year(m["y"]) or 1, self.seasons[m["s"]]))

    def _ago(self, m: re.Match[str], published: date | None) -> Read:
        n = self._count(m["n"])
        if published is None or n is None:
            return ("window", None, None)
        unit = self.units[m["u"]]
        if unit == "day":
            day = days_back(published, n, "day")
            return ("day", day, day)
        if unit == "week":
            return ("week", *week_days(days_back(published, 7 * n, "day")))
        if unit == "month":
            back = days_back(published, n, "month")
            return ("month", *month_days(back.year, back.month))
        if unit == "year":
            return (
                "year",
                date(max(1, published.year - n), 1, 1),
                date(max(1, published.year - n), 12, 31),
            )
        return None

    def _past(self, m: re.Match[str], published: date | None) -> Read:
        n = self._count(m["n"]) if m["n"] else 1
        if published is None or n is None:
            return ("window", None, None)
        return ("window", days_back(published, n, self.units[m["u"]]), published)

    def _weekday_of(self, m: re.Match[str], published: date | None) -> Read:
        if m["which"] == "next":
            return None
        if published is None:
            return ("day", None, None)
        back = (published.weekday() - self.weekdays[m["w"]]) % 7
        if m["which"] in ("last", "this past") and back == 0:
            back = 7
        if "of last week" in m[0]:
            back = published.weekday() + 7 - self.weekdays[m["w"]]
        day = days_back(published, back, "day")
        return ("day", day, day)

    def _day_word(self, m: re.Match[str], published: date | None) -> Read:
        if published is None:
            return ("day", None, None)
        word = m["word"]
        if word == "overnight":
            return ("days", days_back(published, 1, "day"), published)
        back = (
            2
            if word.startswith("the day before")
            else 1
            if word in ("yesterday", "last night")
            else 0
        )
        day = days_back(published, back, "day")
        return ("day", day, day)

    def _later_day(self, _: re.Match[str], __: date | None) -> Read:
        return ("later", None, None)  # counted from the day told before it: days_later

    def days_later(self, words: str) -> int:
        """How many days "two days later" or "the next day" lies after the day told before."""
        return self._count(words.split(" ", 1)[0]) or 1

    def _which_unit(self, m: re.Match[str], published: date | None) -> Read:
        unit, back = m["u"], int(m["which"] in ("last", "this past", "the previous"))
        if published is None or m["which"] == "the same":
            return None if m["which"] == "the same" else (unit, None, None)
        if unit == "week":
            first, last = week_days(days_back(published, 7 * back, "day"))
        elif unit == "weekend":
            monday = days_back(published, published.weekday(), "day")
            first = (
                monday - timedelta(days=2)
                if back or published.weekday() < 5
                else monday + timedelta(days=5)
            )
            last = first + timedelta(days=1)
        elif unit == "month":
            day = days_back(published.replace(day=1), back, "month")
            first, last = month_days(day.year, day.month)
        elif unit == "year":
            first, last = (
                date(max(1, published.year - back), 1, 1),
                date(max(1, published.year - back), 12, 31),
            )
        else:
            first, last = season_days(
                published.year - int(back and self.seasons[unit] > published.month),
                self.seasons[unit],
            )
        if (m["pre"] or "").endswith(("beginning of", "start of")):
            return ("day", first, first)
        return (unit, first, min(last, published) if not back else last)

    def _start_of_year(self, m: re.Match[str], published: date | None) -> Read:
        if published is None:
            return ("day", None, None)
        day = week_days(published)[0] if m["u"] == "week" else published.replace(day=1)
        day = day.replace(month=1) if m["u"] == "year" else day
        return ("day", day, day)

    def _weekend(self, _: re.Match[str], published: date | None) -> Read:
        if published is None:
            return ("days", None, None)
        monday = week_days(published)[0]
        saturday = (
            monday + timedelta(days=5) if published.weekday() >= 5 else days_back(monday, 2, "day")
        )
        return ("days", saturday, min(saturday + timedelta(days=1), published))

    def _holiday(self, m: re.Match[str], published: date | None) -> Read:
        day = _HOLIDAYS[m["h"]]
        year = read_year(m["y"]) if m["y"] else self._nearest_year(day[0], published, day[1])
        return ("day", None, None) if year is None else one_day(year, *day)

    def _said_year(self, m: re.Match[str], published: date | None) -> int | None:
        groups = m.groupdict()
        if groups.get("y"):
            return read_year(groups["y"])
        if published is None:
            return None
        return published.year - (groups.get("which") == "last")

    def _count(self, words: str) -> int | None:
        return int(words) if words.isdecimal() else self.numbers.get(words)

    def _date(self, year: int | None, month: str, day: str, published: date | None) -> date | None:
        number = self.days.get(day) or int(_NOT_DIGITS.sub("", day))
        if year is None:
            year = self._nearest_year(self.months[month], published, number)
        if year is None:
            return None
        try:
            return date(year, self.months[month], number)
        except ValueError:
            return None

    def _nearest_year(self, month: int, published: date | None, day: int = 1) -> int | None:
        """The year that puts a month (and day) last before publication."""
        if published is None:
            return None
        ahead = (month, day) > (published.month, published.day)
        # A date a few days ahead is one of next week (a hearing), not of eleven months ago.
        soon = (month - published.month) % 12 <= 1 and (month, day) > (
            published.month,
            published.day,
        )
        return (
            published.year - 1
            if ahead and not (soon and day != 1 and days_ahead(published, month, day) <= 45)
            else published.year
        )
