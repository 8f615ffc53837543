"""The region of a figure: the smallest that covers what it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.reading.regions import cover, is_of_part, listed_with
from ingest.reading.setting import setting_of
from ingest.reading.wordlists import pattern
from ingest.values import value

if TYPE_CHECKING:
    from ingest.model import Draft, Sentence
    from ingest.reading.agencies import AgencyMention
    from ingest.reading.places import Place
    from ingest.reading.survey import Survey

__all__ = ["OwnRegion", "hinted_region", "own_region", "setting_of"]

# "police in 10 provinces", "across several states"
_PROVINCES = pattern(
    r"\b{provinces_in} (?:{provinces_all} )?(?:the )?(?:{provinces_two}|\d+) (?:\w+ )?"
    r"{provinces_provinces}\b"
)


_STATES = pattern(
    r"\b{states_in} (?:{states_all} )?(?:the )?(?:{states_two}|\d+) (?:\w+ )?states\b"
)


# "in 31 countries", "28 states" beside a word of nations
_COUNTRIES = pattern(r"\b(?:{countries_two}|\d+) (?:\w+ )?{countries_countries}\b")


@value
class OwnRegion:
    """What a figure's sentence says of its place; `is_told` if it says anything."""

    region_id: str | None
    is_told: bool
    is_country_wide: bool = False
    is_share: bool = False  # one of several places of a list
    is_vague: bool = False  # only a country, which the article may tell more exactly


_UNTOLD = OwnRegion(None, is_told=False)


def own_region(
    draft: Draft, sentence: Sentence, survey: Survey, ceiling: int, *, is_total: bool
) -> OwnRegion:
    """The region that a figure's sentence gives; `ceiling` is where the next figure begins."""
    ceiling = min(ceiling, sentence.char_end)
    share = _own_share(draft, ceiling, survey) or _share_before(draft, sentence, survey)
    here = survey.places_in(sentence.char_start, sentence.char_end)
    if share is not None:
        is_vague = len(share) == 2 and any(p.region_id == share for p in here)
        return OwnRegion(share, is_told=True, is_share=True, is_vague=is_vague)
    placed = [p for p in here if p.role not in ("adjective", "origin", "dateline")]
    if _are_nationalities(placed):
        placed = []
    placed = [p for p in placed if p.end < draft.char_start or not is_of_part(p, survey)]
    if survey.world.measure_events[draft.measure] in ("action", "harm", "victims"):
        placed = [p for p in placed if not _is_court(p, survey)]
    near = _nearest_places(draft, placed, survey)
    if is_total:
        near = [p for p in near if p.role == "at"]
    wide, gap = _wide(draft, sentence, survey)
    if wide == "international" and not _is_placed_nearer(here, gap, draft):
        home = _acting_country(draft, survey)
        if home is None:
            return OwnRegion(None, is_told=True)
        wide = None
    near = _narrowed(draft, near, placed, ceiling)
    region = cover([p.region_id for p in near]) if near else None
    if wide == "country_wide" and not _is_nearer(near, draft, survey):
        country = region[:2] if region else None
        return OwnRegion(country, is_told=country is not None, is_country_wide=True)
    if near:
        return _told_region(draft, sentence, near, survey)
    return _there(draft, sentence, survey)


def _there(draft: Draft, sentence: Sentence, survey: Survey) -> OwnRegion:
    """The place of the sentence before, where a figure's clause says "there"."""
    clause = survey.folded[draft.clause_start : draft.clause_end]
    if sentence.number == 0 or _THERE.search(clause) is None:
        return _UNTOLD
    before = survey.sentences[sentence.number - 1]
    told = [
        p.region_id
        for p in survey.places_in(before.char_start, before.char_end)
        if p.role in ("at", "named")
    ]
    region = cover(told)
    return OwnRegion(region, is_told=True) if region else _UNTOLD


# "were rounded up there", not "there were"
_THERE = pattern(r"\bthere\b(?! {there}\b)")


