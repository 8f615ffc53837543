"""Times that an article tells elsewhere than in a figure's own sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.cases import last_before, nearest_told
from ingest.reading.when import FAR, NO_PERIOD, Period, distance, event_of, is_aside, kinds_of
from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from ingest.model import Sentence
    from ingest.reading.cases import Case
    from ingest.reading.survey import Survey
    from ingest.reading.times import Time


_EXACT_KINDS = frozenset({"day", "days", "week", "weekend", "month", "window"})


def carry_times(cases: list[Case], seen: Survey) -> None:
    """Give figures of an operation without a time of their own the time told elsewhere."""
    told = [
        c
        for c in cases
        if c.scope == "operation" and c.time is not None and c.time.kind in (*_EXACT_KINDS, "since")
    ]
    stretched = _carry_stretches(cases, seen)
    for case in cases:
        if case.scope != "operation" or case.time is not None or id(case) in stretched:
            continue
        if _is_earlier(case, seen):
            continue
        kinds = kinds_of(case.draft.measure, seen)
        same = [c for c in told if kinds_of(c.draft.measure, seen) == kinds]
        exact = (
            [c for c in same if c.draft.measure == case.draft.measure] if "harm" in kinds else same
        )
        last = last_before(case, same if _points_back(case, seen) else exact)
        if last is not None:
            between = _time_between(last, case, kinds, seen)
        else:
            between = _time_ahead(case, exact, kinds, seen)
        if not between.is_empty:
            case.period = between
        elif exact:
            case.period = nearest_told(case, exact).period
        elif not (elsewhere := _told_elsewhere(case, kinds, seen)).is_empty:
            case.period = elsewhere
        elif same:
            case.period = nearest_told(case, same).period
        else:
            case.period = _loosely_told(case, told, kinds, seen)
    _carry_to_freed(cases)


def _loosely_told(case: Case, told: list[Case], kinds: frozenset[str], seen: Survey) -> Period:
    """The time of a figure that nothing of its kind tells: the article's one, or one before it."""
    period = _only_period(told) if "harm" in kinds and "victims" not in kinds else NO_PERIOD
    if period.is_empty and kinds & {"harm", "action"} and "victims" not in kinds:
        period = _told_before(case, seen)
    if period.is_empty and "action" in kinds:
        period = seen.once("only time", lambda: _only_time(seen))
    return period


def _carry_stretches(cases: list[Case], seen: Survey) -> set[int]:
    """Give figures "of the same period" and totals without dates a stretch told elsewhere.

    Returns the figures that say so themselves, by identity.
    """
    stretched: set[int] = set()
    for case in cases:
        stretch = _same_stretch(case, cases, seen) if case.time is None else None
        if stretch is not None and (case.scope == "operation" or case.period.is_empty):
            case.period = stretch
            stretched.add(id(case))
        elif case.scope == "period_total" and case.period.is_empty:
            case.period = _stretch_of_totals(case, cases, seen)
    return stretched


def _time_between(last: Case, case: Case, kinds: frozenset[str], seen: Survey) -> Period:
    """The last day told in the sentences between two figures, which opens another event."""
    first = max(last.sentence.number + 1, case.sentence.number - 2)
    for sentence in reversed(seen.sentences[first : case.sentence.number]):
        for time in seen.times(sentence):
            exact = _EXACT_KINDS if _points_back(case, seen) else _DAY_KINDS
            if _tells(time, sentence, seen, exact):
                event = event_of(time, sentence, seen)
                if event is None or event[2] in kinds:
                    return Period(time.first, time.last)
    return NO_PERIOD


# "23 were killed in that attack", "in the same raid"
_BACK = pattern(r"\b{back_in} {back_that} [a-z]+\b")


# "during the same period", "in this time"
_STRETCH = pattern(r"\b{stretch_in} {stretch_that} {stretch_period}\b")


def _same_stretch(case: Case, cases: list[Case], seen: Survey) -> Period | None:
    """The stretch of time told before that a figure's sentence points back to."""
    if not _STRETCH.search(seen.folded, case.sentence.char_start, case.sentence.char_end):
        return None
    before = [c for c in cases if c.sentence.number < case.sentence.number]
    for other in reversed(before):
        if case.sentence.number - other.sentence.number > 3:
            break
        if not other.period.is_empty and other.period.first != other.period.last:
            return other.period
    for sentence in reversed(
        seen.sentences[max(0, case.sentence.number - 3) : case.sentence.number]
    ):
        for time in seen.times(sentence):
            if time.kind in ("window", "days", "year", "month", "since") and time.is_known:
                return Period(time.first, time.last)
    return None


# "in 11 months", "in recent years": a stretch of its own, though of unknown dates
_OWN_STRETCH = pattern(r"\b{own_stretch}\b")


def _stretch_of_totals(case: Case, cases: list[Case], seen: Survey) -> Period:
    """The stretch of the other totals around one that tells none, or the article's only one."""
    if _OWN_STRETCH.search(seen.folded, *_span(case.sentence)):
        return NO_PERIOD
    others = [c for c in cases if c.scope == "period_total" and not c.period.is_empty]
    if others:
        return nearest_told(case, others).period
    long = {
        (t.first, t.last)
        for s in seen.sentences
        for t in seen.times(s)
        if t.kind in ("window", "year", "month", "week") and t.first and t.last
    }
    return Period(*long.pop()) if len(long) == 1 else NO_PERIOD


def _points_back(case: Case, seen: Survey) -> bool:
    """Whether a figure's clause points back to an event told just before."""
    start, end = case.draft.clause_start, case.draft.clause_end
    return _BACK.search(seen.folded, start, end) is not None


