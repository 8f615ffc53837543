"""The roles of names of places: whether something is there, or it is only named or come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.reading.cues import Cue
from ingest.reading.folding import plain
from ingest.reading.wordlists import pattern, words
from ingest.values import value

if TYPE_CHECKING:
    from ingest.reading.world import Candidate, World

_COMMA = re.compile(r", ?|,? \(")


_ABBREVIATION = re.compile(r"(?:[A-Z][a-z]*\.(?: ?[A-Z][a-z]*\.)*|[A-Z]{2,3}\b|[A-Z][a-z]{2,4}\b)")


FOLLOWS = re.compile(r"(?:['’]s?)?(?:[ \u00a0]|-)([^\W\d_]+(?:['’]s)?)")


_DATELINE_END = re.compile(
    r"\s*(?:/\s*)?(?:,[^-–—:\n]{1,30})?(?:\([^)\n]{1,60}\))?\s*(?:[-–—:]|/)\s?"
)


# "Torres del Paine": the name goes on in another language's way.
_GOES_ON = pattern(r" {goes_on} [A-ZÀ-Þ]")


# "to the Sicilian island of "
_TOWARDS = pattern(
    r"\b{towards_to} (?:{towards_the} )?(?:[\w-]+ ){0,3}of $|\b{towards_to} (?:[\w-]+ "
    r"){0,4}{towards_like} (?:the )?$"
)


_BEFORE_NAMED = ("of", "like", "as", "including", "the")  # what it ends with


# "Todd Kresin, 38, of "
_RESIDENCE = pattern(r",? (?:aged )?\d{1,2},? (?:{residence_both} )?{residence_of}$")


# "203 are nationals of Myanmar, 71 of Cambodia"
_NATIONALS = pattern(r"(?:\b{nationals_nationals}|\d|\b{nationals_two}) of(?: the)?$")


# "nationals of Togo and "
_NATIONALS_AND = pattern(
    r"\b{nationals_and_nationals} of [\w' ]{3,40},? {nationals_and_and} (?:the )?$"
)


# "38 migrants from ", "32 individuals from "
_PEOPLE_FROM = re.compile(r"\b\w+ (?:[\w-]+ )?([\w-]+) from$")


# "all of them are from ", "who came from "
_ARE_FROM = pattern(r"\b{are_from_are_2} from$")


# "recruited from Ebi in ", "one from Gorkha district of "
_FROM_WITHIN = re.compile(
    r"\bfrom (?:the )?(?:[A-ZÀ-Þ][\w'’-]* ){1,3}(?:[a-z]+ )?(?:in|of)(?: the)?$"
)


# "promised good jobs in ", "the hope of a better life in ": what was held out happened nowhere
_HELD_OUT = Cue(
    r"\b(?:{held_out_promis}|hop{held_out_ed})\b[^.;:]{0,60}\bin$", "{held_out_promis}", "hop"
)


# "placed in government shelters in ", "treated at a hospital in ", "to appear in court in "
_KEPT = Cue(
    r"\b{kept_placed}\b[^.;,]{0,50}\b{kept_in}(?: the)?$|\bshelters? {kept_in}(?: "
    r"the)?$|\bhanded over to [^.;]{0,50}\b(?:in|at)(?: the)?$",
    "{kept_placed}",
    "shelter",
    "handed over to ",
)


# "a syndicate operating in ", "a gang based in "
_HAUNT = Cue(
    r"\b{haunt_syndicate}s? (?:[\w-]+ ){0,3}{haunt_operating} (?:[\w-]+ )?{haunt_in}"
    r"(?: the)?$|\b{haunt_links} {compared_to} [^.;,]{0,30}\bin(?: the)?$",
    "{haunt_syndicate}",
    "{haunt_links}",
)


# "Sur 13"
_NUMBERED = re.compile(r"[ -]\d")


@value
class FoundName:
    """A name before it is settled."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    role: str
    chained: str | None  # region that the words after the name give
    is_doubtful: bool = False  # a place only if the rest of the article is in its country
    is_seat: bool = False  # a capital, where agencies and reporters are
    is_county: bool = False  # of which several states may have one of that name

    @property
    def is_big(self) -> bool:
        """Whether it may be a region, or a place of 400,000 people or more."""
        return any(
            c.level in ("country", "subdivision") or c.weight >= _BIG for c in self.candidates
        )


_BIG = 400_000


