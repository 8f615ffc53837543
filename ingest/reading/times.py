"""Times that a text names, as windows of dates, never more precise than the words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.cues import Cue
from ingest.reading.wordlists import pattern
from ingest.values import value

if TYPE_CHECKING:
    from datetime import date


@value
class Time:
    """A time in the text.

    `kind`: `day`, `days`, `week`, `weekend`, `month`, `year`, `window` (two ends given, or a
    stretch up to now), `since` (open, from its start), `until` (its end only), `as_of`.
    `first` and `last` are inclusive; null where the text and the publication date don't tell.
    """

    start: int
    end: int
    kind: str
    first: date | None
    last: date | None
    is_relative: bool = False

    @property
    def is_known(self) -> bool:
        """Whether at least one end is known."""
        return self.first is not None or self.last is not None


_OPENS = Cue(
    r"(?:{opens_since}|(?<!were )(?<!was )begun in)(?: {opens_its_inception_in})?[ "
    r",]*(?:on |in )?$",
    "{opens_since}",
    "begun in",
)


# "from the beginning of August"
_FROM_START = Cue(r"\bfrom (?:the )?{from_start} of (?:the )?$", "from ")
# "from 2018 to date", "2023 so far"
_UP_TO_NOW = pattern(r" {up_to_now_to} {up_to_now_date}\b|,? so far\b")
_SO_FAR = Cue(r"\bso far {so_far} (?:the year )?$", "so far ")
_SINCE_CLAUSE = Cue(r"\bsince (?:[^.,;:]|(?<=\d),(?=\d)){3,110} {since_clause} $", "since ")


_SINCE_BEGAN = Cue(r"\bsince [^.;]{3,130}\b{since_began_began}(?: {since_began_on})* $", "since ")
_CLOSES = pattern(
    r"\b{closes_until}(?: {closes_the_end_of})(?: the)? *$|\b{closes_run} (?:up )?to "
    r"*$|\b{closes_until_2}(?: the)? *(?:on |in )?$"
)


_BETWEEN = pattern(r"^,? ?{between} ?(?:the end of )?(?:on )?$")


def opened(folded: str, time: Time, published: date | None, start: int) -> Time:
    """The time as its preposition makes it: "since April 2009", "until May"."""
    lead = folded[max(start, time.start - 45) : time.start]
    far = folded[max(start, time.start - 150) : time.start]
    if _OPENS.search(lead) or _SINCE_CLAUSE.search(far) or _SINCE_BEGAN.search(far):
        return replace(time, kind="since", last=published)
    if _FROM_START.search(folded, max(start, time.start - 45), time.start):
        return replace(time, kind="since", last=published)
    if _UP_TO_NOW.match(folded, time.end) or _SO_FAR.search(lead):
        return replace(time, kind="since", last=published)
    closing = _CLOSES.search(lead)
    if closing is not None and not closing[0].startswith("since"):
        if closing[0].startswith(("as of", "as at")):
            return replace(time, kind="as_of")
        return replace(time, kind="until", first=None)
    return time


def without_weekdays(folded: str, times: list[Time]) -> list[Time]:
    """Times without a weekday that only names the day of the date beside it."""
    kept: list[Time] = []
    for time in times:
        last = kept[-1] if kept else None
        if last is not None and _names_day_of(last, time, folded):
            kept[-1] = replace(time, start=last.start)
            continue
        kept.append(time)
    return kept


def _names_day_of(weekday: Time, day: Time, folded: str) -> bool:
    beside = folded[weekday.end : day.start].strip() in (",", ", the", "")
    relative = weekday.is_relative and not day.is_relative
    return beside and relative and weekday.kind == day.kind == "day"


def join_windows(folded: str, times: list[Time]) -> list[Time]:
    """Pairs of times that are the ends of one window, joined: "from X to Y", "between X and Y"."""
    joined: list[Time] = []
    for time in times:
        before = joined[-1] if joined else None
        if (
            before is not None
            and _are_ends(folded, before, time)
            and before.first
            and time.last
            and before.first <= time.last
        ):
            ran = _RAN.fullmatch(folded, before.end, time.start) is not None
            kind = "days" if ran else "window"
            joined[-1] = Time(before.start, time.end, kind, before.first, time.last)
        elif before is not None and _is_named_again(folded, before, time):
            continue
        elif before is not None and _are_two_days(folded, before, time):
            joined[-1] = Time(before.start, time.end, "days", before.first, time.last)
        else:
            joined.append(time)
    return joined


def _is_named_again(folded: str, before: Time, time: Time) -> bool:
    """Whether a day in brackets is that of the words before it: "to yesterday (November 20)"."""
    same = time.kind == "day" and time.last == before.last
    return same and folded[before.end : time.start].strip() == "("


def _are_two_days(folded: str, before: Time, time: Time) -> bool:
    """Whether two days in a row are told together: "on Tuesday and Wednesday"."""
    if before.kind != "day" or time.kind != "day" or not before.first or not time.last:
        return False
    together = folded[before.end : time.start].strip() in ("and", "and on")
    return together and (time.last - before.first).days == 1


def _are_ends(folded: str, before: Time, time: Time) -> bool:
    """Whether two times are the ends of one window by the words around them."""
    gap = folded[before.end : time.start]
    between = folded[max(0, before.start - 12) : before.start].rstrip().endswith("between")
    if (between and _ASIDE.fullmatch(gap)) or _RAN.fullmatch(gap):
        return True
    return _BETWEEN.match(gap) is not None and (gap.strip(" ,") != "and" or between)


# "started on Tuesday and concluded on Sunday"
_RAN = pattern(r",? {ran_and} {ran_ended}(?: on)? (?:the )?")
# "between 3 April 2017, the date on which it entered into force, and 31 December"
_ASIDE = re.compile(r", [^.;,]{3,80}, and (?:the )?(?:end of )?")
