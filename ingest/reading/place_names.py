"""Names of places in a text, each with its role in the sentence, before they are settled."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.reading.folding import plain

if TYPE_CHECKING:
    from ingest.reading.world import Candidate, World


_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


_GAP = re.compile(r"[ \u00a0]|\.? |-")


_CHAIN = re.compile(r",? ?\(?,? ?(?=[A-ZÀ-Þ])|,? (?:in|of) (?:the )?(?=[A-ZÀ-Þ])")


_COMMA = re.compile(r", ?|,? \(")


_ABBREVIATION = re.compile(r"(?:[A-Z][a-z]*\.(?: ?[A-Z][a-z]*\.)*|[A-Z]{2,3}\b|[A-Z][a-z]{2,4}\b)")


FOLLOWS = re.compile(r"(?:['’]s?)?(?:[ \u00a0]|-)([^\W\d_]+(?:['’]s)?)")


_DATELINE_END = re.compile(
    r"\s*(?:/\s*)?(?:,[^-–—:\n]{1,30})?(?:\([^)\n]{1,60}\))?\s*(?:[-–—:]|/)\s?"
)


# "Torres del Paine": the name goes on in another language's way.
_GOES_ON = re.compile(r" (?:del|de|da|do|di|du|della|dos|des) [A-ZÀ-Þ]")


# "to the Sicilian island of "
_TOWARDS = re.compile(r"\b(?:to|into|towards?) (?:the |an? )?(?:[\w-]+ ){0,3}of $")


# "Todd Kresin, 38, of "
_RESIDENCE = re.compile(r",? (?:aged )?\d{1,2},? (?:both |all |each )?(?:of|from)$")


# "203 are nationals of Myanmar, 71 of Cambodia"
_NATIONALS = re.compile(
    r"(?:\b(?:nationals|citizens|natives|passports|nationality)|\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)) of(?: the)?$"
)


# "38 migrants from Syria"
_PEOPLE_FROM = re.compile(
    r"\b(?:\d+|\w+) (?:\w+ )?(?:migrants|people|women|men|girls|boys|children|workers|nationals|victims|suspects|refugees|citizens|villagers|members|teenagers|foreigners|drivers|men|farmers|fishermen|students|recruits|residents) from$"
)


_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name before it is settled."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    role: str
    chained: str | None  # region that the words after the name give
    is_doubtful: bool = False  # a place only if the rest of the article is in its country


def word_before(folded: str, start: int) -> tuple[str, int]:
    """The word before a name, articles and "and" left out, with its offset; empty if none."""
    lead = folded[max(0, start - 40) : start]
    bare = lead.rstrip(" ")
    if len(bare) == len(lead):
        return "", -1
    for filler in (" the", " and", " town of", " city of"):
        if bare.endswith(filler):
            bare = bare[: -len(filler)].rstrip(" ")
    word = bare.rpartition(" ")[2]
    return (word, start - len(lead) + len(bare) - len(word)) if word[-1:].isalpha() else ("", -1)


def find_names(text: str, folded: str, world: World, *, is_title: bool) -> list[FoundName]:
    words = [m.span() for m in _WORD.finditer(text)]
    found: list[FoundName] = []
    index = 0
    while index < len(words):
        start = words[index][0]
        if text[start].isupper():
            for last in range(_last_word(text, words, index), index - 1, -1):
                if not text[words[last][0]].isupper():
                    continue
                end = _without_genitive(text, words[last][1])
                candidates = world.candidates(_key(text, folded, start, end))
                name = _judge(text, folded, start, end, candidates, world) if candidates else None
                if (
                    name is None
                    and is_title
                    and candidates
                    and _is_named_in_title(candidates, _key(text, folded, start, end), world)
                ):
                    name = FoundName(start, end, candidates, "named", None)
                if name is not None:
                    found.append(name)
                    index = last
                    break
        index += 1
    return _join_chains(text, found, world)


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the text around a name in capitals is in capitals too."""
    around = [c for c in text[max(0, start - 15) : start] + text[end : end + 15] if c.isalpha()]
    return not around or sum(c.isupper() for c in around) * 2 > len(around)


def _is_named_in_title(candidates: tuple[Candidate, ...], key: str, world: World) -> bool:
    """Whether a name alone makes a place in a title, where outlets print where they are."""
    if key in world.words("place", "never"):
        return False
    if candidates[0].level in ("country", "subdivision"):
        return True
    ordinary = key in world.words("place", "ordinary")
    return not ordinary and any(c.weight >= 20_000 for c in candidates)


def _last_word(text: str, words: list[tuple[int, int]], index: int) -> int:
    """The last word that a name beginning at a word may have."""
    last = index
    for n in range(index + 1, min(index + _LONGEST_NAME, len(words))):
        start, end = words[n]
        if _GAP.fullmatch(text, words[n - 1][1], start) is None:
            break
        if text[start].isupper():
            last = n
        elif end - start > 3:
            break
    return last


def _key(text: str, folded: str, start: int, end: int) -> str:
    part = folded[start:end]
    return (
        part if part.isascii() and "." not in part and "  " not in part else plain(text[start:end])
    )


def _without_genitive(text: str, end: int) -> int:
    return end - 2 if text[end - 2 : end] in ("'s", "’s", "'S", "’S") else end


