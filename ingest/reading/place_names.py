"""Names of places in a text, each with its role in the sentence, before they are settled."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.place_roles import FOLLOWS, FoundName, Spot, judge, name_key
from ingest.reading.wordlists import pattern
from ingest.reading.world import Candidate
from ingest.values import value

if TYPE_CHECKING:
    from ingest.reading.world import World

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


# A word with a capital, where a name may begin.
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ](?<![^\W_].)(?<![^\W_]['’.-].)[^\W_]*(?:['’.-][^\W_]+)*")


# "Côte d'Ivoire"
_ELIDED = re.compile(r"[dl]['’][A-ZÀ-Þ]")


_GAP = re.compile(r"[ \u00a0]|\.? |-")


_CHAIN = re.compile(r",? ?\(?,? ?(?=[A-ZÀ-Þ])|,? (?:in|of) (?:the )?(?=[A-ZÀ-Þ])")


_LONGEST_NAME = 5


def find_names(text: str, folded: str, world: World, *, is_title: bool) -> list[FoundName]:
    """The names of places in a text, the longest that fit, in order of position."""
    found: list[FoundName] = []
    read = _Read(text, folded, world, is_title)
    openings = world.name_openings
    taken = 0  # what an earlier name ends
    for match in _CAPITAL.finditer(text):
        start, end = match.span()
        if start < taken:
            continue
        most = _longest_from(read, start, end, openings)
        if not most:
            town = _unknown_town(read, start, end)
            if town is not None:
                found.append(town)
                taken = town.end
            continue
        taken = end
        for last in _ends_of_name(text, end, most):
            name, taken_by = _name_at(read, start, last, found)
            if name is not None:
                found.append(name)
            if taken_by:
                taken = last
                break
    return _spread_roles(text, _join_chains(text, _without_people(text, found), world))


def _longest_from(read: _Read, start: int, end: int, openings: dict[str, int]) -> int:
    """How many words the longest name has that begins with a word; 0 if none does."""
    text, folded = read.text, read.folded
    bare = _without_genitive(text, end)
    opening = name_key(text, folded, start, bare)
    most = openings.get(opening, 0)
    if bare != end:  # "Cox's Bazar"
        most = max(most, openings.get(name_key(text, folded, start, end), 0))
    if "-" in opening:
        most = max(most, openings.get(opening.partition("-")[0], 0))
    return most


def _unknown_town(read: _Read, start: int, end: int) -> FoundName | None:
    """A town that isn't listed, before the abbreviation of its state: "Kinloch, Mo."."""
    text = read.text
    if text[end : end + 2] != ", " or not text[end + 2 : end + 3].isupper():
        return None
    short = _SHORT_STATE.match(text, end + 2)
    region = read.world.abbreviations.get(short[0]) if short else None
    if region is None:
        return None
    candidates = (Candidate(region, "place", _UNLISTED),)
    return judge(text, read.folded, Spot((start, end), candidates, goes_on=False), read.world)


_SHORT_STATE = re.compile(r"(?:[A-Z][a-z]*\.){1,2}|[A-Z]{2}\b")
_UNLISTED = 1000  # people; too few for the gazetteer


def _without_people(text: str, found: list[FoundName]) -> list[FoundName]:
    """The names without those that are a person's: "Chief Tom Lansing", then "Lansing says"."""
    kept = []
    for name in found:
        alone = name.role == "named" and name.chained is None and not name.is_big
        if alone and _follows_first_name(text, name):
            continue
        kept.append(name)
    return kept


def _follows_first_name(text: str, name: FoundName) -> bool:
    """Whether the text has a name after a title or a first name elsewhere."""
    word = text[name.start : name.end]
    at = text.find(f" {word}")
    while at >= 0:
        if at + 1 != name.start and _FIRST_NAME.search(text, max(0, at - 20), at):
            return True
        at = text.find(f" {word}", at + 1)
    return False


# "Sheriff Tom", "Ms."
_FIRST_NAME = re.compile(r"[a-z,.] (?:[A-Z][a-z]+\.? ){0,1}[A-Z][a-z]+\.?$")


@value
class _Read:
    """A text that names are sought in."""

    text: str
    folded: str
    world: World
    is_title: bool


def _ends_of_name(text: str, end: int, most: int) -> list[int]:
    """Where a name of so many words at most may end, its first word's end given; farthest first."""
    ends = [end]
    here = end
    for _ in range(min(most, _LONGEST_NAME) - 1):
        gap = _GAP.match(text, here)
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None:
            break
        here = word.end()
        begins = word.start()
        if text[begins].isupper() or _ELIDED.match(text, begins):
            ends.append(here)
        elif here - word.start() > 3:
            break
    return ends[::-1]


