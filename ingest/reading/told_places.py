"""Regions of figures: their own, else those that the article tells elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.cases import last_before, nearest_told
from ingest.reading.region_choice import choose_regions
from ingest.reading.scenes import Scene, scene_after, scene_before, scenes_of
from ingest.reading.setting import only_place, setting_near, setting_of
from ingest.reading.when import kinds_of
from ingest.reading.where import OwnRegion, hinted_region
from ingest.reading.witnesses import is_same_count, parts_region

if TYPE_CHECKING:
    from ingest.reading.agencies import AgencyMention
    from ingest.reading.cases import Case
    from ingest.reading.survey import Survey


def settle_regions(cases: list[Case], seen: Survey) -> None:
    """The region of each figure: what the rules say, weighed with what else is said."""
    scenes = follow_rules(cases, seen)
    choose_regions(cases, seen, scenes)


def follow_rules(cases: list[Case], seen: Survey) -> list[Scene]:
    """The region of each figure by rules: its own, its agency's, the operation's, the setting.

    Returns the scenes of the article.
    """
    for case in cases:
        if case.own.is_country_wide and not case.own.is_told:
            place = hinted_region(
                case.agency, case.draft.measure, case.sentence, seen
            ) or setting_of(seen)
            case.own = OwnRegion(place[:2] if place else None, is_told=place is not None)
    _settle_shares(cases)
    told = [c for c in cases if c.own.is_told and c.scope == "operation" and not c.own.is_share]
    exact = [c for c in told if not c.own.is_vague]
    several = len({(c.own.region_id or "")[:2] for c in cases if c.own.is_told}) > 1
    several = several or any(c.own.is_country_wide for c in cases)
    only = None if several else only_place(seen)
    scenes = scenes_of(cases, seen)
    has_history = any(s.is_history for s in scenes)
    for case in cases:
        if case.own.is_told:
            case.region = case.own.region_id
            if case.own.is_vague and case.scope == "operation" and not case.own.is_share:
                case.region = _exacter(case, exact, scenes, seen) or case.region
            vague = case.own.is_vague and not case.own.is_share
        else:
            case.region = _region_elsewhere(case, exact or told, scenes, seen)
            vague = True
        history = has_history and _acts(case, seen)
        vague = vague and case.scope == "operation" and not history
        if only and vague and case.region == only[:2]:
            case.region = only  # the one place of an article is its operation's
    return scenes


def _settle_shares(cases: list[Case]) -> None:
    """Tell shares of a list by place from a figure that merely has a place behind it."""
    shares = Counter((c.sentence.number, c.draft.measure) for c in cases if c.own.is_share)
    for case in cases:
        listed = shares[case.sentence.number, case.draft.measure]
        if case.own.is_share and listed == 1:
            case.own = replace(case.own, is_share=False)
        elif listed > 1 and case.own.is_told and case.own.region_id and not case.own.is_share:
            case.own = replace(case.own, is_share=True)


def _exacter(case: Case, told: list[Case], scenes: list[Scene], seen: Survey) -> str | None:
    """The subdivision that the article tells for a figure whose sentence names its country."""
    country = case.own.region_id
    if country is None or _is_over_parts(case, told):
        return None
    within = [c for c in told if c.own.region_id and c.own.region_id.startswith(f"{country}-")]
    same = [c for c in within if is_same_count(c, case)]
    if same:
        return nearest_told(case, same).own.region_id
    inside = [s for s in scenes if s.region_id and s.region_id.startswith(country)]
    scene = scene_after(case, inside, acts=_acts(case, seen)) or scene_before(case, inside)
    return scene.region_id if scene else None


def _is_over_parts(case: Case, told: list[Case]) -> bool:
    """Whether a figure is the sum over places that the article tells one by one."""
    return parts_region(case, told) is not None


def _region_elsewhere(
    case: Case, told: list[Case], scenes: list[Scene], seen: Survey
) -> str | None:
    """The region of a figure whose sentence names none."""
    hint = hinted_region(case.agency, case.draft.measure, case.sentence, seen)
    if case.scope != "operation" or case.own.is_country_wide:
        return _region_of_total(case, hint, seen)
    if "victims" not in kinds_of(case.draft.measure, seen):
        told = [c for c in told if "victims" not in kinds_of(c.draft.measure, seen)]
    here = case.agency is not None and _is_inside(case.agency, case)
    if hint and not here and _is_set_elsewhere(hint, told):
        hint = None  # only carried, and of another country
    same = [
        c
        for c in told
        if hint is None
        or (c.own.region_id or "")[:2] == hint[:2]
        or (c.own.region_id is None and not here)
    ]
    over_parts = parts_region(case, same)
    if over_parts is not None:
        return over_parts
    there = [s for s in scenes if hint is None or (s.region_id or "")[:2] == hint[:2]]
    same = [c for c in same if not _is_part(c, case)]
    found, region = _told_beside(case, same, there, seen)
    if found:
        return region
    setting = setting_near(case.sentence, seen)
    if hint and (len(hint) > 2 or not setting or setting[:2] != hint):
        return hint
    ahead = scene_after(case, there, acts=_acts(case, seen))
    return ahead.region_id if ahead is not None else setting


def _is_set_elsewhere(hint: str, told: list[Case]) -> bool:
    """Whether all that figures tell is in one country, and not in that of an agency."""
    countries = {(c.own.region_id or "")[:2] for c in told}
    return len(countries) == 1 and hint[:2] not in countries and "" not in countries


def _told_beside(
    case: Case, same: list[Case], scenes: list[Scene], seen: Survey
) -> tuple[bool, str | None]:
    """Whether figures or scenes beside a figure tell its region, and which."""
    near = [c for c in same if abs(c.sentence.number - case.sentence.number) <= 1]
    counted = [c for c in same if is_same_count(c, case) and (c in near or not near)]
    if counted:
        return True, nearest_told(case, counted).own.region_id
    last = last_before(case, same)
    scene = scene_before(case, scenes)
    if scene is not None and (last is None or scene.number > last.sentence.number):
        within = _acts(case, seen) and scene.is_history
        if last is not None and within and last.own.region_id == (scene.region_id or "")[:2]:
            return True, last.own.region_id  # what else is told of one of several places
        return True, scene.region_id
    ahead = scene_after(case, scenes, acts=_acts(case, seen)) if last is None and not near else None
    if same and ahead is None:
        return True, _operation_region(case, same, scenes, seen)
    return False, None


def _acts(case: Case, seen: Survey) -> bool:
    """Whether a figure counts what the police did."""
    return seen.world.measure_events[case.draft.measure] == "action"


def _is_police_of(agency: AgencyMention, setting: str | None, seen: Survey) -> bool:
    """Whether bare "police" can only be those of the setting: no others are named."""
    if agency.kind != "police" or agency.strength > 1:
        return False
    return {a.region_id for a in seen.agencies if a.kind == "police" and a.region_id} == {setting}


def _is_inside(agency: AgencyMention, case: Case) -> bool:
    """Whether an agency stands in a figure's own sentence."""
    sentence = case.sentence
    return sentence.char_start <= agency.start and agency.end <= sentence.char_end