def _are_nationalities(places: list[Place]) -> bool:
    """Whether places are only a list of countries: "Bangladesh - 150, Pakistan - 35, Nepal"."""
    named = [p for p in places if p.level == "country" and p.role == "named"]
    return len(named) == len(places) and len({p.country for p in named}) >= _MANY


_MANY = 3  # countries of a list that tells where people are from


def _is_court(place: Place, survey: Survey) -> bool:
    """Whether a place is in the name of a court, which says nothing of what it hears."""
    return any(a.kind == "court" and a.start <= place.start < a.end for a in survey.agencies)


def _narrowed(draft: Draft, near: list[Place], placed: list[Place], ceiling: int) -> list[Place]:
    """A place behind the figure within the country it stands beside, if there is one."""
    if not near or any(len(p.region_id) > 2 for p in near) or len({p.country for p in near}) > 1:
        return near
    inside = [
        p
        for p in placed
        if draft.char_end < p.start < ceiling
        and p.role == "at"
        and len(p.region_id) > 2
        and p.country == near[0].country
    ]
    return inside[:1] or near


def _acting_country(draft: Draft, survey: Survey) -> str | None:
    """The country whose police alone did it, within a wider operation.

    "Spanish police arrested 12 as part of a sweep in four countries" tells of arrests in Spain.
    """
    if draft.agent_start is None or draft.agent_end is None or draft.agent_end > draft.char_start:
        return None
    acting = survey.agencies_in(draft.agent_start - 1, draft.agent_end + 1)
    if not acting or acting[0].country is None or acting[0].strength < 2:
        return None
    listed = acting[0].agency_id in survey.world.agencies
    if not listed and not survey.places_in(acting[0].start, acting[0].end):
        return None
    tail = survey.folded[draft.char_end : draft.clause_end + 90]
    return acting[0].country if _AS_PART.search(tail) else None


# " as part of", " in a sweep", "as a global operation comes to a close"
_AS_PART = pattern(r"\b{as_part_part_of} (?:{as_part_an} )?(?:[\w-]+ ){0,4}?{as_part_operation}\b")


def _is_placed_nearer(here: list[Place], gap: int, draft: Draft) -> bool:
    """Whether a figure has a place nearer than the word that means several countries."""
    at = [p for p in here if p.role == "at" and p.start < draft.char_end + gap]
    return gap > 0 and bool(at) and min(_gap(p, draft) for p in at) < gap


def _told_region(draft: Draft, sentence: Sentence, near: list[Place], survey: Survey) -> OwnRegion:
    """The region of a figure's places, unless they are only where people were sent."""
    region = cover([p.region_id for p in near])
    here = survey.places_in(sentence.char_start, sentence.char_end)
    acting = [p for p in here if _is_agency(p, survey)]
    if acting and all(p.role == "named" and p.country != acting[0].country for p in near):
        known = [p.region_id for p in acting if p.role != "adjective"]
        return OwnRegion(known[0], is_told=True) if known else _UNTOLD
    agencies = survey.agencies_in(sentence.char_start, draft.trigger_start + 1)
    police = [a for a in agencies if a.kind == "police" and a.strength >= 2 and a.country]
    if region is None and police and all(p.country != police[-1].country for p in near):
        return _UNTOLD  # a country's police acts at home; abroad is where people were sent
    is_vague = region is not None and len(region) == 2 and not _is_across(near, survey)
    if is_vague and _fronts(near[0], sentence, survey):
        is_vague = False  # "In Spain, police arrested 57": of an operation in more countries
    return OwnRegion(region, is_told=True, is_vague=is_vague)


def _fronts(place: Place, sentence: Sentence, survey: Survey) -> bool:
    """Whether a sentence begins with a place that is set off: "In Spain, …"."""
    lead = survey.folded[sentence.char_start : place.start].strip(" -")
    return lead == "in" and survey.folded[place.end : place.end + 1] == ","


def _is_across(places: list[Place], survey: Survey) -> bool:
    """Whether a country is meant as a whole: "across Spain", or as one of several places."""
    if len(places) > 1:
        return True
    lead = survey.folded[max(0, places[0].start - 40) : places[0].start]
    return _ACROSS.search(lead) is not None


