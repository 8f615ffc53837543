"""Where an article is set, as its first sentences, its title or its outlet tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.reading.folding import plain
from ingest.reading.regions import cover, is_of_part

if TYPE_CHECKING:
    from ingest.model import Sentence
    from ingest.reading.places import Place
    from ingest.reading.survey import Survey

_LEAD_LENGTH = 250
_LATE = 800  # a country first named so far behind is not where the article is set


def setting_of(survey: Survey) -> str | None:
    """Where an article is set: the place of its first sentences that most of it speaks of."""
    return survey.once("setting", lambda: _setting_of(survey))


def _setting_of(survey: Survey) -> str | None:
    places = [p for p in survey.places if p.role in _SETTING_WEIGHTS]
    weights: dict[str, float] = {}
    for n, place in enumerate(places):
        weight = _SETTING_WEIGHTS[place.role] / (1 + 0.15 * n)
        region = place.region_id
        if place.role == "dateline" and _is_capital(place, survey):
            region = place.country  # filed in the capital, not of it
        elif (
            place.role == "dateline" and len(places) > n + 1 and places[n + 1].start - place.end < 4
        ):
            weight = 4.0  # a dateline that names its state or country is the place of the story
        weights[region] = weights.get(region, 0.0) + weight
    if not weights:
        return _faint_setting(survey)
    best = max(weights, key=lambda r: (weights[r], len(r)))
    if len(best) == 2 and min((p.start for p in places if p.country == best), default=0) > _LATE:
        return _faint_setting(survey) or best
    if len(best) == 2:
        inner = {r: w for r, w in weights.items() if r.startswith(best + "-")}
        if len(inner) == 1:
            return next(iter(inner))
    return best


def _is_capital(place: Place, survey: Survey) -> bool:
    name = plain(survey.text[place.start : place.end])
    seat = name in survey.world.words("place", "seat")
    return seat or survey.world.capitals.get(place.country) == name


_SETTING_WEIGHTS = {"at": 2.0, "dateline": 2.0, "named": 1.0}


def _faint_setting(survey: Survey) -> str | None:
    """The setting by hints: the title, an agency's adjective, the outlet's place, an adjective.

    Where people are from, or were sent, is not where it is.
    """
    titled = cover([p.region_id for p in survey.title_places if p.role != "origin"])
    if titled is not None:
        return titled
    adjectives = [p for p in survey.places if p.role == "adjective"]
    acting = [p for p in adjectives if survey.is_in_agency(p.start)]
    if acting:
        return acting[0].region_id
    home = survey.home_region
    if home is not None:
        origins = [p for p in survey.places if p.role == "origin"]
        return next((p.region_id for p in origins if p.country == home[:2]), home)
    return next((p.region_id for p in adjectives if not _is_of_people(p, survey)), None)


def _is_of_people(place: Place, survey: Survey) -> bool:
    """Whether an adjective only says what people are: "two Jamaican women", "four Thais"."""
    follows = _NOUN_AFTER.match(survey.folded, place.end)
    return follows is None or follows[1] in survey.world.people_nouns


_NOUN_AFTER = re.compile(r" (?:[a-z-]+ )??([a-z]+)")


def setting_near(sentence: Sentence, survey: Survey) -> str | None:
    """The setting as known at a sentence; its country if it comes later or in passing."""
    setting = setting_of(survey)
    if setting is None or len(setting) == 2:
        return setting
    known = max(sentence.char_end, _LEAD_LENGTH)
    told = [p for p in survey.places if p.role in _SETTING_WEIGHTS]
    if not told:
        return setting
    there = [p for p in told if p.region_id == setting]
    only = only_place(survey) == setting
    mostly = only or (
        len(there) >= 3 and len(there) * 5 >= len([p for p in told if len(p.region_id) > 2]) * 3
    )
    return setting if mostly or any(p.start < known for p in there) else setting[:2]


def only_place(survey: Survey) -> str | None:
    """The one subdivision that an article says something is in, if it is just one."""
    return survey.once("only place", lambda: _only_place(survey))


def _only_place(survey: Survey) -> str | None:
    placed = [
        p
        for p in survey.places
        if p.role in _SETTING_WEIGHTS and len(p.region_id) > 2 and not is_of_part(p, survey)
    ]
    placed = [p for p in placed if p.role != "dateline" or not _is_capital(p, survey)]
    inside = {p.region_id for p in placed if p.role == "at"} or {p.region_id for p in placed}
    return inside.pop() if len(inside) == 1 else None
