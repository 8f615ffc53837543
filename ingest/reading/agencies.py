"""Agencies that a text names, by listed name or by pattern, with an id for each.

"The Orange County District Attorney's Office", "Anaheim police" and "police in Fujian" are found
by their head words and the place beside them. A demonym's police ("Nigerian police") is the
national police; a generic name ("the ministry", "police") is the agency that the article names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.agency_names import AgencyMention, Scene, Spot, mention_at, start_of_full
from ingest.reading.folding import fold, plain
from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from ingest.reading.places import Place
    from ingest.reading.world import Agency, World

__all__ = ["AgencyMention", "find_agencies"]


def find_agencies(
    text: str,
    places: tuple[Place, ...],
    world: World,
    home: str | None = None,
    own: str | None = None,
) -> tuple[AgencyMention, ...]:
    """All agencies named in a text, in order of position, each with an id where one can be told.

    `home` is the country of the outlet, `own` the agency whose release the article is.
    """
    scene = Scene(text, fold(text), places, _countries(places, home), world)
    matches = world.agency_names.longest(scene.folded)
    starts = [p.start for p in places]
    mentions: list[AgencyMention] = []
    for index, (start, end, values) in enumerate(matches):
        floor = mentions[-1].end if mentions else 0
        ceiling = matches[index + 1][0] if index + 1 < len(matches) else len(text)
        near = list(places[bisect_left(starts, floor) : bisect_left(starts, end + 60)])
        mention = mention_at(Spot(start, end, floor, ceiling, near), values, scene)
        if mention is not None and mention.start >= floor and not _is_outlet(mention, scene):
            mentions.append(mention)
    joined = _join_members(mentions, scene.folded)
    settled = _settle(joined, scene.countries, world, own)
    return _with_short_names(settled, text)


def _is_outlet(mention: AgencyMention, scene: Scene) -> bool:
    """Whether a name is that of a news outlet ("Thomson Reuters Foundation")."""
    if mention.agency_id is not None:
        return False
    name = plain(scene.text[mention.start : mention.end]).removeprefix("the ")
    outlet = scene.world.outlets.get(scene.world.outlet_aliases.get(name, ""))
    if outlet is not None and not outlet.is_official:
        return True
    proper = mention.strength == 3 and mention.kind == "agency"
    return proper and not scene.world.words("mention", "press_word").isdisjoint(name.split())


# "officers of the ", "agents from "
_MEMBER_OF = pattern(r" {member_of} (?:the )?")


# "Bureau of Central Inquiry (BCI)"
_SHORT_NAME = re.compile(r"\(([A-Z][A-Za-z&-]{1,9})\)$")


def _join_members(mentions: list[AgencyMention], folded: str) -> list[AgencyMention]:
    """Mentions with "officers of the X" as one, which is X; and "X's Y", which is Y."""
    joined: list[AgencyMention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last is None:
            joined.append(mention)
        elif mention.agency_id == last.agency_id and folded[last.end : mention.start] == "'s (":
            continue  # its short name again: "Customs Enforcement's (CE) …"
        elif _is_member(last, mention, folded) or _is_branch(last, mention, folded):
            joined[-1] = replace(mention, start=last.start)
        else:
            joined.append(mention)
    return joined


def _is_member(last: AgencyMention, mention: AgencyMention, folded: str) -> bool:
    """Whether officers are those of the agency named next."""
    nameless = last.strength == 0 and last.slug in ("officers", "federal-agents", "army")
    bare = last.strength == 1 and last.kind == "police" and mention.strength == 3
    return (nameless or bare) and _MEMBER_OF.fullmatch(folded, last.end, mention.start) is not None


def _is_branch(last: AgencyMention, mention: AgencyMention, folded: str) -> bool:
    """Whether an agency is named as a branch of the one before it."""
    full = last.strength == mention.strength == 3
    return full and re.fullmatch(_BRANCH_GAP, folded[last.end : mention.start]) is not None


# "Immigration and Customs Enforcement's (ICE) " before "Homeland Security Investigations"
_BRANCH_GAP = r"(?:'s)? (?:\([a-z&-]{2,11}\) )?"


def _with_short_names(mentions: tuple[AgencyMention, ...], text: str) -> tuple[AgencyMention, ...]:
    """The mentions, with the short name that a text gives an agency wherever it stands alone."""
    known: dict[str, AgencyMention] = {}
    full: list[AgencyMention] = []
    for mention in mentions:
        whole = _with_full_name(mention, text)
        full.append(whole)
        short = _SHORT_NAME.search(text, whole.start, whole.end)
        if short is not None and whole.strength >= 2:
            known.setdefault(short[1], whole)
    if not known:
        return tuple(full)
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(k) for k in known) + r")\b")
    taken = [(m.start, m.end) for m in full]
    for match in pattern.finditer(text):
        whole = known[match[0]]
        start, end = match.span()
        if start > whole.end and not any(a < end and start < b for a, b in taken):
            full.append(replace(whole, start=start, end=end, head_start=start))
    return tuple(sorted(full, key=lambda m: m.start))


def _with_full_name(mention: AgencyMention, text: str) -> AgencyMention:
    """A mention of a short name in brackets, with the name before it that it is short for."""
    short = text[mention.start : mention.end]
    if text[mention.start - 1 : mention.start] != "(" or text[mention.end : mention.end + 1] != ")":
        return mention
    start = start_of_full(text, mention.start - 2, short)
    if start is None:
        return mention
    return replace(mention, start=start, end=mention.end + 1)


def _countries(places: tuple[Place, ...], home: str | None) -> Counter[str]:
    """How much a text speaks of each country; where people are from or sent tells little."""
    counts: Counter[str] = Counter()
    for place in places:
        weight = 0 if place.role == "origin" else 2 if place.role in ("at", "dateline") else 1
        counts[place.country] += weight
    first = next((p for p in places if p.role not in ("adjective", "origin")), None)
    if first is not None:
        counts[first.country] += 2
    if home:
        counts[home] += 2
    if not any(counts.values()):
        counts.update(p.country for p in places)
    return counts


def _settle(
    mentions: list[AgencyMention], countries: Counter[str], world: World, own: str | None
) -> tuple[AgencyMention, ...]:
    """Ids for all: by name, by country, else by what the article has named already."""
    main = countries.most_common(1)[0][0] if countries else None
    known = [_with_id(m, main, world) for m in mentions]
    ministries = [
        m for m in known if m.kind == "ministry" and m.agency_id and m.role != "generic_ministry"
    ]
    bodies = [
        m
        for m in known
        if m.agency_id and m.strength >= 2 and m.role not in ("generic", "rescue", "ngo")
    ]
    settled: list[AgencyMention] = []
    for mention in known:
        agency_id = mention.agency_id
        if agency_id is None:
            agency_id = _own_agency(mention, own, world) or _by_reference(
                mention, bodies, ministries, main, world
            )
        settled.append(replace(mention, agency_id=agency_id) if agency_id else mention)
    return tuple(settled)


def _with_id(mention: AgencyMention, main: str | None, world: World) -> AgencyMention:
    """A mention with the id that its own words give."""
    told = mention.strength >= 2 or mention.role in ("national", "police_ministry", "ministry")
    country = mention.country or main
    if mention.agency_id is not None or not told or country is None:
        return mention
    national = world.national_police.get(country)
    if national is not None and _is_national(mention, national):
        return replace(mention, agency_id=national.agency_id, country=country, strength=2)
    nameless = mention.role == "generic" and mention.slug in ("officers", "federal-agents")
    if nameless or mention.role in ("generic_agency", "generic_ministry"):
        return mention
    inferred = f"{country.lower()}-{mention.slug}"
    strength = max(2, mention.strength)
    return replace(mention, agency_id=inferred, country=country, strength=strength)


def _is_national(mention: AgencyMention, national: Agency) -> bool:
    """Whether an agency is its country's police: by its words, or as the police of a place."""
    if mention.role in ("national", "police_ministry"):
        return True
    if mention.kind != "police":
        return False
    local = mention.slug.endswith("-police") and mention.strength == 2
    return mention.slug == "police" or (local and national.is_every_local_police)