# "across the ", "throughout the southeastern "
_ACROSS = pattern(r"\b{across}(?: the)?(?: \w+ern)? $")


def _share_before(draft: Draft, sentence: Sentence, survey: Survey) -> str | None:
    """The place right before a number in a list by place: "Bulgaria for seven"."""
    before = [
        p for p in survey.places if sentence.char_start <= p.start and p.end <= draft.char_start
    ]
    if not before or draft.char_start - before[-1].end > 22 or before[-1].role == "dateline":
        return None
    place = before[-1]
    if place.level == "country" and survey.text[place.end : place.end + 2] == " (":
        lead = survey.folded[sentence.char_start : place.start]
        if _PEOPLE_FROM.search(lead):
            return None
    return (
        before[-1].region_id
        if _ACCOUNTS.fullmatch(survey.folded, before[-1].end, draft.char_start)
        else None
    )


# "They comprise 791 individuals from Malaysia, China (300), Indonesia (20)": where people are from
_PEOPLE_FROM = pattern(r"\b{people_from} (?![^;]*\b(?:in|to) )[^.;]*$")
_ACCOUNTS = pattern(
    r"(?:'s {accounts_share} {accounts_was})? (?:{accounts_accounted_for} )|: ?| \("
)


def _own_share(draft: Draft, ceiling: int, survey: Survey) -> str | None:
    """The place right behind a number in a list by place: "10 in South Australia, eight in …"."""
    behind = _BEHIND.match(survey.folded, draft.char_end)
    if behind is None:
        return None
    for place in survey.places:
        if (
            place.role == "at"
            and draft.char_end < place.start <= behind.end() + 4
            and place.end <= ceiling
        ):
            if behind.end() > place.start:
                return None
            group = [place]
            for other in survey.places:
                if place.end < other.start < ceiling and listed_with(other, group, survey):
                    group.append(other)
            return cover([p.region_id for p in group])
    return None


# " children in ", " arrests, 14 of them in "
_BEHIND = pattern(
    r"(?: [a-z'-]+){0,2} {behind_in} (?:the )?(?:{behind_city_of} )?(?:"
    r"{behind_central} |[a-z]+ern )?"
)


# The place of those who found out "that a group had sold …" is not where it was sold.
_APART = re.compile(r"\.|\bthat\b")


def _is_nearer(places: list[Place], draft: Draft, survey: Survey) -> bool:
    """Whether a figure has places of its own, in its clause or just before its verb."""
    return any(
        p.role == "at"
        and draft.clause_start <= p.start < draft.clause_end
        and p.start < draft.trigger_end + 40
        and not _is_agency(p, survey)
        and _APART.search(survey.folded, p.end, max(p.end, draft.trigger_start)) is None
        for p in places
    )


def hinted_region(
    agency: AgencyMention | None, measure: str, sentence: Sentence, survey: Survey
) -> str | None:
    """The region of whoever did it: of the agency's name, or an adjective in it."""
    if agency is not None:
        if _is_of_several(agency, survey):
            return None
        region = (agency.region_id if agency.strength >= 2 else None) or survey.world.agency_region(
            agency.agency_id
        )
        if region is None and agency.strength < _NAMED and agency.agency_id is not None:
            region = _region_of_named(agency, survey)
        return region or (agency.country if agency.strength >= _NAMED else None)
    here = survey.places_in(sentence.char_start, sentence.char_end)
    if survey.world.measure_events[measure] == "harm":
        return None  # whoever only says what was suffered
    return next(
        (p.region_id for p in here if p.role == "adjective" and _is_agency(p, survey)), None
    )


def _is_of_several(agency: AgencyMention, survey: Survey) -> bool:
    """Whether an agency's country is the first of a list: "authorities in Italy, Albania and"."""
    own = survey.places_in(agency.start, agency.end)
    return bool(own) and any(
        p.country != own[-1].country and listed_with(p, [own[-1]], survey)
        for p in survey.places_in(agency.end, agency.end + _LISTED_WITHIN)
    )


_LISTED_WITHIN = 60  # letters
_NAMED = 2  # strength of an agency that is told apart by its own words


