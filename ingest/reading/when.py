"""The time of a figure: its sentence's own, else the operation's as told elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ingest.model import Draft, Scope, Sentence
    from ingest.reading.survey import Survey
    from ingest.reading.times import Time

_FAR = 150
_CLAUSE_BREAK = re.compile(r"[;:]|, (?:and|but|while|when|after|who|which|where|as|said|according)\b|\b(?:after|that|when|while|who|which|where|before|because|although)\b")


@dataclass(frozen=True, slots=True)
class Period:
    """The dates of a figure, both inclusive, each null where it can't be known."""

    first: date | None
    last: date | None

    @property
    def is_empty(self) -> bool:
        """Whether neither end is known."""
        return self.first is None and self.last is None


NO_PERIOD = Period(None, None)


def own_time(draft: Draft, scope: Scope, sentence: Sentence, survey: Survey) -> Time | None:
    """The time that the figure's sentence gives it, if it gives one."""
    times = [t for t in survey.times(sentence) if t.kind != "as_of"]
    if not times:
        return None
    if scope == "running_total":
        return next((t for t in times if t.kind == "since"), None) or _nearest(draft, times, survey, sentence)
    if scope == "period_total":
        long = [t for t in times if t.kind in ("year", "window", "month", "quarter", "until")]
        return _nearest(draft, long or times, survey, sentence, strict=not long)
    return _nearest(draft, times, survey, sentence, strict=True)


def _nearest(
    draft: Draft, times: list[Time], survey: Survey, sentence: Sentence, *, strict: bool = False
) -> Time | None:
    """The time nearest to what happened, but none that tells another event or when it was said."""
    best: tuple[float, Time] | None = None
    for time in times:
        if strict and (time.kind == "since" or _is_of_report(time, draft, survey)):
            continue
        cost = _distance(draft, time, survey.folded)
        if strict and cost >= _other_event(draft, time, sentence, survey):
            continue
        if cost < _FAR and (best is None or cost < best[0]):
            best = (cost, time)
    return best[1] if best else None


def _distance(draft: Draft, time: Time, folded: str) -> float:
    """Characters between a time and the trigger, more across the joints of a sentence."""
    if time.start >= draft.trigger_end:
        between = folded[draft.trigger_end : time.start]
    else:
        between = folded[time.end : draft.trigger_start]
    return len(between) + 45.0 * len(_CLAUSE_BREAK.findall(between))


def _other_event(draft: Draft, time: Time, sentence: Sentence, survey: Survey) -> float:
    """How near the nearest event of another kind is to a time."""
    own = survey.world.measure_events[draft.measure]
    kinds = {"victims": {"harm", "victims"}}.get(own, {own})
    nearest = float("inf")
    for start, end, kind in survey.events(sentence):
        if kind in kinds or (start < draft.trigger_end and draft.trigger_start < end):
            continue
        between = survey.folded[time.end : start] if start >= time.end else survey.folded[end : time.start]
        nearest = min(nearest, len(between) + 45.0 * len(_CLAUSE_BREAK.findall(between)))
    return nearest


def _is_of_report(time: Time, draft: Draft, survey: Survey) -> bool:
    """Whether a time says when something was said: "police said Tuesday", "released Tuesday"."""
    if draft.trigger_start < time.start and survey.folded[draft.trigger_end : time.start].strip(" ,") in ("", "on", "late", "early"):
        return False
    lead = survey.folded[max(0, time.start - 60) : time.start].rstrip(" ,")
    lead = re.sub(r"(?: (?:on|late|early|in a statement|in a release|in a news release|in a written release|at|a press conference))+$", "", lead)
    return lead.endswith(tuple(survey.world.words("agency", "saying")))


def period_of(time: Time | None, scope: Scope, survey: Survey, sentence: Sentence) -> Period:
    """The dates of a time, as the scope reads them."""
    if scope == "running_total":
        as_of = next((t for t in survey.times(sentence) if t.kind in ("as_of", "until")), None)
        last = as_of.last if as_of is not None and as_of.last is not None else survey.published
        first = time.first if time is not None and time.kind not in ("as_of", "until") else None
        return Period(first, last)
    if time is None:
        return NO_PERIOD
    return Period(time.first, time.last)
