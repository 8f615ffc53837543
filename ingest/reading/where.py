"""The region of a figure: the smallest that covers what it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.model import Draft, Sentence
    from ingest.reading.agencies import AgencyMention
    from ingest.reading.places import Place
    from ingest.reading.survey import Survey

# "police in 10 provinces", "across several states"
_PROVINCES = re.compile(r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|multiple|many|various) (?:\w+ )?(?:provinces|states|provincial|governorates|prefectures|regions)\b")


def cover(regions: list[str]) -> str | None:
    """The smallest region that covers all: one of them, their country, or none."""
    distinct = set(regions)
    if len(distinct) == 1:
        return regions[0]
    countries = {r[:2] for r in distinct}
    return countries.pop() if len(countries) == 1 else None


def region_of(
    draft: Draft, sentence: Sentence, agency: AgencyMention | None, survey: Survey
) -> str | None:
    """The region of a figure by its sentence, else by its agency, else by the article."""
    setting = setting_of(survey)
    wide = _wide(sentence, survey)
    if wide == "international":
        return None
    here = [p for p in survey.places_in(sentence.char_start, sentence.char_end) if p.role != "origin"]
    near = _nearest_places(draft, [p for p in here if p.role != "adjective"], survey)
    hinted = agency.region_id if agency is not None else None
    adjective = next((p.region_id for p in here if p.role == "adjective" and _is_agency(p, survey)), None)
    said = hinted or adjective
    if near and said and all(p.role == "named" and p.country != said[:2] for p in near):
        near = []
    around = _around(sentence, survey)
    if near:
        region = _merged([p.region_id for p in near], setting)
    elif said is not None:
        region = _merged([said], around or setting)
    else:
        region = around or setting
    return region[:2] if wide == "country_wide" and region else region


def _merged(regions: list[str], setting: str | None) -> str | None:
    """Regions as one; a bare country takes the article's place within it if only named beside."""
    inner = [r for r in regions if len(r) > 2]
    countries = {r[:2] for r in regions}
    if inner and len({r[:2] for r in inner}) == 1 and countries == {inner[0][:2]}:
        return cover(inner)
    merged = cover(regions)
    if merged is not None and len(merged) == 2 and setting and setting[:2] == merged and len(set(regions)) == 1:
        return setting
    return merged


def _is_agency(place: Place, survey: Survey) -> bool:
    return any(a.start <= place.start < a.end for a in survey.agencies)


def _nearest_places(draft: Draft, places: list[Place], survey: Survey) -> list[Place]:
    """The places of the figure's own clause, else the nearest of its sentence."""
    if not places:
        return []
    said = [p for p in places if p.role in ("at", "dateline") and not _is_agency(p, survey)]
    said = said or [p for p in places if not _is_agency(p, survey)] or places
    clause = [p for p in said if draft.clause_start <= p.start < draft.clause_end]
    if clause:
        said = clause
    first = min(said, key=lambda p: min(abs(p.start - draft.trigger_end), abs(p.start - draft.char_end)))
    group = [first]
    for place in places:
        if place is not first and _listed_with(place, group, survey):
            group.append(place)
    return group


def _listed_with(place: Place, group: list[Place], survey: Survey) -> bool:
    """Whether a place stands in one list with others: "in Kenya, Somalia and Tanzania"."""
    for other in group:
        a, b = (other, place) if other.start < place.start else (place, other)
        gap = survey.folded[a.end : b.start].strip(" ,")
        if gap in ("", "and", "or", "&", "as well as", "and in", "in", "and the", "the", "province and", "state", "county", "county and", "counties and"):
            return True
    return False


def _wide(sentence: Sentence, survey: Survey) -> str | None:
    """Whether a sentence speaks of a whole country or of several."""
    if _PROVINCES.search(survey.folded, sentence.char_start, sentence.char_end):
        return "country_wide"
    for _, _, roles in survey.world.terms("place").find(
        survey.folded, sentence.char_start, sentence.char_end
    ):
        for role in roles:
            if role in ("country_wide", "international"):
                return role
    return None


def _around(sentence: Sentence, survey: Survey) -> str | None:
    """The place told last before a sentence, in its own part of the article."""
    before = [
        p for p in survey.places if p.role in ("at", "dateline") and p.end <= sentence.char_start
    ]
    if not before:
        return None
    last = before[-1]
    return last.region_id if sentence.char_start - last.end < 600 else None


def setting_of(survey: Survey) -> str | None:
    """Where an article is set: the place of its first sentences that most of it speaks of."""
    places = [p for p in survey.places if p.role in ("at", "dateline", "named")]
    if not places:
        adjectives = [p for p in survey.places if p.role == "adjective"]
        return adjectives[0].region_id if adjectives else None
    weights: dict[str, float] = {}
    for n, place in enumerate(places):
        weight = {"at": 2.0, "dateline": 2.5, "named": 1.0}[place.role] / (1 + 0.15 * n)
        weights[place.region_id] = weights.get(place.region_id, 0.0) + weight
    best = max(weights, key=lambda r: (weights[r], len(r)))
    if len(best) == 2:
        inner = {r: w for r, w in weights.items() if r.startswith(best + "-")}
        if len(inner) == 1:
            return next(iter(inner))
    return best
