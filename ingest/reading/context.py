"""The context of figures: who, where, when, over what span, in which campaign.

`settle` makes figures of drafts; `identify` gives keys to figures that came from outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import Figure
from ingest.reading import who
from ingest.reading.agencies import find_agencies
from ingest.reading.folding import fold
from ingest.reading.places import find_places
from ingest.reading.scope import scope_of
from ingest.reading.survey import Survey, survey
from ingest.reading.when import NO_PERIOD, Period, own_time, period_of
from ingest.reading.where import region_of, setting_of

if TYPE_CHECKING:
    from ingest.model import Article, Draft, Scope, Sentence
    from ingest.reading.agencies import AgencyMention
    from ingest.reading.campaigns import CampaignMention
    from ingest.reading.times import Time
    from ingest.reading.world import World


@dataclass(slots=True)
class _Case:
    """A draft with what is settled so far."""

    draft: Draft
    sentence: Sentence
    scope: Scope
    time: Time | None
    period: Period
    agency: AgencyMention | None
    region: str | None
    campaign: CampaignMention | None


def settle(
    article: Article,
    sentences: tuple[Sentence, ...],
    drafts: tuple[Draft, ...],
    world: World,
    seen: Survey | None = None,
) -> tuple[Figure, ...]:
    """Figures of drafts, in order: agency, region, period, scope and campaign settled."""
    if not drafts:
        return ()
    seen = seen or survey(article, sentences, world)
    by_number = {s.number: s for s in sentences}
    cases = [_case(d, by_number[d.sentence], seen) for d in drafts]
    _carry_times(cases, seen)
    _carry_agencies(cases, seen)
    return tuple(_figure(case, article) for case in cases)


def _case(draft: Draft, sentence: Sentence, seen: Survey) -> _Case:
    scope = scope_of(draft, sentence, seen)
    time = own_time(draft, scope, sentence, seen)
    agency = who.agency_of(draft, sentence, seen)
    return _Case(
        draft,
        sentence,
        scope,
        time,
        period_of(time, scope, seen, sentence),
        agency,
        region_of(draft, sentence, agency, seen),
        campaign_of(draft, sentence, scope, seen),
    )


def campaign_of(
    draft: Draft, sentence: Sentence, scope: Scope, seen: Survey
) -> CampaignMention | None:
    """The campaign or named operation that a figure belongs to."""
    campaigns = seen.campaigns
    if not campaigns:
        return None
    here = [c for c in campaigns if sentence.char_start <= c.start < sentence.char_end]
    if here:
        named = [c for c in here if c.key]
        if named or scope != "operation":
            return min(named or here, key=lambda c: abs(c.start - draft.trigger_start))
    if seen.world.measure_events[draft.measure] in ("harm", "victims"):
        return None
    names = {c.key for c in campaigns if c.key and (c.is_operation or scope != "operation")}
    if len(names) == 1 or (names and scope != "operation"):
        before = [c for c in campaigns if c.key in names and c.start < draft.char_start]
        return before[-1] if before else next(c for c in campaigns if c.key in names)
    if scope == "running_total" and len(campaigns) == 1:
        return campaigns[0]
    return None


def _carry_times(cases: list[_Case], seen: Survey) -> None:
    """Give figures of an operation without a time of their own the time told elsewhere."""
    told = [c for c in cases if c.scope == "operation" and c.time is not None]
    for case in cases:
        if case.scope != "operation" or case.time is not None:
            continue
        kind = seen.world.measure_events[case.draft.measure]
        same = [c for c in told if _same_kind(c, case, kind, seen)]
        if same:
            nearest = min(same, key=lambda c: abs(c.draft.char_start - case.draft.char_start))
            case.period = nearest.period
        else:
            case.period = _told_elsewhere(case, kind, seen)


def _same_kind(told: _Case, case: _Case, kind: str, seen: Survey) -> bool:
    if kind == "court":
        return told.draft.measure == case.draft.measure
    return seen.world.measure_events[told.draft.measure] == kind


def _told_elsewhere(case: _Case, kind: str, seen: Survey) -> Period:
    """The time that a sentence without figures gives to the same kind of event."""
    if kind == "court":
        return NO_PERIOD
    wanted = "harm" if kind == "victims" else kind
    ordered = sorted(
        (s for s in seen.sentences if s.kind != "furniture" and s.number != case.sentence.number),
        key=lambda s: abs(s.number - case.sentence.number),
    )
    for sentence in ordered:
        times = [t for t in seen.times(sentence) if t.kind in ("day", "days", "week", "month") and t.is_known]
        for time in times:
            nearest = _nearest_event(time, sentence, seen)
            if nearest == wanted:
                return Period(time.first, time.last)
    return NO_PERIOD


def _nearest_event(time: Time, sentence: Sentence, seen: Survey) -> str | None:
    events = seen.events(sentence)
    if not events:
        return None
    start, end, kind = min(events, key=lambda e: max(e[0] - time.end, time.start - e[1]))
    return kind if max(start - time.end, time.start - end) < 60 else None


def _carry_agencies(cases: list[_Case], seen: Survey) -> None:
    """Give figures of an operation without an agency the one that led it."""
    for case in cases:
        if case.agency is not None or seen.world.measure_events[case.draft.measure] != "action":
            continue
        same = [c for c in cases if c.agency is not None and c.draft.measure == case.draft.measure and c.scope == case.scope]
        if same:
            case.agency = same[0].agency


def _figure(case: _Case, article: Article) -> Figure:
    draft = case.draft
    agency, campaign = case.agency, case.campaign
    return Figure(
        char_start=draft.char_start,
        char_end=draft.char_end,
        figure_text=article.text[draft.char_start : draft.char_end],
        value=draft.value,
        lower=draft.lower,
        upper=draft.upper,
        qualifier=draft.qualifier,
        measure=draft.measure,
        counted=draft.counted,
        category=draft.category,
        agency=article.text[agency.start : agency.end] if agency else None,
        region=case.region,
        period_start=case.period.first,
        period_end=case.period.last,
        scope=case.scope,
        campaign=article.text[campaign.start : campaign.end] if campaign else None,
        part_of=draft.part_of,
        sentence=draft.sentence,
        agency_id=agency.agency_id if agency else None,
        campaign_key=campaign.key if campaign else None,
    )


def identify(
    article: Article,
    world: World,
    *,
    agency: str | None,
    region: str | None,
    campaign: str | None,
    seen: Survey | None = None,
) -> tuple[str | None, str | None]:
    """The agency id and campaign key of a figure that was given with these words."""
    return (
        agency_id_of(article, world, agency, region, seen) if agency else None,
        campaign_key_of(campaign, world) if campaign else None,
    )


def agency_id_of(
    article: Article, world: World, words: str, region: str | None, seen: Survey | None = None
) -> str | None:
    """The id of an agency given in words, which the article may tell more about."""
    seen = seen or survey(article, (), world)
    wanted = fold(words)
    printed = [a for a in seen.agencies if seen.folded[a.start : a.end] == wanted and a.agency_id]
    if printed:
        return printed[0].agency_id
    overlapping = [
        a for a in seen.agencies if a.agency_id and (wanted in seen.folded[a.start : a.end])
    ]
    if overlapping:
        return overlapping[0].agency_id
    home = region[:2] if region else (setting_of(seen) or "")[:2] or None
    found = find_agencies(words, wanted, find_places(words, wanted, world, home), world, home)
    return next((a.agency_id for a in found if a.agency_id), None)


def campaign_key_of(words: str, world: World) -> str | None:
    """The key of a campaign given in words; null where it is only described."""
    found = world.campaign_finder.find(words, fold(words))
    if found:
        return next((c.key for c in found if c.key), None)
    return world.campaign_finder.key(words) if words[:1].isupper() else None