def word_before(folded: str, start: int) -> tuple[str, int]:
    """The word before a name, articles and "and" left out, with its offset; empty if none."""
    lead = folded[max(0, start - 40) : start]
    bare = lead.rstrip(" ")
    if len(bare) == len(lead):
        return "", -1
    for filler in (" the", " and"):
        if bare.endswith(filler):
            bare = bare[: -len(filler)].rstrip(" ")
    word = bare.rpartition(" ")[2]
    return (word, start - len(lead) + len(bare) - len(word)) if word[-1:].isalpha() else ("", -1)


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the text around a name in capitals is in capitals too."""
    around = [c for c in text[max(0, start - 15) : start] + text[end : end + 15] if c.isalpha()]
    return not around or sum(c.isupper() for c in around) * 2 > len(around)


def name_key(text: str, folded: str, start: int, end: int) -> str:
    """A name as look-ups spell it."""
    part = folded[start:end]
    return (
        part if part.isascii() and "." not in part and "  " not in part else plain(text[start:end])
    )


@value
class _Look:
    """A name and what stands around it."""

    text: str
    folded: str
    start: int
    end: int
    candidates: tuple[Candidate, ...]
    key: str
    previous: str  # the word before, in lower case
    following: str  # the word after, in lower case
    chained: str | None
    goes_on: bool  # after another place of a list
    is_locative: bool  # after "in", "near", …
    has_kind: bool  # before "county", "police", …
    is_ordinary: bool
    is_shouting: bool
    capital_before: bool
    capital_after: bool

    @property
    def level(self) -> str:
        """The level of what the name stands for first of all."""
        return self.candidates[0].level

    @property
    def is_big(self) -> bool:
        """Whether it may be a region, or a place of 100,000 people or more."""
        return any(
            c.level in ("country", "subdivision") or c.weight >= 100_000 for c in self.candidates
        )


@value
class Spot:
    """A name where it stands; `goes_on` if it goes on with a list of places."""

    span: tuple[int, int]
    candidates: tuple[Candidate, ...]
    goes_on: bool


def _look_at(text: str, folded: str, spot: Spot, world: World) -> _Look:
    start, end = spot.span
    candidates = spot.candidates
    key = name_key(text, folded, start, end)
    previous, at = word_before(folded, start)
    after = FOLLOWS.match(folded, end)
    following = after[1] if after else ""
    has_kind = following in world.words("place", "kind_after") or _ends_in_kind(key)
    return _Look(
        text=text,
        folded=folded,
        start=start,
        end=end,
        candidates=candidates,
        key=key,
        previous=previous,
        following=following,
        chained=_chained_region(text, end, candidates, world),
        goes_on=spot.goes_on,
        is_locative=previous in world.words("place", "locative")
        or (previous == "of" and _is_kind_of(folded, at, world)),
        has_kind=has_kind,
        is_ordinary=key in world.words("place", "ordinary") or len(key) < 4,
        is_shouting=text[start:end].isupper(),
        capital_before=at >= 0 and text[at].isupper(),
        capital_after=after is not None
        and text[after.start(1)].isupper()
        and not has_kind
        and text[end : end + 2] not in ("'s", "’s"),
    )


def _is_kind_of(folded: str, at: int, world: World) -> bool:
    """Whether "of" follows a kind of place: "the town of", "the outskirts of"."""
    return word_before(folded, at)[0] in world.words("place", "kind_of")


def _ends_in_kind(key: str) -> bool:
    return key.rpartition(" ")[2] in ("county", "parish", "borough")


def judge(text: str, folded: str, spot: Spot, world: World) -> FoundName | None:
    """The name with its role in the sentence, or nothing where it names no place."""
    span, candidates = spot.span, spot.candidates
    look = _look_at(text, folded, spot, world)
    if _is_no_place(look, world):
        return None
    if _is_byline(text, *span):
        return FoundName(*span, candidates, "dateline", look.chained, is_seat=True)
    sign = _is_dateline(text, *span)
    if sign and (sign != ":" or look.is_big):
        labels = sign == ":" and not (look.is_shouting or look.key in world.capital_names)
        role = "at" if labels else "dateline"
        is_seat = look.key in world.capital_names
        return FoundName(*span, candidates, role, look.chained, is_seat=is_seat)
    if look.chained is None and _is_unlikely(look):
        return None
    doubtful = look.capital_after and not look.is_shouting and look.level == "place"
    is_doubtful = doubtful and look.chained is None
    return FoundName(*span, candidates, _role(look, world), look.chained, is_doubtful)


def _is_no_place(look: _Look, world: World) -> bool:
    """Whether what follows, or the name itself, makes it no place ("March", "Paris Times")."""
    after, words = look.following, world.words
    return (
        after in words("place", "not_where")
        or _GOES_ON.match(look.text, look.end) is not None
        or (after in words("place", "person_after") and look.level == "country")
        or look.key in words("place", "never")
        or (look.key in world.acronym_names and not look.is_shouting)
        or (look.level == "place" and (look.key in world.adjectives or _is_called(look)))
        or (look.level == "place" and not look.is_big and _is_numbered(look))
    )


# "who was known as ", "a man identified as "
_CALLED = pattern(r"\b{called} $")


def _is_called(look: _Look) -> bool:
    """Whether a name is what somebody is called."""
    return _CALLED.search(look.folded, max(0, look.start - 20), look.start) is not None


def _is_numbered(look: _Look) -> bool:
    return _NUMBERED.match(look.text, look.end) is not None


def _is_unlikely(look: _Look) -> bool:
    """Whether a name without its region beside it is more likely a person's or another word."""
    within = look.level in ("place", "within")
    if look.is_shouting and look.end - look.start <= 5 and within:
        return not _is_shouted(look.text, look.start, look.end)
    beside = look.capital_after and not look.is_shouting
    if look.is_locative or look.goes_on:
        shouted = look.is_shouting and not look.has_kind and look.level == "place"
        return look.is_ordinary and (beside or shouted)
    return (beside and look.level != "country") or _is_unlikely_alone(look)


