"""Names of agencies where they stand: listed ones, and head words with what is beside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.folding import plain, slug
from ingest.reading.wordlists import pattern, words
from ingest.reading.world import AgencyPattern
from ingest.values import value

if TYPE_CHECKING:
    from ingest.reading.places import Place
    from ingest.reading.world import World

_WORD_BEFORE = re.compile(r"([^\s,;:()\"“”]+?)(?:['’]s)?([ \u00a0-])$")


_IN_PLACE = pattern(r"(?:['’]s)?,? ({in_place}) (?:the )?(?:\d+ |[a-z-]+ ){0,5}?")


# "police officers from 10 provincial regions", "police across the country"
_FROM_MANY = pattern(
    r" {from_many_across_the_country}| {from_many_from} (?:\d+|[a-z]+) (?:[a-z-]+ )?"
    r"{from_many_regions}"
)


_TO_PLACE = pattern(r"(?:['’]s)?,? {in_place} (?:[a-z'-]+ ){0,5}")


_MORE_RIGHT = pattern(r"['’]?s?(?: {more_right})?")


_BETWEEN = pattern(r"(?:['’]s?)?[ \u00a0]?(?:(?i:{between_county_2})(?:['’]s)?)?[ \u00a0]?")


_LONGEST_NAME = 9


@value
class AgencyMention:
    """An agency in the text.

    `strength`: 3 a listed or fully named one, 2 one with a place or adjective, 1 a bare body
    ("police"), 0 a bare generic ("officials").
    """

    start: int
    end: int
    head_start: int
    agency_id: str | None
    kind: str
    role: str
    strength: int
    country: str | None
    region_id: str | None = None
    slug: str = ""


@value
class Scene:
    """The text that agencies are sought in, and what is known of its places."""

    text: str
    folded: str
    places: tuple[Place, ...]
    countries: Counter[str]
    world: World


@value
class Spot:
    """A match with the room it has between its neighbours, and the places near it."""

    start: int
    end: int
    floor: int
    ceiling: int
    places: list[Place]


# " (NAPTIP)"
_IN_BRACKETS = re.compile(r" \([A-Z][A-Za-z&-]{1,10}\)")


# "'s Houston field office"
_OFFICE = pattern(r"['’]s (?:[A-Z][\w-]+ ){0,3}{office_field_office}\b|(?: {office_agents})\b")


def mention_at(
    spot: Spot, values: list[AgencyPattern | tuple[str, str]], scene: Scene
) -> AgencyMention | None:
    """The agency at a match."""
    listed = [v for v in values if isinstance(v, tuple)]
    named = _listed(spot, listed, scene) if listed else None
    if named is not None:
        return named
    heads = [v for v in values if isinstance(v, AgencyPattern)]
    if not heads:
        return None
    return (_proper if heads[0].role == "proper" else _patterned)(spot, heads[0], scene)


def _listed(spot: Spot, values: list[tuple[str, str]], scene: Scene) -> AgencyMention | None:
    """A listed agency, if its spelling and country fit; an acronym needs both."""
    text, countries, world = scene.text, scene.countries, scene.world
    start, end = spot.start, spot.end
    spelled = text[start:end]
    fitting: list[tuple[int, str]] = []
    for alias, agency_id in values:
        agency = world.agencies[agency_id]
        acronym = alias.isupper() and len(alias) <= 7
        if spelled.islower() and alias[0].isupper():
            continue
        if acronym and spelled != alias:
            continue
        here = countries[agency.country_id] > 0 or agency.country_id == "ZZ"
        elsewhere = bool(countries) and not here
        if elsewhere and alias in world.generic_aliases and not _names_place(spot):
            continue
        if acronym and not here and len(alias) < 5 and agency_id not in _WELL_KNOWN:
            continue
        fitting.append((countries[agency.country_id], agency_id))
    if not fitting:
        return None
    agency_id = max(fitting, key=lambda f: f[0])[1]
    agency = world.agencies[agency_id]
    country = None if agency.country_id == "ZZ" else agency.country_id
    bracket = _IN_BRACKETS.match(text, end)
    end = bracket.end() if bracket else end
    more = _OFFICE.match(text, end)
    end = more.end() if more else end
    return AgencyMention(start, end, start, agency_id, agency.kind, "body", 3, country)


def start_of_full(text: str, end: int, short: str) -> int | None:
    """Where the name begins, before `end`, whose words have a short name's letters."""
    letters = short.upper()
    start = None
    for word in reversed(list(_WORD_BACK.finditer(text, max(0, end - 120), end))):
        if word[0].lower() in _SMALL_WORDS:
            continue
        if not letters or not word[0][0].isupper() or word[0][0] not in letters:
            break
        letters = letters[: letters.rindex(word[0][0])]
        start = word.start()
    return None if letters else start


_WORD_BACK = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL_WORDS = frozenset(words("small_words"))  # of names, which their short names leave out


def _names_place(spot: Spot) -> bool:
    """Whether a place or its adjective stands in a match itself."""
    return any(spot.start <= p.start < spot.end for p in spot.places)


