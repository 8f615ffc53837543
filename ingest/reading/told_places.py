"""Regions of figures: their own, else those that the article tells elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.cases import last_before, nearest_told
from ingest.reading.when import kinds_of
from ingest.reading.where import (
    OwnRegion,
    hinted_region,
    only_place,
    place_between,
    setting_near,
    setting_of,
)

if TYPE_CHECKING:
    from ingest.reading.agencies import AgencyMention
    from ingest.reading.cases import Case
    from ingest.reading.survey import Survey


def settle_regions(cases: list[Case], seen: Survey) -> None:
    """The region of each figure: its own, its agency's, the operation's, or the setting."""
    for case in cases:
        if case.own.is_country_wide and not case.own.is_told:
            place = hinted_region(case.agency, case.sentence, seen) or setting_of(seen)
            case.own = OwnRegion(place[:2] if place else None, is_told=place is not None)
    told = [c for c in cases if c.own.is_told and c.scope == "operation" and not c.own.is_share]
    several = len({(c.own.region_id or "")[:2] for c in cases if c.own.is_told}) > 1
    several = several or any(c.own.is_country_wide for c in cases)
    only = None if several else only_place(seen)
    for case in cases:
        if case.own.is_told:
            case.region = case.own.region_id
            vague = case.own.is_vague
        else:
            case.region = _region_elsewhere(case, told, seen)
            vague = True
        if only and vague and case.scope == "operation" and case.region == only[:2]:
            case.region = only  # the one place of an article is its operation's


def _region_elsewhere(case: Case, told: list[Case], seen: Survey) -> str | None:
    hint = hinted_region(case.agency, case.sentence, seen)
    if case.scope != "operation" or case.own.is_country_wide:
        local_setting = setting_of(seen)
        place = hint or local_setting
        if place and len(place) == 2 and local_setting and local_setting[:2] == place:
            place = local_setting
        harm = "harm" in kinds_of(case.draft.measure, seen)
        local = case.agency is not None and _is_local(case.agency, seen)
        whole = case.own.is_country_wide or not ((hint and len(hint) > 2) or harm or local)
        return place[:2] if place and whole else place
    if "victims" not in kinds_of(case.draft.measure, seen):
        told = [c for c in told if "victims" not in kinds_of(c.draft.measure, seen)]
    same = [c for c in told if not (hint and c.own.region_id) or hint[:2] == c.own.region_id[:2]]
    same = [c for c in same if not _is_part(c, case)]
    last = last_before(case, same)
    between = place_between(last.sentence.number + 1 if last else 0, case.sentence, seen)
    if (
        between is not None
        and (same or case.sentence.number > 0)
        and (hint is None or between[:2] == hint[:2])
    ):
        return between
    if same:
        return _operation_region(case, same)
    if hint and len(hint) > 2:
        return hint
    setting = setting_near(case.sentence, seen)
    return setting if setting and (hint is None or setting[:2] == hint) else hint


def _is_local(agency: AgencyMention, seen: Survey) -> bool:
    """Whether an agency that isn't listed seems to work for a place, not for its country."""
    listed = agency.agency_id in seen.world.agencies
    return not listed and agency.kind in seen.world.words("agency", "local_kind")


def _is_part(told: Case, case: Case) -> bool:
    """Whether a figure's place is only that of a part of another: fewer, of the same measure."""
    if told.draft.measure != case.draft.measure or told.draft.value is None:
        return False
    return case.draft.value is not None and told.draft.value < case.draft.value / 2


def _operation_region(case: Case, told: list[Case]) -> str | None:
    """The place of the nearest figure that has one, but the whole where that is only a part."""
    nearest = nearest_told(case, told)
    first = told[0]
    whole = first.own.region_id
    part = nearest.own.region_id
    if any(c.own.region_id is None for c in told) and nearest.sentence is not case.sentence:
        return None  # the operation went over several countries
    if whole and part and len(whole) == 2 and part[:2] == whole:
        return whole
    return part