def _is_unlikely_alone(look: _Look) -> bool:
    """The same, for names that no preposition of place goes before."""
    if look.has_kind:
        return False
    if look.is_ordinary:
        is_region = look.level in ("country", "subdivision")
        alone = not (look.capital_before or look.capital_after or look.is_shouting)
        return not (is_region and alone)
    beside = (look.capital_before or look.capital_after) and not look.is_shouting
    return not look.is_big or (beside and look.level == "place")


def _role(look: _Look, world: World) -> str:
    """The role of a name in its sentence: something is there, or it is only named or come from."""
    folded, words = look.folded, world.words
    if look.following in words("place", "agency_after"):
        return "at"
    if look.following in words("place", "office_after") | words("place", "people_after"):
        return "origin"
    lead = folded[max(0, look.start - 25) : look.start].rstrip()
    if lead.endswith(tuple(words("place", "said_at"))):
        return "origin"
    if _is_origin(look.text, folded, look.start, look.previous, world):
        return "origin"
    tail = folded[look.end : look.end + 15].lstrip(" ,")
    if look.key in world.capital_names and tail.startswith(tuple(words("agency", "saying"))):
        return "origin"  # "the ministry in Beijing says" speaks of the whole country
    counts = look.level != "country" and _COUNTS.match(folded, look.end) is not None
    return "at" if look.is_locative or look.has_kind or counts else "named"


# "Ho Chi Minh City has received and verified 56 cases"
_COUNTS = pattern(r" (?:{so_far_has} )?{counts_received}\b")
# "returned by Cambodia", "deported by Malaysia"
_SENT_BY = pattern(r"\b{sent_by_returned_2} by(?: the)?$")


_BEFORE_PLACES = frozenset(words("before_places"))


def _is_freed_from(lead: str, world: World) -> bool:
    """Whether people were freed from a place: not people from there, nor trafficked from there."""
    nearest = lead.rpartition(",")[2]
    if _ARE_FROM.search(lead):
        return False
    freed = max(nearest.rfind(word) for word in world.words("place", "from_event"))
    moved = max(nearest.rfind(word) for word in world.words("place", "moved_from"))
    if freed < 0 or moved > freed:
        return False
    people = _PEOPLE_FROM.search(lead)
    return people is None or people[1] not in world.people_nouns


def _is_origin(text: str, folded: str, start: int, previous: str, world: World) -> bool:
    """Whether people only come from there or go there."""
    lead = folded[max(0, start - 70) : start].rstrip()
    if _are_people_of(folded, start, lead, previous):
        return True
    if previous == "from":
        return not _is_freed_from(lead, world)
    if previous in _BEFORE_PLACES and (
        (lead.endswith("in") and _HELD_OUT.search(lead))
        or _KEPT.search(lead)
        or _HAUNT.search(lead)
        or _FROM_WITHIN.search(text[max(0, start - 60) : start].rstrip())
    ):
        return True
    towards = lead.endswith(_BEFORE_NAMED) and _TOWARDS.search(f"{lead} ") is not None
    if towards or previous in world.words("place", "origin_word"):
        return True
    lead = lead[:-4].rstrip() if lead.endswith(" the") else lead
    return lead.endswith(tuple(world.words("place", "origin_before")))


def _are_people_of(folded: str, start: int, lead: str, previous: str) -> bool:
    """Whether people of a place are meant; most words before it are out by their ends."""
    if previous == "of" and _NATIONALS.search(lead):
        return True
    if lead.endswith(("of", "from")):
        return _RESIDENCE.search(lead) is not None
    if previous == "by" and _SENT_BY.search(lead):
        return True
    joined = lead.endswith(("and", "or", "the"))
    return joined and _NATIONALS_AND.search(folded, max(0, start - 70), start) is not None


# "By Ada Obi in ", "Ada Obi, "
_BYLINE = re.compile(
    r"(?:^|\n)(?:By )?[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,3}(?:,| in|, in) $"
)


def _is_byline(text: str, start: int, end: int) -> bool:
    """Whether a name ends a line that only says who wrote and where."""
    if text[end : end + 1] not in ("\n", ""):
        return False
    return _BYLINE.search(text, max(0, start - 60), start) is not None


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
    bare = world.abbreviations.get(f"{short[0]}.")  # "MEMPHIS, Tenn -"
    if region is None and any(c.region_id == bare for c in candidates):
        return bare
    if region is None:
        return None
    fits = any(c.region_id == region for c in candidates)
    return region if fits or short[0].endswith(".") or candidates[0].level == "place" else None