# Acronyms that English news prints without saying whose they are.
_WELL_KNOWN = frozenset(
    {"us-fbi", "us-dea", "us-nypd", "us-lapd", "us-dhs", "us-cbp", "us-atf", "int-icc"}
)


# "Taskforce Sentry", "Strike Force Raptor"
_CALLED = pattern(r" (?!{called_not}\b)[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?\b")


def _called(
    spot: Spot, left: int, right: int, head: AgencyPattern, scene: Scene
) -> re.Match[str] | None:
    """The name behind a task force that has none before it."""
    if head.kind != "task_force" or head.words not in scene.world.words("agency", "called_after"):
        return None
    bare = left == spot.start or scene.text[left : spot.start].lower() == "the "
    called = _CALLED.match(scene.text, right) if bare else None
    return called if called is not None and called.end() <= spot.ceiling else None


_LOOSE_ROLES = frozenset(
    {"generic", "generic_agency", "generic_ministry", "rescue", "ngo", "national"}
)


def _patterned(spot: Spot, head: AgencyPattern, scene: Scene) -> AgencyMention:
    """An agency by its head word, with the names before it and the place after it."""
    text, folded = scene.text, scene.folded
    left = _left_edge(spot, scene)
    right, place_after = _right_edge(spot, scene)
    inside = [p for p in spot.places if left <= p.start < spot.start]
    joint = len(inside) == 2 and folded[inside[0].end : inside[1].start] == " and "
    where = inside[0 if joint else -1] if inside else place_after
    if joint:  # of two nations' police, where most happens
        there = Counter(p.country for p in scene.places if p.role == "at")
        where = max(inside, key=lambda p: there[p.country])
    name = not joint and _own_name(text, left, spot.start, where)
    if head.kind == "military" and head.role == "generic":
        under = _UNDER_NAME.match(text, right)
        if under is not None:  # a force by its operation's name
            head = replace(head, role="body")
            right, name = under.end(), True
    called = _called(spot, left, right, head, scene)
    if called is not None:
        right, name = called.end(), True
    bracket = _IN_BRACKETS.match(text, right) if text[spot.start].isupper() else None
    if bracket is not None and bracket.end() <= spot.ceiling:
        right, name = bracket.end(), True
        start = start_of_full(text, bracket.start(), bracket[0].strip(" ()"))
        left = left if start is None else max(spot.floor, min(left, start))
    counted = _NUMBERED.search(folded, max(0, left - 16), left) is not None
    own = f"{slug(text[left : spot.start])}-".removeprefix("the-").strip("-")
    if called is not None:
        own = f"{own}-{slug(called[0])}".strip("-")
    key = own if name or where is None else _place_slug(text, where)
    return AgencyMention(
        start=left,
        end=right,
        head_start=spot.start,
        agency_id=None,
        kind=head.kind,
        role="generic" if counted else head.role,
        strength=0 if counted else _strength(head, has_name=name, has_place=where is not None),
        country=where.country if where else None,
        region_id=where.region_id if where else None,
        slug="-".join(part for part in (key, head.slug) if part),
    )


def _strength(head: AgencyPattern, *, has_name: bool, has_place: bool) -> int:
    if has_name and has_place:
        return 3
    if has_name or has_place:
        return 2
    return 0 if head.role in _LOOSE_ROLES else 1


def _proper(spot: Spot, head: AgencyPattern, scene: Scene) -> AgencyMention | None:
    """A body by its proper name: "the National Crime Bureau", "Directorate of Immigration"."""
    text = scene.text
    if not text[spot.start].isupper() or text[spot.start : spot.end].isupper():
        return None
    left = _left_edge(spot, scene)
    own = text[left : spot.start].removeprefix("the ").removeprefix("The ")
    more = _OF_NAME.match(text, spot.end)
    right = min(more.end(), spot.ceiling) if more else spot.end
    if not any(w[0].isupper() for w in own.split()) and more is None:
        return None
    bracket = _IN_BRACKETS.match(text, right)
    where = next((p for p in spot.places if left <= p.start < right), None)
    wide = scene.world.words("agency", "international_word")
    return AgencyMention(
        start=left,
        end=bracket.end() if bracket else right,
        head_start=spot.start,
        agency_id=None,
        kind=head.kind if wide.isdisjoint(own.lower().split()) else "international",
        role="body",
        strength=3,
        country=where.country if where else None,
        region_id=where.region_id if where else None,
        slug=slug(text[left:right]).removeprefix("the-"),
    )


# "troops of Operation Steady Hand"
_UNDER_NAME = pattern(
    r" {under_name_of} (?:the )?(?:Joint )?{under_name_operation}(?: [A-Z]\w+){1,3}"
)


# Officers that are counted name no agency: "two customs officers".
_NUMBERED = pattern(r"(?:\b{numbered_two_2}|\d) $")


