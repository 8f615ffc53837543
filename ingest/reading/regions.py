"""Regions that cover others, and what places of a sentence have to do with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.cues import Cue
from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from ingest.reading.places import Place
    from ingest.reading.survey import Survey


def cover(regions: list[str]) -> str | None:
    """The smallest region that covers all: one of them, their country, or none.

    A country named beside places in it ("Colombo, Sri Lanka") adds nothing.
    """
    inner = {r for r in regions if len(r) > 2}
    bare = {r for r in regions if len(r) == 2}
    if inner and bare <= {r[:2] for r in inner}:
        bare = set()
    distinct = inner | bare
    if len(distinct) == 1:
        return distinct.pop()
    countries = {r[:2] for r in distinct}
    return countries.pop() if len(countries) == 1 else None


# "most of them in ", "including ", "followed by "
_OF_PART = Cue(
    r"\b(?:{of_part_mostly}|{of_part_most} of {of_part_them})(?: \w+)? in(?: the)? $|"
    r"\b{of_part_followed_by}(?: \w+){0,2}(?: in)?(?: the)? $|\b{of_part_majority} of "
    r"[^.;()]{0,40} in(?: the)? $",
    "{of_part_mostly}",
    "{of_part_most}",
    "{of_part_followed_by}",
    "{of_part_majority}",
)


# " arrested the majority of these"
_HAS_MOST = pattern(r" {has_most_arrested} (?:the )?{of_part_majority}\b")


def is_of_part(place: Place, survey: Survey) -> bool:
    """Whether a place is said only of a part: "44 arrests, most of them in Limpopo"."""
    return survey.once(("of part", place.start, place.end), lambda: _is_of_part(place, survey))


def _is_of_part(place: Place, survey: Survey) -> bool:
    before = _OF_PART.search(survey.folded, max(0, place.start - 70), place.start)
    return before is not None or _HAS_MOST.match(survey.folded, place.end) is not None


_LIST_GAP = pattern(
    r"[ ,]*{list_gap_and}?(?: and)?(?: in)?(?: the)?(?: {list_gap_central}| "
    r"[a-z]+ern)?[ ,]*{list_gap_provinces_of}?[ ,]*"
)


def listed_with(place: Place, group: list[Place], survey: Survey) -> bool:
    """Whether a place stands in one list with others: "in Kenya, Somalia and Tanzania"."""
    for other in group:
        a, b = (other, place) if other.start < place.start else (place, other)
        if b.start - a.end < 40 and _LIST_GAP.fullmatch(survey.folded, a.end, b.start):
            return True
    return False
