"""Outlets: who published an article, and which outlet a text credits.

A name that is an agency's ("Riverside County District Attorney", "Royal Thai Police, press unit")
makes the article that agency's own release.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.model import Outlet
from ingest.reading.agencies import find_agencies
from ingest.reading.folding import fold, plain, slug
from ingest.reading.places import find_places, find_places_in_title
from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from ingest.reading.world import World

_IN_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
_WEB_PREFIX = pattern(r"^(?:https?://)?{web_prefix}?")
_OFFICE = pattern(r",? {office_press} {office_office}$|,? {office_portal}$")
_UNNAMED = Outlet("unknown", "Unknown outlet", None)


def resolve(source_name: str | None, world: World) -> Outlet:
    """The outlet of an article by the name its source gives; never fails."""
    name = " ".join((source_name or "").split())
    if not name:
        return _UNNAMED
    known = world.resolved_outlets.get(name)
    if known is None:
        if len(world.resolved_outlets) >= _MOST_KEPT:
            world.resolved_outlets.clear()
        known = world.resolved_outlets[name] = _resolved(name, world)
    return known


_MOST_KEPT = 5000


def _resolved(name: str, world: World) -> Outlet:
    outlet_id = listed(name, world)
    if outlet_id is not None:
        outlet = world.outlets[outlet_id]
        return Outlet(outlet.outlet_id, outlet.name, outlet.agency_id)
    agency_id = _agency_of(name, world)
    if agency_id is not None:
        return Outlet(f"official-{agency_id}", name, agency_id)
    return Outlet(slug(_site(name)) or "unknown", name, None)


def home_of(source_name: str | None, outlet: Outlet, world: World) -> str | None:
    """The same as `region_of`, kept for the next article of the outlet."""
    name, kept = source_name or "", world.outlet_homes
    if name not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[name] = region_of(source_name, outlet, world)
    return kept[name]


def region_of(source_name: str | None, outlet: Outlet, world: World) -> str | None:
    """The region or country an outlet works in, by the seeds, its agency, address or name."""
    known = world.outlets.get(outlet.outlet_id)
    if known is not None and known.agency_id is None:
        return known.country_id
    if outlet.agency_id is not None:
        prefix = outlet.agency_id.partition("-")[0].upper()
        within = _region_in_brackets(source_name or "", world) or world.agency_region(
            outlet.agency_id
        )
        return within or (prefix if len(prefix) == 2 and prefix != "ZZ" else None)
    site = _site(source_name or "").lower()
    if "." in site and " " not in site:
        ending = site.rpartition(".")[2]
        return {"UK": "GB"}.get(ending.upper(), ending.upper()) if len(ending) == 2 else None
    places = find_places_in_title(source_name or "", world)
    return places[0].region_id if places else None


def listed(name: str, world: World) -> str | None:
    """The id of the listed outlet that a name, short name or web address is."""
    aliases = world.outlet_aliases
    for form in (name, _site(name), _IN_BRACKETS.sub("", name), f"The {name}"):
        found = aliases.get(plain(form))
        if found is not None:
            return found
    key = plain(_site(name))
    return aliases.get(key.removeprefix("the ")) if key.startswith("the ") else None


def _site(name: str) -> str:
    return _WEB_PREFIX.sub("", name.strip()).split("/")[0] if "." in name else name


def _agency_of(name: str, world: World) -> str | None:
    """The agency an outlet's name is, if the whole name is one."""
    bare = _OFFICE.sub("", _IN_BRACKETS.sub("", name), count=1) if not name.islower() else name
    folded = fold(bare)
    tail = _OFFICE.search(folded)
    if tail is not None:
        bare, folded = bare[: tail.start()], folded[: tail.start()]
    places = find_places(bare, folded, world)
    home = _region_in_brackets(name, world)
    agencies = find_agencies(bare, places, world, home[:2] if home else None)
    named = [
        a
        for a in agencies
        if a.agency_id and a.strength >= 2 and a.role not in ("generic", "rescue", "ngo")
    ]
    if not named:
        return _office_without_agency(bare, tail is not None, places)
    best = named[-1] if named[-1].strength >= named[0].strength else named[0]
    covered = best.end - best.start
    return best.agency_id if covered * 2 >= len(bare) or tail is not None else None


def _office_without_agency(bare: str, is_office: bool, places: tuple[object, ...]) -> str | None:
    """An inferred agency where a press office is named but its agency is not known."""
    if not is_office and not re.search(
        r"\b(?:Headquarters|Command|Ministry|Ministerio|Directorate|Commission)\b", bare
    ):
        return None
    del places
    key = slug(bare)
    return f"zz-{key}" if key else None


def _region_in_brackets(name: str, world: World) -> str | None:
    inside = _IN_BRACKETS.search(name)
    if inside is None:
        return None
    region = world.abbreviations.get(inside[1].strip())
    if region is None:
        places = find_places(inside[1], fold(inside[1]), world)
        region = places[0].region_id if places else None
    return region
