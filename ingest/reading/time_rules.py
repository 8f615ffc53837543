"""The rules by which times are read: a name and a pattern each, tried in order.

The words come from `seeds/time_terms.csv` and lists of `seeds/context_words.csv`; what stands
here is how they make dates, windows and relative times.
"""

from __future__ import annotations

import re

from ingest.reading.wordlists import with_words

YEAR = r"(?:1[89]|20|25)\d\d"


def time_rules(words: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """The rules, of time words by role; each name is a reader of `Clock`."""
    month, weekday = _either(words["month"]), _either(words["weekday"])
    numbers, days, season = (_either(words[r]) for r in ("number", "day", "season"))
    number = rf"(?:\d{{1,3}}|{numbers})"
    day = rf"(?:[0-3]?\d{{time_ordinal_ending}}?|{days})"
    unit = _either(words["unit"])
    year = YEAR
    which_year = r"(?:,? (?:of )?(?P<which>{time_last_or_this}) year)?"
    to = r"(?: ?- ?| {time_to} )"
    no_thousands = r"(?!,\d{3}(?!\d))"  # "since January 5,420 have been rescued" names no day
    rules = [
        ("iso", r"(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)"),
        ("slashed", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)\d\d)"),
        (
            "between_days",
            rf"(?:(?P<m1>{month}) )?(?P<d1>{day})(?: (?P<m3>{month}))?,? "
            rf"?(?P<y1>{year})?,?{to}(?P<m2>{month}) (?P<d2>{day})(?:,? (?P<y2>{year}))?",
        ),
        (
            "between_dates",
            rf"(?P<d1>{day}) (?P<m1>{month})(?P<m3>)(?:,? (?P<y1>{year}))?{to}"
            rf"(?P<d2>{day}) (?P<m2>{month})(?!\w)(?:,? (?P<y2>{year}))?",
        ),
        (
            "days_range",
            rf"(?P<m>{month}) (?P<d1>{day}){to}(?P<d2>{day})(?!\w)(?:,? (?P<y>{year}))?",
        ),
        (
            "range_days",
            rf"(?P<d1>{day}){to}(?:the )?(?P<d2>{day}) (?:of )?(?P<m>{month})(?:,? (?P<y>{year}))?",
        ),
        (
            "month_day",
            rf"(?<!\d )(?P<m>{month}) (?P<d>{day})(?!\w){no_thousands}(?:,? (?P<y>{year}))"
            rf"?{which_year}",
        ),
        (
            "day_month",
            rf"(?P<d>{day}) (?:of )?(?P<m>{month})(?!\w)(?:,? (?P<y>{year}))"
            rf"?{which_year}",
        ),
        (
            "months_to",
            rf"(?P<n>{number}) months (?:up )?{{time_ending}}(?: in)? (?:the end of )?"
            rf"(?P<m>{month}) (?P<y>{year})",
        ),
        (
            "months_range",
            rf"(?P<m1>{month})(?: (?P<y1>{year}))?{to}(?P<m2>{month})(?:,? (?:of "
            rf")?(?P<y2>{year}))?{which_year}",
        ),
        ("month_year", rf"(?P<m>{month}),? (?:of )?(?P<y>{year})"),
        ("month_of", rf"(?P<m>{month}) (?:of )?(?P<which>{{time_last_or_this}}) year"),
        ("which_month", rf"(?P<which>{{time_last_this_past}}) (?P<m>{month})\b"),
        ("fiscal", rf"{{time_fiscal}} ?(?P<y>{year}|\d\d(?![\d,]))"),
        (
            "years_range",
            rf"(?P<y1>{year})(?: ?- ?| {{time_between_years}} )(?P<y2>{year}|\d\d)(?!\d)",
        ),
        (
            "quarter",
            rf"(?P<n>{{time_quarter}}) quarter(?: of)?(?: (?P<y>{year})|"
            rf" (?P<which>{{time_last_or_this}}) year)?",
        ),
        (
            "half",
            rf"(?P<n>{{time_half}}) half(?: of)?(?: (?P<y>{year})| (?P<which>{{time_last_or_this}})"
            rf" year| the year)?",
        ),
        (
            "first_months",
            rf"first (?P<n>{number}) months(?: of)?(?: (?P<y>{year})| "
            rf"(?P<which>{{time_this_last_the}}) year)?",
        ),
        (
            "last_months",
            rf"{{time_final}} (?P<n>{number}) months of (?:(?P<y>{year})|"
            rf"(?P<which>{{time_this_last_the}}) year)",
        ),
        (
            "same_period",
            rf"the same {{time_stretch}} (?:of |in )?"
            rf"(?:(?P<which>{{time_previous}}) year|(?P<y>{year}))",
        ),
        (
            "bare_year",
            r"(?P<y>(?:1[89]|20)\d\d)(?![\d,]\d|\s?(?:{time_counted}|%|block\b))",
        ),
        (
            "ago",
            rf"(?:{{time_about}} )?(?P<n>{number}|several) (?P<u>{unit}) "
            r"{time_ago}",
        ),
        (
            "past",
            r"{time_over}? ?the {time_past} "
            rf"(?:(?P<n>{number}) )?(?P<u>{unit})",
        ),
        (
            "weekday_of",
            rf"(?P<which>{{time_which_day}})? ?(?P<w>{weekday})"
            rf"(?: of last week)?",
        ),
        (
            "day_word",
            r"(?<!\ban )(?<!\bthe )(?P<word>{time_day_word})",  # not "an overnight raid"
        ),
        ("later_day", rf"(?P<n>{number}|an?) days? later|{{time_next_day}}(?!\w)"),
        (
            "which_unit",
            r"(?P<pre>{time_part_of})? ?(?P<which>{time_which_unit}) "
            r"(?P<u>{time_unit})",
        ),
        (
            "start_of_year",
            r"(?:the )?{from_start} of {time_the_or_this} (?P<u>{time_begun})",
        ),
        (
            "holiday",
            r"(?P<h>{time_holiday})"
            rf"(?:,? (?P<y>{year}))?",
        ),
        ("weekend", r"(?:{time_over_weekend} )?the weekend"),
        ("season_year", rf"(?P<s>{season}) (?:of )?(?P<y>{year})"),
        # "a June shooting"; "a march" and "a may" are other words
        ("month_noun", rf"\ba (?:late |early )?(?P<m>(?!may\b|mar(?:ch)?\b){month}) (?=[a-z])"),
        (
            "month_only",
            r"(?P<pre>{time_before_month}) (?:the month of )?(?:early |late |"
            rf"mid-?)?(?P<m>{month})(?!\w)",
        ),
    ]
    return [(name, with_words(rule)) for name, rule in rules]


def _either(words: dict[str, str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"
