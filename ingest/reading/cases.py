"""A figure in the making: a draft with what is settled of its context so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def last_before(case: Case, told: list[Case]) -> Case | None:
    """The last of some figures before another."""
    before = [c for c in told if c.draft.char_start < case.draft.char_start]
    return max(before, key=lambda c: c.draft.char_start, default=None)


def nearest_told(case: Case, told: list[Case]) -> Case:
    """The figure that tells for another: of its passage, else the same count, else the first.

    A passage is a sentence and its neighbours; what stands between may be about something else.
    """
    near = [c for c in told if abs(c.sentence.number - case.sentence.number) <= 1]
    if near:
        return min(near, key=lambda c: abs(c.draft.char_start - case.draft.char_start))
    same = [
        c
        for c in told
        if c.draft.measure == case.draft.measure and c.draft.value == case.draft.value
    ]
    return (same or told)[0]