def _name_at(
    read: _Read, start: int, last: int, found: list[FoundName]
) -> tuple[FoundName | None, bool]:
    """The name at a span if it is a place's, and whether the span is done with."""
    text, folded, world = read.text, read.folded, read.world
    end = _without_genitive(text, last)
    key = name_key(text, folded, start, end)
    candidates = world.candidates(key)
    if not candidates:  # "Central America" is not America
        return None, " " in key and key in world.words("place", "never")
    spot = Spot((start, end), candidates, _goes_on(text, start, found))
    name = judge(text, folded, spot, world)
    if name is not None and key.endswith(" county") and len(candidates) > 1:
        name = replace(name, is_county=True)
    if name is None and read.is_title and _is_named_in_title(candidates, key, world):
        name = FoundName(start, end, candidates, "named", None)
    return name, name is not None


def _spread_roles(text: str, found: list[FoundName]) -> list[FoundName]:
    """Names in a list have the role of its first: "in Madrid and Valencia"."""
    spread = list(found)
    for index in range(1, len(spread)):
        last, name = spread[index - 1], spread[index]
        goes_on = name.role == "named" and last.role in ("at", "origin")
        if goes_on and _LIST.fullmatch(text, last.end, name.start):
            spread[index] = replace(name, role=last.role)
    return spread


# ", ", " and ", " province and "
_LIST = pattern(r"(?: [a-z]+| \(\w+\))?(?: {nationals_and_and} |, (?:and )?)(?:the )?")


def _is_named_in_title(candidates: tuple[Candidate, ...], key: str, world: World) -> bool:
    """Whether a name alone makes a place in a title, where outlets print where they are."""
    if key in world.words("place", "never"):
        return False
    if candidates[0].level in ("country", "subdivision"):
        return True
    ordinary = key in world.words("place", "ordinary")
    return not ordinary and any(c.weight >= 20_000 for c in candidates)


def _without_genitive(text: str, end: int) -> int:
    return end - 2 if text[end - 2 : end] in ("'s", "’s", "'S", "’S") else end


def _goes_on(text: str, start: int, found: list[FoundName]) -> bool:
    """Whether a name is the next of a list of places: "in Malaga, Madrid and"."""
    return bool(found) and _LIST.fullmatch(text, found[-1].end, start) is not None


def _join_chains(text: str, found: list[FoundName], world: World) -> list[FoundName]:
    """Places followed by the region they lie in take it from there: "Guasave, Sinaloa"."""
    kept = list(found)
    for index in range(len(kept) - 2, -1, -1):
        name, wider = kept[index], kept[index + 1]
        gap = _CHAIN.match(text, name.end)
        kind = _kind_word_end(text, name.end, world)
        if not ((gap and gap.end() == wider.start) or (kind is not None and kind == wider.start)):
            continue
        regions = {wider.chained} if wider.chained else _regions_of(wider)
        inside = [
            c
            for c in name.candidates
            if any(
                c.region_id != r
                and c.region_id.startswith(r[:2])
                and (len(r) == 2 or c.region_id == r)
                for r in regions
            )
            or c.region_id in regions
        ]
        if inside and name.chained is None:
            best = max(inside, key=lambda c: (c.region_id in regions, c.weight))
            kept[index] = replace(name, chained=best.region_id)
            kept[index + 1] = replace(
                wider,
                role="dateline" if name.role == "dateline" else "chain",
                chained=best.region_id
                if len(best.region_id) > 2 and best.region_id in regions
                else wider.chained or best.region_id[:2],
            )
    return kept


def _regions_of(name: FoundName) -> set[str]:
    """The regions that a name can stand for; a district only if nothing else is called so.

    "Westminster, Thornton" are two towns, though Thornton is a district elsewhere.
    """
    alone = len(name.candidates) == 1
    return {
        c.region_id
        for c in name.candidates
        if c.level != "place" and (alone or c.level != "within")
    }


def _kind_word_end(text: str, end: int, world: World) -> int | None:
    """Where a name goes on after the kind of place and a comma: "Kogi State, Nigeria"."""
    after = FOLLOWS.match(text, end)
    if after is None or after[1].lower() not in world.words("place", "kind_after"):
        return None
    gap = _CHAIN.match(text, after.end())
    return gap.end() if gap else None