def _region_of_named(agency: AgencyMention, survey: Survey) -> str | None:
    """The place of the agency that a bare word ("the police") means, by its full name."""
    same = {a.region_id for a in survey.agencies if a.agency_id == agency.agency_id}
    same.discard(None)
    return same.pop() if len(same) == 1 else None


def _is_agency(place: Place, survey: Survey) -> bool:
    return survey.is_in_agency(place.start)


def _nearest_places(draft: Draft, places: list[Place], survey: Survey) -> list[Place]:
    """The places of the figure's own clause, else the nearest of its sentence, with their list."""
    if not places:
        return []
    places = [p for p in places if not _is_of_another(draft, p, survey)] or places
    said = [p for p in places if p.role == "at" and not _is_agency(p, survey)]
    said = said or [p for p in places if not _is_agency(p, survey)] or places
    labels = [
        p for p in said if p.end <= draft.char_start and survey.text[p.end : p.end + 1] == ":"
    ]
    if labels:
        return labels[-1:]
    said = [p for p in said if draft.clause_start <= p.start < draft.clause_end] or said
    first = min(said, key=lambda p: _gap(p, draft))
    group = [first]
    for place in (*places, *reversed(places)):
        if place not in group and listed_with(place, group, survey):
            group.append(place)
    return group


# ", among them a man of 44 who was stopped at "
_ANOTHER = pattern(
    r"\b{another_an} [^,;.]{0,60}\b{another_who}\b|\b{another_a} [^,;.]{0,40}\bin "
    r"which\b"
)


def _is_of_another(draft: Draft, place: Place, survey: Survey) -> bool:
    """Whether a place is told of some other person, in a clause that says who."""
    return _ANOTHER.search(survey.folded, draft.char_end, place.start) is not None


def _gap(place: Place, draft: Draft) -> int:
    """How far a place is from a figure; the verb counts too, unless it serves an earlier one."""
    gap = abs(place.start - draft.char_end)
    shared = draft.trigger_start < draft.char_start
    return gap if shared else min(gap, abs(place.start - draft.trigger_end))


def _wide(draft: Draft, sentence: Sentence, survey: Survey) -> tuple[str | None, int]:
    """Whether a sentence speaks of a whole country or of several, and how far from the figure.

    A count of countries or provinces is of the figure wherever it stands: its distance is 0.
    """
    span = (sentence.char_start, sentence.char_end)
    words = survey.folded[sentence.char_start : sentence.char_end]
    if any(noun in words for noun in _COUNTED_AREAS):
        wide = _over_areas(draft, span, survey)
        if wide is not None:
            return wide, 0
    marks = [
        m
        for m in survey.marks(survey.world.terms("place", "country_wide", "international"), *span)
        if _ARE_FROM.search(survey.folded, draft.char_end, max(draft.char_end, m[0])) is None
    ]
    found = min(marks, key=lambda m: abs(m[0] - draft.char_start), default=None)
    if found is None:
        return None, 0
    return found[2][0], max(1, abs(found[0] - draft.char_start))


_COUNTED_AREAS = (
    "countries", "nations", "states", "provinc", "governorates", "prefectures", "regions", "cities",
)  # fmt: skip


def _over_areas(draft: Draft, span: tuple[int, int], survey: Survey) -> str | None:
    """What a count of countries, states or provinces beside a figure says of its place."""
    nations = _COUNTRIES.search(survey.folded, *span)
    if nations is not None and abs(nations.start() - draft.char_start) < 160:
        return "international"
    states = _STATES.search(survey.folded, *span)
    if states is not None and abs(states.start() - draft.char_start) < 160:
        country = (setting_of(survey) or "").lower()[:2]
        has_states = country in survey.world.words("place", "has_states")
        return "country_wide" if has_states else "international"
    provinces = _PROVINCES.search(survey.folded, *span)
    if provinces is not None and abs(provinces.start() - draft.char_start) < 120:
        return "country_wide"
    return None


# "41 came from countries in "
_ARE_FROM = pattern(r"\b{are_from} from\b")