def _judge(
    text: str, folded: str, start: int, end: int, candidates: tuple[Candidate, ...], world: World
) -> FoundName | None:
    """The name with its role in the sentence, or nothing where it names no place."""
    previous, at = word_before(folded, start)
    after = FOLLOWS.match(folded, end)
    following = after[1] if after else ""
    if following in world.words("place", "not_where") or _GOES_ON.match(text, end):
        return None
    if following in world.words("place", "person_after") and candidates[0].level == "country":
        return None
    chained = _chained_region(text, end, candidates, world)
    locative = previous in world.words("place", "locative")
    kind_after = following in world.words("place", "kind_after")
    key = _key(text, folded, start, end)
    kind_after = kind_after or key.rpartition(" ")[2] in ("county", "parish", "borough")
    if key in world.words("place", "never"):
        return None
    ordinary = key in world.words("place", "ordinary") or len(key) < 4
    shouting = text[start:end].isupper()
    capital_before = at >= 0 and text[at].isupper()
    capital_after = (
        bool(after) and after is not None and text[after.start(1)].isupper() and not kind_after
    )
    big = any(c.level in ("country", "subdivision") or c.weight >= 100_000 for c in candidates)
    dateline = _is_dateline(text, start, end)
    if dateline and (dateline != ":" or big):
        role = "at" if dateline == ":" and start > 0 else "dateline"
        return FoundName(start, end, candidates, role, chained)
    acronym = shouting and end - start <= 5 and candidates[0].level in ("place", "within")
    if acronym and chained is None and not _is_shouted(text, start, end):
        return None
    if chained is None and not locative:
        if capital_after and not shouting and candidates[0].level != "country":
            return None
        if ordinary and not kind_after:
            top = (
                candidates[0].level in ("country", "subdivision")
                and not capital_before
                and not shouting
            )
            if not (top and not capital_after):
                return None
        if not big and not kind_after:
            return None
        if (
            (capital_before or capital_after)
            and not shouting
            and not kind_after
            and candidates[0].level == "place"
        ):
            return None
    if locative and ordinary and (capital_after and not shouting) and chained is None:
        return None
    if (
        locative
        and ordinary
        and shouting
        and not kind_after
        and chained is None
        and candidates[0].level == "place"
    ):
        return None
    role = "at" if locative or kind_after else "named"
    if following in world.words("place", "agency_after"):
        role = "at"
    elif _is_origin(folded, start, previous, world):
        role = "origin"
    elif (
        folded[max(0, start - 25) : start].rstrip().endswith(tuple(world.words("place", "said_at")))
    ):
        role = "origin"
    elif key in world.capital_names and folded[end : end + 15].lstrip(" ,").startswith(
        tuple(world.words("agency", "saying"))
    ):
        role = "origin"  # "the ministry in Beijing says" speaks of the whole country
    doubtful = capital_after and not shouting and chained is None and candidates[0].level == "place"
    return FoundName(start, end, candidates, role, chained, doubtful)


def _is_origin(folded: str, start: int, previous: str, world: World) -> bool:
    """Whether people only come from there or go there."""
    lead = folded[max(0, start - 45) : start].rstrip()
    if _RESIDENCE.search(lead) or (previous == "of" and _NATIONALS.search(lead)):
        return True
    if previous == "from":
        nearest = lead.rpartition(",")[2]
        freed = any(word in nearest for word in world.words("place", "from_event"))
        return not freed or _PEOPLE_FROM.search(lead) is not None
    if previous in world.words("place", "origin_word") or _TOWARDS.search(lead + " "):
        return True
    lead = lead[:-4].rstrip() if lead.endswith(" the") else lead
    return lead.endswith(tuple(world.words("place", "origin_before")))


def _is_dateline(text: str, start: int, end: int) -> str:
    """The sign that sets a name off where it opens a line, as in "ROME (AP) — "; empty if none."""
    if start > 0 and "\n" not in text[max(0, start - 2) : start]:
        return (
            ":" if text[end : end + 2] == ": " and text[start - 2 : start] in (". ", "; ") else ""
        )
    match = _DATELINE_END.match(text, end)
    return match[0].strip()[-1:] if match else ""


def _chained_region(
    text: str, end: int, candidates: tuple[Candidate, ...], world: World
) -> str | None:
    """The region of a place that the abbreviation after it gives, as in "Moore, Okla."."""
    comma = _COMMA.match(text, end)
    if comma is None:
        return None
    short = _ABBREVIATION.match(text, comma.end())
    if short is None:
        return None
    region = world.abbreviations.get(short[0]) or world.abbreviations.get(short[0].rstrip("."))
    if region is None:
        return None
    fits = any(c.region_id == region for c in candidates)
    return region if fits or short[0].endswith(".") or candidates[0].level == "place" else None


def _join_chains(text: str, found: list[FoundName], world: World) -> list[FoundName]:
    """Places followed by the region they lie in take it from there: "Guasave, Sinaloa"."""
    kept = list(found)
    for index in range(len(kept) - 2, -1, -1):
        name, wider = kept[index], kept[index + 1]
        gap = _CHAIN.match(text, name.end)
        kind = _kind_word_end(text, name.end, world)
        if not ((gap and gap.end() == wider.start) or (kind is not None and kind == wider.start)):
            continue
        regions = (
            {wider.chained}
            if wider.chained
            else {c.region_id for c in wider.candidates if c.level != "place"}
        )
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


def _kind_word_end(text: str, end: int, world: World) -> int | None:
    """Where a name goes on after the kind of place and a comma: "Kogi State, Nigeria"."""
    after = FOLLOWS.match(text, end)
    if after is None or after[1].lower() not in world.words("place", "kind_after"):
        return None
    gap = _CHAIN.match(text, after.end())
    return gap.end() if gap else None
