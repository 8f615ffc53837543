"""The campaign or named operation that a figure belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from ingest.model import Draft, Scope, Sentence
    from ingest.reading.campaigns import CampaignMention
    from ingest.reading.cases import Case
    from ingest.reading.survey import Survey
    from ingest.reading.times import Time

# "arrested as part of a week-long crackdown": the words before a described campaign
_UNDER = pattern(r"\b{under} $")
# "last week my officers arrested four", "in the days after that incident"
_ANOTHER = pattern(r"^\W*last {another_week}\b|\b(?:{another_a_week_after}|in {another_another})\b")


def campaign_of(
    draft: Draft, sentence: Sentence, scope: Scope, time: Time | None, seen: Survey
) -> CampaignMention | None:
    """The campaign or named operation that a figure belongs to."""
    campaigns = seen.campaigns
    if not campaigns:
        return None
    here = [c for c in campaigns if sentence.char_start <= c.start < sentence.char_end]
    named = [c for c in here if c.key]
    here = [c for c in here if c.key is None and _is_lasting(c, seen)]
    if scope == "operation":
        here = [c for c in here if _is_under(c, seen)]
    if named or here:
        return min(named or here, key=lambda c: abs(c.start - draft.trigger_start))
    kind = seen.world.measure_events[draft.measure]
    if kind == "victims" or (kind == "harm" and draft.agent_start is None):
        return None  # what others did to them is no part of it
    if _is_apart(draft, sentence, scope, time, seen):
        return None
    return _told_elsewhere(draft, scope, seen)


def _is_under(campaign: CampaignMention, seen: Survey) -> bool:
    """Whether a described campaign is said to be what something was done in."""
    lead = seen.folded[max(0, campaign.start - 16) : campaign.start]
    return _UNDER.search(lead) is not None


def _is_lasting(campaign: CampaignMention, seen: Survey) -> bool:
    """Whether a described campaign is more than a sweep or a day of action."""
    said = seen.folded[campaign.start : campaign.end]
    words = said.split()
    return "series of operations" in said or not seen.world.words(
        "campaign", "loose_noun"
    ).isdisjoint(words)


def share_campaigns(cases: list[Case]) -> None:
    """Victims are of the campaign in which the same number of people was rescued."""
    for case in cases:
        if case.campaign is None and case.draft.measure == "trafficked":
            for other in cases:
                freed = other.draft.measure in ("rescued", "identified_victims")
                if freed and other.draft.char_start == case.draft.char_start:
                    case.campaign = other.campaign


def _is_apart(
    draft: Draft, sentence: Sentence, scope: Scope, time: Time | None, seen: Survey
) -> bool:
    """Whether a figure has a time of its own, other than the campaign's."""
    if scope != "operation":
        near = any(0 < sentence.char_start - c.start < _PASSAGE for c in seen.campaigns)
        return time is not None and _is_long(time) and not near
    clause = seen.folded[sentence.char_start : draft.clause_end]
    return _ANOTHER.search(clause) is not None


_HALF_YEAR = 150  # days
_PASSAGE = 300  # letters over which a campaign goes on being spoken of
_SECTION = 600  # letters that tell of one of several operations


def _is_long(time: Time) -> bool:
    """Whether a time is a year, or a stretch longer than most campaigns."""
    if time.first is None or time.last is None:
        return time.kind == "year"
    return (time.last - time.first).days > _HALF_YEAR


def _told_elsewhere(draft: Draft, scope: Scope, seen: Survey) -> CampaignMention | None:
    """The one campaign of an article, told in other sentences."""
    campaigns = seen.campaigns
    fitting = [c for c in campaigns if c.key and (c.is_operation or scope != "operation")]
    if fitting and (scope != "operation" or _are_one(fitting)):
        before = [c for c in fitting if c.start < draft.char_start]
        return before[-1] if before else fitting[0]
    near = [c for c in fitting if 0 < draft.char_start - c.start < _SECTION]
    if near:
        return near[-1]
    alone = len(campaigns) == 1 and _is_lasting(campaigns[0], seen)
    return campaigns[0] if alone and scope != "operation" else None


def _are_one(campaigns: list[CampaignMention]) -> bool:
    """Whether all names are of one operation: "Operation Rescue", "Operation Rescue IV"."""
    shortest = min((c.key or "" for c in campaigns), key=len)
    return all((c.key or "").startswith(shortest) for c in campaigns)