# " of Immigration", " for the Protection of Children"
_OF_NAME = pattern(
    r" {of_name_of}(?: the)? [A-ZÀ-Þ][\w'’-]+(?:(?: {of_name_and})* [A-ZÀ-Þ][\w'’-]+){"
    r"0,4}"
)


def _left_edge(spot: Spot, scene: Scene) -> int:
    """Where the name begins that a head word ends: over places, capitals, words as "state"."""
    edge = spot.start
    for _ in range(_LONGEST_NAME):
        before = _before(edge, spot, scene)
        if before is None:
            break
        edge = before
    if scene.folded[max(spot.floor, edge - 4) : edge] == "the " and edge - 4 >= spot.floor:
        edge -= 4
    return edge


def _before(edge: int, spot: Spot, scene: Scene) -> int | None:
    """Where the word or place before a name begins, if it belongs to the name."""
    text = scene.text
    place = next((p for p in spot.places if p.start < edge and _touches(text, p.end, edge)), None)
    if place is not None:
        return place.start
    found = _WORD_BEFORE.search(text, max(spot.floor, edge - 40), edge)
    if found is None:
        return None
    word, start = found[1], found.start(1)
    low = word.lower()
    if low == "and":
        adjectives = (p for p in spot.places if p.role == "adjective")
        fits = edge != spot.start and (
            any(_touches(text, p.end, start) for p in adjectives)
            or _TWO_FIELDS.search(text, max(spot.floor, start - 40), edge + 1) is not None
        )
    else:
        fits = (
            low in scene.world.words("agency", "modifier")
            or _is_name_word(word, start, scene)
            or (edge == spot.start and _is_short_name(word, spot, scene))
        )
    return start if fits else None


_SHORT_NAME = re.compile(r"[A-Z]{3,8}")


def _is_short_name(word: str, spot: Spot, scene: Scene) -> bool:
    """Whether a word is an agency's short name before what its people are: "NACLEA officers"."""
    return (
        scene.text[spot.start].islower()
        and _SHORT_NAME.fullmatch(word) is not None
        and word.lower() not in scene.world.words("agency", "not_in_name")
    )


# "the Robbery and Homicide Division"
_TWO_FIELDS = pattern(r"\b(?:{two_fields}|[A-Z]{2,5}) (?:[A-Z][\w-]+ ){1,2}and [A-Z]$")


def _is_name_word(word: str, start: int, scene: Scene) -> bool:
    """Whether a word is a capitalised part of a name, not just the first of its sentence."""
    if word in ("U.S.", "St."):
        return True
    opens = scene.text[max(0, start - 2) : start].rstrip(" ")[-1:] in (".", "\n", "!", "?", "")
    named = word[0].isupper() and not word.isupper() and not word.endswith(".")
    return named and not opens and word.lower() not in scene.world.words("agency", "not_in_name")


def _touches(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return 0 <= len(gap) <= 12 and _BETWEEN.fullmatch(gap) is not None


def _right_edge(spot: Spot, scene: Scene) -> tuple[int, Place | None]:
    """Where the name ends: "police in Fujian", "court of Lagos"."""
    folded, end = scene.folded, spot.end
    ceiling, places = spot.ceiling, spot.places
    more = _MORE_RIGHT.match(folded, end)
    right = more.end() if more else end
    wide = _FROM_MANY.match(folded, right)
    if wide is not None:
        return wide.end(), None
    joined = _IN_PLACE.match(folded, right)
    after = [p for p in places if p.role != "adjective" and p.start > right]
    if joined is None or not after or after[0].start > joined.end() + 25:
        return right, None
    place = after[0]
    fits = _TO_PLACE.fullmatch(folded, right, place.start) and place.end <= ceiling
    if not fits or _touches(folded, place.end, ceiling):
        return right, None
    if place.role == "origin" and _is_capital(scene.text, place, scene.world):
        return place.end, replace(place, region_id=place.country, level="country")
    return place.end, place


def _own_name(text: str, left: int, start: int, where: Place | None) -> bool:
    """Whether the words before the head name more than a place."""
    words = text[left:start]
    if where is not None and left <= where.start < start:
        words = text[left : where.start] + text[where.end : start]
    return (
        any(
            w[0].isupper()
            and w.lower() not in ("the", "county", "state", "city", "district", "u.s.")
            for w in re.findall(r"[^\W\d_]\S*", words)
        )
        and not words.isupper()
    ) or (_SHORT_NAME.fullmatch(words.strip()) is not None and text[start].islower())


def _is_capital(text: str, place: Place, world: World) -> bool:
    return plain(text[place.start : place.end]) in world.capital_names


def _place_slug(text: str, place: Place) -> str:
    """The place as part of an agency's key: its name, or nothing for a whole country."""
    if place.level == "country" or (place.role == "adjective" and len(place.region_id) == 2):
        return ""
    name = slug(text[place.start : place.end])
    follows = _COUNTY.match(text[place.end : place.end + 12].lower())
    return f"{name}-{follows[1]}" if follows else name


_COUNTY = pattern(r" +({county_kind})")