def _region_of_total(case: Case, hint: str | None, seen: Survey) -> str | None:
    """The region of a total whose sentence names none: its agency's, else the setting."""
    local_setting = setting_of(seen)
    place = hint or local_setting
    if place and len(place) == 2 and local_setting and local_setting[:2] == place:
        place = local_setting
    harm = "harm" in kinds_of(case.draft.measure, seen)
    local = case.agency is not None and (
        _is_local(case.agency, seen) or _is_police_of(case.agency, local_setting, seen)
    )
    whole = case.own.is_country_wide or not ((hint and len(hint) > 2) or harm or local)
    return place[:2] if place and whole else place


def _is_local(agency: AgencyMention, seen: Survey) -> bool:
    """Whether an agency that isn't listed seems to work for a place, not for its country."""
    listed = agency.agency_id in seen.world.agencies
    if agency.strength >= 3 and agency.region_id is None:
        return False
    return not listed and agency.kind in seen.world.words("agency", "local_kind")


def _is_part(told: Case, case: Case) -> bool:
    """Whether a figure's place is only that of a part of another: fewer, of the same measure."""
    if told.draft.measure != case.draft.measure or told.draft.value is None:
        return False
    return case.draft.value is not None and told.draft.value < case.draft.value / 2


def _operation_region(
    case: Case, told: list[Case], scenes: list[Scene], seen: Survey
) -> str | None:
    """The place of the nearest figure that has one, but the whole where that is only a part."""
    nearest = nearest_told(case, told)
    first = told[0]
    whole = first.own.region_id
    part = nearest.region or nearest.own.region_id
    if any(c.own.region_id is None for c in told) and nearest.sentence is not case.sentence:
        return None  # the operation went over several countries
    if nearest.own.is_vague and part and len(part) == 2:
        return _exacter(nearest, told, scenes, seen) or part
    beside = abs(nearest.sentence.number - case.sentence.number) <= 1
    if whole and part and len(whole) == 2 and part[:2] == whole and not beside:
        return part if first.own.is_vague else whole
    return part
