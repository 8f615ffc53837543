"""The rules by which times are read: a name and a pattern each, tried in order.

The words for months, weekdays, units and numbers come from `seeds/time_terms.csv`; what stands
here is how they make dates, windows and relative times.
"""

from __future__ import annotations

import re

YEAR = r"(?:1[89]|20|25)\d\d"


def time_rules(words: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """The rules, of time words by role; each name is a reader of `Clock`."""
    month, weekday = _either(words["month"]), _either(words["weekday"])
    numbers, days, season = (_either(words[r]) for r in ("number", "day", "season"))
    number = rf"(?:\d{{1,3}}|{numbers})"
    day = rf"(?:[0-3]?\d(?:st|nd|rd|th)?|{days})"
    unit = _either(words["unit"])
    year = YEAR
    which_year = r"(?:,? (?:of )?(?P<which>last|this) year)?"
    to = r"(?: ?- ?| to | through | until | and | till )"
    return [
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
            rf"(?<!\d )(?P<m>{month}) (?P<d>{day})(?!\w)(?:,? (?P<y>{year}))?{which_year}",
        ),
        (
            "day_month",
            rf"(?P<d>{day}) (?:of )?(?P<m>{month})(?!\w)(?:,? (?P<y>{year}))"
            rf"?{which_year}",
        ),
        (
            "months_to",
            rf"(?P<n>{number}) months (?:up )?(?:to|ending|ended)(?: in)? (?:the end of )?"
            rf"(?P<m>{month}) (?P<y>{year})",
        ),
        (
            "months_range",
            rf"(?P<m1>{month})(?: (?P<y1>{year}))?{to}(?P<m2>{month})(?:,? (?:of "
            rf")?(?P<y2>{year}))?{which_year}",
        ),
        ("month_year", rf"(?P<m>{month}),? (?:of )?(?P<y>{year})"),
        ("month_of", rf"(?P<m>{month}) (?:of )?(?P<which>last|this) year"),
        ("which_month", rf"(?P<which>last|this|past) (?P<m>{month})\b"),
        ("fiscal", rf"(?:fiscal year|fiscal|fy) ?(?P<y>{year}|\d\d(?![\d,]))"),
        (
            "years_range",
            rf"(?P<y1>{year})(?: ?- ?| to | through | and )(?P<y2>{year}|\d\d)(?!\d)",
        ),
        (
            "quarter",
            rf"(?P<n>first|second|third|fourth|last) quarter(?: of)?(?: (?P<y>{year})|"
            rf" (?P<which>this|last) year)?",
        ),
        (
            "half",
            rf"(?P<n>first|second) half(?: of)?(?: (?P<y>{year})| (?P<which>this|last)"
            rf" year| the year)?",
        ),
        (
            "first_months",
            rf"first (?P<n>{number}) months(?: of)?(?: (?P<y>{year})| (?P<which>this|last|"
            r"the) year)?",
        ),
        (
            "last_months",
            rf"(?:last|final) (?P<n>{number}) months of (?:(?P<y>{year})|(?P<which>this|last|the) "
            r"year)",
        ),
        (
            "same_period",
            rf"the same (?:period|time|stretch) (?:of |in )?"
            rf"(?:(?P<which>last|the previous) year|(?P<y>{year}))",
        ),
        (
            "bare_year",
            r"(?P<y>(?:1[89]|20)\d\d)(?![\d,]\d|\s?(?:people|victims|children|%|"
            r"block\b))",
        ),
        (
            "ago",
            rf"(?:about |around |more than |nearly )?(?P<n>{number}|several) (?P<u>{unit}) "
            r"(?:ago|earlier)",
        ),
        (
            "past",
            r"(?:over|during|in|for|within|throughout)? ?the (?:past|last|previous) "
            rf"(?:(?P<n>{number}) )?(?P<u>{unit})",
        ),
        (
            "weekday_of",
            rf"(?P<which>last|this|on|early|late|next)? ?(?P<w>{weekday})"
            rf"(?: of last week)?",
        ),
        (
            "day_word",
            r"(?P<word>today|yesterday|tonight|last night|overnight|this morning|this "
            r"afternoon|this evening|earlier today|the day before yesterday|later today)",
        ),
        (
            "which_unit",
            r"(?P<pre>earlier|later|late|early|so far|the beginning of|the start of|the end "
            r"of|end of)? ?(?P<which>this|last|the current|the previous|the same) "
            r"(?P<u>weekend|week|month|year|summer|spring|autumn|fall|winter)",
        ),
        (
            "start_of_year",
            r"(?:the )?(?:beginning|start) of (?:the|this) (?P<u>year|month|week)",
        ),
        (
            "holiday",
            r"(?P<h>new year's eve|new year's day|christmas eve|christmas day|boxing day)"
            rf"(?:,? (?P<y>{year}))?",
        ),
        ("weekend", r"(?:over |on |during |at )?the weekend"),
        ("season_year", rf"(?P<s>{season}) (?:of )?(?P<y>{year})"),
        # "a June shooting"; "a march" and "a may" are other words
        ("month_noun", rf"\ba (?:late |early )?(?P<m>(?!may\b|mar(?:ch)?\b){month}) (?=[a-z])"),
        (
            "month_only",
            r"(?P<pre>in|during|since|of|by|until|from|late|early|mid|through|throughout|"
            r"between|and|to|last) (?:the month of )?(?:early |late |"
            rf"mid-?)?(?P<m>{month})(?!\w)",
        ),
    ]


def _either(words: dict[str, str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"