def _own_agency(mention: AgencyMention, own: str | None, world: World) -> str | None:
    """The agency that speaks, where a bare word of its kind stands in its release."""
    if own is None:
        return None
    listed = world.agencies.get(own)
    same = (
        mention.kind == listed.kind if listed else bool(mention.slug) and own.endswith(mention.slug)
    )
    return own if same or mention.role == "generic_agency" else None


def _by_reference(
    mention: AgencyMention,
    bodies: list[AgencyMention],
    ministries: list[AgencyMention],
    main: str | None,
    world: World,
) -> str | None:
    """The agency that a bare word means: one named in the article, else the national police."""
    if mention.role == "generic_ministry":
        return _nearest(mention, ministries)
    if mention.role == "generic_agency":
        return _nearest(mention, [m for m in bodies if m.start < mention.start])
    same = [
        m
        for m in bodies
        if m.kind == mention.kind
        or (mention.slug == "officers" and m.kind in ("police", "sheriff"))
    ]
    # Of another country only where it has been named already: "police", then "Australian police"
    same = [m for m in same if m.start < mention.start or m.country in (None, main)]
    named = _nearest(mention, same)
    if named is not None:
        return named
    if mention.kind == "police" and mention.role == "body" and main is not None:
        national = world.national_police.get(main)
        if national is not None and national.is_every_local_police:
            return national.agency_id
    return _only_listed(mention, main, world)


def _only_listed(mention: AgencyMention, main: str | None, world: World) -> str | None:
    """The one border guard, coast guard or customs of a country, where a bare word means it."""
    if main is None or mention.role != "body" or mention.kind not in ("border", "coast_guard"):
        return None
    same = [a for a in world.agencies.values() if a.kind == mention.kind and a.country_id == main]
    return same[0].agency_id if len(same) == 1 else None


def _nearest(mention: AgencyMention, others: list[AgencyMention]) -> str | None:
    """The id of the last one before a mention, else of the first one after it."""
    before = [m for m in others if m.start < mention.start]
    chosen = before[-1] if before else others[0] if others else None
    return chosen.agency_id if chosen else None
