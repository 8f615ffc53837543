"""A figure in the making: a draft with what is settled of its context so far."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.model import Draft, Scope, Sentence
    from ingest.reading.agencies import AgencyMention
    from ingest.reading.campaigns import CampaignMention
    from ingest.reading.times import Time
    from ingest.reading.when import Period
    from ingest.reading.where import OwnRegion


@dataclass(slots=True)
class Case:
    """A draft with what is settled so far."""

    draft: Draft
    sentence: Sentence
    scope: Scope
    scores: dict[Scope, float]  # how much its sentence says for each scope
    time: Time | None
    period: Period
    agency: AgencyMention | None
    own: OwnRegion
    region: str | None
    campaign: CampaignMention | None

    @property
    def has_end(self) -> bool:
        """Whether the sentence says when a total was counted."""
        return self.time is not None and self.time.kind == "window"


_REACH = 60  # figures on either side: more than an article has, unless it is a register


def _start(case: Case) -> int:
    return case.draft.char_start


def around(case: Case, told: Sequence[Case]) -> Sequence[Case]:
    """The nearest of some figures in order of position, so that long texts cost no more a figure.

    All of them, where they are few; in order.
    """
    if len(told) <= 2 * _REACH:
        return told
    at = bisect_left(told, _start(case), key=_start)
    return told[max(0, at - _REACH) : at + _REACH]


def last_before(case: Case, told: Sequence[Case]) -> Case | None:
    """The last of some figures, in order of position, before another."""
    at = bisect_left(told, _start(case), key=_start)
    return told[at - 1] if at else None


def nearest_told(case: Case, told: Sequence[Case]) -> Case:
    """The figure that tells for another: of its passage, else the same count, else the first.

    A passage is a sentence and its neighbours; what stands between may be about something else.
    """
    reached = around(case, told)
    near = [c for c in reached if abs(c.sentence.number - case.sentence.number) <= 1]
    if near:
        return min(near, key=lambda c: abs(_start(c) - _start(case)))
    same = [
        c
        for c in reached
        if c.draft.measure == case.draft.measure and c.draft.value == case.draft.value
    ]
    return (same or told)[0]
