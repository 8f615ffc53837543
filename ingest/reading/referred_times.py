"""Times that point to another told before: "two days later", "the previous year", "that year"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ingest.reading.times import Time
from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.model import Sentence
    from ingest.reading.survey import Survey

_WITHIN = 4  # sentences back to the time that is pointed to
_TOLD_YEAR = pattern(r"\b{time_told_year}(?!,? \d|\w)")
# "from the beginning of the campaign to 30 June", "between the launch of the drive and 31 May"
_FROM_LAUNCH = pattern(r"\b{from_launch} (?:the |this |its )?[\w' -]{3,40} (?:to|and|until) $")
_COUNTS_ON = pattern(r"\b{from_launch} ")  # without it no time of the sentence is looked at
_LAUNCHED = pattern(r"\b{launched}(?: (?:on|in))? $")
_LEAD = 90  # letters before a time that tell what it ends


def with_referred(times: list[Time], sentence: Sentence, survey: Survey) -> list[Time]:
    """The times of a sentence, those that point to others replaced by what they mean."""
    words = survey.folded[sentence.char_start : sentence.char_end]
    if any(t.kind == "later" for t in times):
        times = _counted_on(times, sentence, survey)
    if "previous year" in words:
        times = [_before_told(t, times, survey) for t in times]
    if " year" in words and not any(t.kind == "year" for t in times):
        times = _with_told_year(times, sentence, survey)
    if _COUNTS_ON.search(survey.folded, sentence.char_start, sentence.char_end):
        times = [_from_launch(t, sentence, survey) for t in times]
    return times


def _told_before(sentence: Sentence, survey: Survey) -> Iterator[Time]:
    """The times of the sentences before, the nearest first."""
    for before in _sentences_before(sentence, survey):
        yield from reversed(survey.times(before))


def _sentences_before(sentence: Sentence, survey: Survey) -> Iterator[Sentence]:
    """The sentences in which a time may be told that this one points to, the nearest first."""
    return reversed(survey.sentences[max(0, sentence.number - _WITHIN) : sentence.number])


def _is_day(time: Time) -> bool:
    return time.kind == "day" and time.first is not None


def _counted_on(times: list[Time], sentence: Sentence, survey: Survey) -> list[Time]:
    """The times with "a day later" counted from the day told before it, if one was."""
    day = next((t.first for t in _told_before(sentence, survey) if _is_day(t)), None)
    counted: list[Time] = []
    for time in times:
        dated = _later(time, day, survey) if time.kind == "later" else time
        day = dated.first if _is_day(dated) else day
        counted.append(dated)
    return counted


def _later(time: Time, day: date | None, survey: Survey) -> Time:
    """What is told as "two days later", as the day it is; unknown without a day before it."""
    on = timedelta(survey.world.clock.days_later(survey.folded[time.start : time.end]))
    first = day + on if day else None
    return replace(time, kind="day", first=first, last=first)


def _before_told(time: Time, times: list[Time], survey: Survey) -> Time:
    """A "previous year", as the one before the year that its sentence told just before."""
    told = [t.first for t in times if t.kind == "year" and t.end <= time.start and t.first]
    if not told or not survey.folded.endswith("previous year", time.start, time.end):
        return time
    return _year(time.start, time.end, told[-1].year - 1)


def _with_told_year(times: list[Time], sentence: Sentence, survey: Survey) -> list[Time]:
    """The times with "in the course of the year" as the year told last."""
    found = _TOLD_YEAR.search(survey.folded, sentence.char_start, sentence.char_end)
    if found is None or any(t.start < found.end() and found.start() < t.end for t in times):
        return times
    for before in _sentences_before(sentence, survey):
        years = [t.first.year for t in survey.times(before) if t.kind == "year" and t.first]
        if years:  # what it is compared with is earlier: "217, as against 192 in 2021"
            return sorted([*times, _year(*found.span(), max(years))], key=lambda t: t.start)
    return times


def _year(start: int, end: int, year: int) -> Time:
    return Time(start, end, "year", date(year, 1, 1), date(year, 12, 31))


def _from_launch(time: Time, sentence: Sentence, survey: Survey) -> Time:
    """A time that ends a count from the launch of a campaign, as that window."""
    lead = max(sentence.char_start, time.start - _LEAD)
    found = _FROM_LAUNCH.search(survey.folded, lead, time.start)
    if found is None or time.last is None:
        return time
    launch = next(
        (
            t.first
            for t in _told_before(sentence, survey)
            if t.first and _LAUNCHED.search(survey.folded, max(0, t.start - 20), t.start)
        ),
        None,
    )
    return Time(found.start(), time.end, "window", launch, time.last)