def _tells(time: Time, sentence: Sentence, seen: Survey, kinds: frozenset[str]) -> bool:
    """Whether a time is one of an event, not only of publication or speech."""
    return time.kind in kinds and time.is_known and not is_aside(time, sentence, seen)


_DAY_KINDS = frozenset({"day", "days"})


def _time_ahead(case: Case, told: list[Case], kinds: frozenset[str], seen: Survey) -> Period:
    """The first day told after a headline or lead for its event, before figures of another time."""
    if not told:
        return NO_PERIOD
    end = min(c.sentence.number for c in told)
    for sentence in seen.sentences[case.sentence.number + 1 : end]:
        if sentence.kind == "furniture" or _PICTURE.search(seen.folded, *_span(sentence)):
            continue
        for time in seen.times(sentence):
            if _tells(time, sentence, seen, _DAY_KINDS):
                event = event_of(time, sentence, seen)
                if event is not None and event[2] in kinds:
                    return Period(time.first, time.last)
    return NO_PERIOD


# "This photo shows", "(Picture: "
_PICTURE = pattern(r"\b{picture}\b")


def _span(sentence: Sentence) -> tuple[int, int]:
    return sentence.char_start, sentence.char_end


def _told_before(case: Case, seen: Survey) -> Period:
    """The first day told before a figure in sentences that tell no step of a court."""
    for sentence in seen.sentences[: case.sentence.number]:
        if sentence.kind == "furniture" or sentence.number < case.sentence.number - 3:
            continue
        for time in seen.times(sentence):
            if _tells(time, sentence, seen, _DAY_KINDS):
                event = event_of(time, sentence, seen)
                if event is None or event[2] in ("action", "harm", "any"):
                    return Period(time.first, time.last)
    return NO_PERIOD


def _only_time(seen: Survey) -> Period:
    """The days of the operation, where they are the one time that an article tells.

    A single day may be that of the crime.
    """
    told = {
        (t.first, t.last)
        for s in seen.sentences
        if s.kind != "furniture"
        for t in seen.times(s)
        if t.kind not in ("as_of", "until") and not is_aside(t, s, seen)
    }
    if len(told) != 1:
        return NO_PERIOD
    first, last = told.pop()
    days = (last - first).days if first is not None and last is not None else 0
    return Period(first, last) if _MONTH_LEAST > days > 0 else NO_PERIOD


def _carry_to_freed(cases: list[Case]) -> None:
    """Victims of no other time are those of the rescue that the same number counts."""
    for case in cases:
        if case.draft.measure != "trafficked" or not case.period.is_empty:
            continue
        for other in cases:
            freed = other.draft.measure in ("rescued", "identified_victims")
            if freed and other.draft.char_start == case.draft.char_start:
                case.period = other.period


def _only_period(told: list[Case]) -> Period:
    """The one period of an article's figures; what was suffered in an operation has its time."""
    periods = {c.period for c in told}
    return periods.pop() if len(periods) == 1 else NO_PERIOD


def _is_earlier(case: Case, seen: Survey) -> bool:
    """Whether a figure is said to be of an earlier time: "have already been convicted"."""
    clause = seen.folded[case.draft.clause_start : case.draft.clause_end]
    return any(f" {word} " in clause for word in seen.world.times["earlier"])


def _told_elsewhere(case: Case, kinds: frozenset[str], seen: Survey) -> Period:
    """The time that a sentence without figures gives to the same kind of event."""
    here = case.sentence.number
    ordered = sorted(
        (number for number, dated in _all_dated(seen).items() if dated and number != here),
        key=lambda number: abs(number - here),
    )
    found = [t for n in ordered for t, kind in _all_dated(seen)[n] if kind in kinds]
    if "victims" not in kinds:
        found = [t for t in found if t.kind != "window" or _is_short(t)]
    return _narrowest(found, is_long="victims" in kinds)


def _all_dated(seen: Survey) -> dict[int, list[tuple[Time, str]]]:
    """Exact times of all sentences by number, each with the kind of event that it dates."""
    if not seen.dated:
        for sentence in seen.sentences:
            if sentence.kind != "furniture":
                seen.dated[sentence.number] = _dated(sentence, seen)
    return seen.dated


def _dated(sentence: Sentence, seen: Survey) -> list[tuple[Time, str]]:
    found = []
    for time in seen.times(sentence):
        exact = time.kind in _EXACT_KINDS and time.first and time.last
        if not exact or is_aside(time, sentence, seen):
            continue
        event = event_of(time, sentence, seen)
        if event is not None and distance(event[0], event[1], time, seen) <= FAR:
            found.append((time, event[2]))
    return found


def _is_short(time: Time) -> bool:
    if time.first is None or time.last is None:
        return False
    return (time.last - time.first).days <= _SHORT


_SHORT = 62  # days of the longest operation
_MONTH_LEAST = 27


def _narrowest(times: list[Time], *, is_long: bool) -> Period:
    """The first of some times, or one within it that is more exact.

    What was done to victims over a long time (`is_long`) is the hull of its windows.
    """
    windows = [t for t in times if t.kind in ("window", "days")]
    if is_long and windows:
        return Period(
            min(t.first for t in windows if t.first), max(t.last for t in windows if t.last)
        )
    if not times:
        return NO_PERIOD
    chosen = times[0]
    for time in times:
        if chosen.kind != "day" and time.kind in ("day", "days") and _holds(chosen, time):
            chosen = time
    return Period(chosen.first, chosen.last)


def _holds(outer: Time, inner: Time) -> bool:
    if outer.first is None or outer.last is None or inner.first is None or inner.last is None:
        return False
    return outer.first <= inner.first and inner.last <= outer.last
