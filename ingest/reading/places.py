"""Places that a text names, each settled to one region by what stands around it.

A name may stand for many places (Georgia, Birmingham, London); the words beside it (", Ala.",
", Nigeria"), the other places of the article and the country of its outlet decide.
"""

from __future__ import annotations

from collections import defaultdict
from math import log10
from typing import TYPE_CHECKING

from ingest.reading.folding import fold
from ingest.reading.place_names import find_names
from ingest.reading.place_roles import FOLLOWS, FoundName, word_before
from ingest.values import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.reading.world import Candidate, World


@value
class Place:
    """A place in the text.

    `role`: `at` (something is there), `named` (only named), `origin` (where people come from or
    go), `dateline`, `adjective` ("Nigerian").
    """

    start: int
    end: int
    region_id: str
    role: str
    level: str  # country, subdivision, within, place

    @property
    def country(self) -> str:
        """The ISO 3166-1 code."""
        return self.region_id[:2]


def find_places(
    text: str, folded: str, world: World, home: str | None = None, title: str = ""
) -> tuple[Place, ...]:
    """All places named in a text, in order of position.

    `home` (the country of the outlet) and the places of the `title` help to settle names.
    """
    return find_all_places(text, folded, world, home, title)[0]


def find_all_places(
    text: str, folded: str, world: World, home: str | None, title: str
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """All places named in a text and, with offsets of their own, those in its title."""
    found = find_names(text, folded, world, is_title=False)
    beside = find_names(title, fold(title), world, is_title=True) if title else []
    adjectives = [
        _adjective(folded, a, b, regions[0], world)
        for a, b, regions in world.adjective_terms.longest(folded)
        if regions[0] and text[a].isupper() and not any(f.start <= a < f.end for f in found)
    ]
    settled, titled = _settle(found, beside, adjectives, home)
    return tuple(sorted([*settled, *adjectives], key=lambda p: p.start)), tuple(titled)


def find_places_in_title(title: str, world: World) -> tuple[Place, ...]:
    """The places named in a title or an outlet's name, where names alone make places."""
    return tuple(_settle(find_names(title, fold(title), world, is_title=True), [], [], None)[0])


def _adjective(folded: str, start: int, end: int, region: str, world: World) -> Place:
    """An adjective of place; "off the Libyan coast" says where."""
    previous, _ = word_before(folded, start)
    after = FOLLOWS.match(folded, end)
    there = (
        after is not None
        and previous in world.words("place", "locative")
        and previous not in world.words("place", "origin_word")
        and after[1] in world.words("place", "coast")
    )
    level = "country" if len(region) == 2 else "subdivision"
    return Place(start, end, region, "at" if there else "adjective", level)


def _settle(
    found: list[FoundName], beside: list[FoundName], adjectives: list[Place], home: str | None
) -> tuple[list[Place], list[Place]]:
    """One region for each name of the text and of its title, by the company it keeps.

    A name means the same throughout.
    """
    everything = [*found, *beside]
    company = _Company(everything, adjectives, home)
    senses: dict[tuple[Candidate, ...], str] = {}
    for name in everything:
        if name.chained and name.role != "origin":
            senses.setdefault(name.candidates, name.chained)
    for index, name in enumerate(everything):
        if name.candidates not in senses:
            listed = _country_of_list(everything, index)
            best = company.best(name, listed)
            senses[name.candidates] = (
                company.known_part(best, name.candidates) if name.is_county else best.region_id
            )
    certain = {
        senses[n.candidates]
        for n in everything
        if n.chained or (n.role == "dateline" and not n.is_seat)
    }
    certain |= {
        c.region_id
        for n in beside
        for c in n.candidates
        if c.level == "subdivision" and c.region_id == senses[n.candidates]
    }
    filed = {n.chained for n in found if n.role == "dateline" and n.chained}
    certain |= {
        c.region_id
        for n in found
        for c in n.candidates
        if c.weight >= (_KNOWN_FAR_OFF if filed else _KNOWN)
        and c.level == "place"
        and c.region_id == senses[n.candidates]
    }
    limits = dict.fromkeys(certain, _KNOWN_ELSEWHERE) | dict.fromkeys(filed, _KNOWN_FAR_OFF)
    return (
        list(_kept(found, senses, limits, company)),
        list(_kept(beside, senses, limits, company)),
    )


def _kept(
    found: list[FoundName],
    senses: dict[tuple[Candidate, ...], str],
    limits: dict[str, int],
    company: _Company,
) -> Iterator[Place]:
    """The names that are places after all, each with its region.

    `limits`: certain regions, with how large a place elsewhere in the country must be to be known.
    """
    for name in found:
        region = name.chained or senses[name.candidates]
        if name.is_doubtful and not company.supports(region[:2], name.candidates):
            continue
        kept = next((c for c in name.candidates if c.region_id == region), None)
        if kept is not None and not name.chained and company.is_foreign(kept, name.candidates):
            continue
        if kept is not None and not name.chained and _is_stray(kept, name, limits):
            continue
        role = "named" if name.role == "chain" else name.role
        yield Place(name.start, name.end, region, role, kept.level if kept else "place")


def _is_stray(candidate: Candidate, name: FoundName, limits: dict[str, int]) -> bool:
    """Whether a name seems to be a town in another state of the country the article is set in.

    News names the state of a small town that is elsewhere, or of one that has namesakes; without
    it, it is some local quarter.
    """
    if candidate.level != "place" or candidate.region_id in limits:
        return False
    here = {r: least for r, least in limits.items() if r[:2] == candidate.region_id[:2]}
    least = max((least for r, least in here.items() if len(r) > 2), default=0)
    known_alone = len(name.candidates) == 1 and least < _KNOWN_FAR_OFF
    return candidate.weight < (min(least, _KNOWN_IF_ALONE) if known_alone else least)


_KNOWN = 400_000  # people of a city that is where its name says
_KNOWN_ELSEWHERE = 150_000
_KNOWN_FAR_OFF = 600_000  # where a dateline names town and state
_KNOWN_IF_ALONE = 50_000  # with a name that no other place has
_KNOWN_COUNTY = 1_000_000  # known without its state, as Orange County is


def _country_of_list(found: list[FoundName], index: int) -> str | None:
    """The country that the other names of a list are certainly in."""
    countries: list[str] = []
    for step in (-1, 1):
        at = index
        while 0 <= at + step < len(found) and abs(at + step - index) <= 4:
            a, b = sorted((found[at], found[at + step]), key=lambda n: n.start)
            if b.start - a.end > 7:
                break
            at += step
            nations = {c.region_id[:2] for c in found[at].candidates}
            if len(nations) == 1:
                countries.append(nations.pop())
    return countries[0] if len(countries) >= 2 and len(set(countries)) == 1 else None


class _Company:
    """How much of an article points to each region and country."""

    def __init__(self, found: list[FoundName], adjectives: list[Place], home: str | None) -> None:
        self.regions: dict[str, float] = defaultdict(float)
        self.countries: dict[str, float] = defaultdict(float)
        self.solid: dict[str, float] = defaultdict(float)  # what can mean no other country
        for place in adjectives:
            self.countries[place.country] += 1
            self.solid[place.country] += 0.5
        if home:
            self.countries[home] += 2
            self.solid[home] += 1
        for candidates in {n.candidates for n in found}:
            share = 2.0 / (1 + len(candidates))
            for candidate in candidates:
                self._add(candidate.region_id, share)
        for name in found:
            if name.chained:
                self._add(name.chained, 2.0)
            nations = {c.region_id[:2] for c in name.candidates}
            if name.role in ("at", "dateline") and len(nations) == 1:
                self.solid[nations.pop()] += 1

    def _add(self, region: str, weight: float) -> None:
        self.regions[region] += weight
        self.countries[region[:2]] += weight

    def best(self, name: FoundName, listed: str | None) -> Candidate:
        """The candidate that fits best: its size, and how much else of the article is there.

        A dateline is a city's; in a list (`listed`) all are of one country.
        """
        candidates = name.candidates
        share = 2.0 / (1 + len(candidates))
        in_list = [c for c in candidates if c.region_id[:2] == listed]
        cities = [c for c in candidates if name.role == "dateline" and c.level != "country"]
        # A country that nothing else points to yields to a big namesake (Benin City, Georgia).
        rivalled = any(
            c.level != "country"
            and (c.level == "subdivision" or c.weight >= 500_000)
            and self.countries[c.region_id[:2]] - share > 0.3
            for c in candidates
        )
        return max(
            in_list or cities or candidates,
            key=lambda c: self._score(c, share, is_rivalled=rivalled),
        )

    def known_part(self, best: Candidate, candidates: tuple[Candidate, ...]) -> str:
        """The region of a name; the country of a county that several of its states have.

        Unless something else in the article is in the state.
        """
        states = {c.region_id for c in candidates if c.region_id[:2] == best.region_id[:2]}
        own = 2.0 / (1 + len(candidates))
        alone = self.regions[best.region_id] - own < 0.3
        is_known = best.weight >= _KNOWN_COUNTY
        return best.region_id if len(states) < 2 or is_known or not alone else best.region_id[:2]

    def supports(self, country: str, candidates: tuple[Candidate, ...]) -> bool:
        """Whether anything but a name itself points to a country."""
        own = sum(2.0 / (1 + len(candidates)) for c in candidates if c.region_id[:2] == country)
        return self.countries[country] - own > 0.3

    def is_foreign(self, candidate: Candidate, candidates: tuple[Candidate, ...]) -> bool:
        """Whether a town is the only thing in an article that points to its country."""
        if candidate.level not in ("place", "within") or candidate.weight >= 300_000:
            return False
        country = candidate.region_id[:2]
        others = max((w for c, w in self.solid.items() if c != country), default=0.0)
        return others >= 1.0 and not self.supports(country, candidates)

    def _score(self, candidate: Candidate, own: float, *, is_rivalled: bool) -> float:
        size = _LEVEL_SCORES.get(candidate.level) or log10(candidate.weight + 10)
        region = candidate.region_id
        lonely = self.countries[region[:2]] - own < 0.3
        if lonely and candidate.level == "country" and is_rivalled:
            size = 7.0
        elif lonely and candidate.level == "subdivision":
            size = 6.0
        near = min((self.regions[region] - own) * 1.5, 3.5) if len(region) > 2 else 0.0
        return size + near + min((self.countries[region[:2]] - own) * 0.75, 2.5)


_LEVEL_SCORES = {"country": 12.0, "subdivision": 8.5, "within": 6.0}
