"""What stands after a verb or preposition: objects and lists of noun phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.neighbours import REACH, next_item
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.items import Item

_JOINERS = {"conj", "comma", "adverb"}
_JOINING = frozenset(words("joined_by"))
_INSERTION = 10  # items that an insertion has at most


def objects(items: list[Item], verb: int) -> list[int]:
    """Return the noun phrases that are the object of an active verb."""
    at = next_item(items, verb)
    for _ in range(6):  # verbs that share the object, and phrases before it
        if at + 1 >= len(items):
            break
        if items[at].kind in {"conj", "comma"} and items[at + 1].kind == "verb":
            if items[at + 1].voice not in {"active", "ing", "bare", "to"}:
                return []
            at = next_item(items, at + 1)
        elif items[at].kind == "prep" and items[at + 1].is_nominal and _is_aside(items, at):
            at = next_item(items, at + 1)
        elif _is_time_before(items, at):
            at += 1
        else:
            break
    return listed(items, at)


def _is_time_before(items: list[Item], at: int) -> bool:
    """Return whether a time stands before the object, or before another time."""
    timed = items[at].kind == "phrase" and items[at].is_time
    return timed and (items[at + 1].kind == "count" or items[at + 1].is_time)


def _is_aside(items: list[Item], prep: int) -> bool:
    """Return whether "on Friday", "in London" stands between a verb and its object."""
    after = next_item(items, prep + 1)
    return after < len(items) and items[after].is_nominal


def listed(items: list[Item], at: int) -> list[int]:
    """Return the noun phrases of a list that starts at an item ("12 men, a boy and two girls")."""
    found: list[int] = []
    end = min(len(items), at + REACH)
    while at < end:
        item = items[at]
        if not item.is_nominal:
            break
        if found and _is_own_clause(items, at):
            break
        found.append(at)
        if item.partitive and at + 2 < end and items[at + 1].text == "of":
            found.append(at + 2)  # "the group of 30"
        at = _after_modifiers(items, at, end)
        at = _after_insertion(items, at, end)
        joined = False
        while at < end and _joins(items, at, end):
            joined = joined or items[at].kind != "adverb"
            at += 1
        if not joined:
            break
    return found


def _joins(items: list[Item], at: int, end: int) -> bool:
    """Return whether an item joins the members of a list; a semicolon does between numbers."""
    if items[at].kind in _JOINERS or items[at].text in _JOINING:
        return True
    return items[at].text == ";" and at + 1 < end and items[at + 1].kind == "count"


def _after_insertion(items: list[Item], at: int, end: int) -> int:
    """Pass over ", believed to be the mastermind," before the next member of a list."""
    inserts = at + 1 < end and items[at].kind == "comma"
    if not inserts or items[at + 1].kind not in {"verb", "relative"}:
        return at
    for here in range(at + 2, min(end - 1, at + _INSERTION)):
        if items[here].kind == "comma" and items[here + 1].kind == "conj":
            return here
        if items[here].kind == "comma" and _goes_on(items, at, here + 1):
            return here
    return at


def _goes_on(items: list[Item], at: int, here: int) -> bool:
    """Return whether a list goes on after a relative clause: "nine men, who …, five women and"."""
    noun = items[here].noun
    people = items[here].kind == "count" and noun is not None and noun.noun_class == "person"
    return people and items[at + 1].kind == "relative" and not _is_own_clause(items, here)


def _after_modifiers(items: list[Item], at: int, end: int) -> int:
    """Pass over what follows a noun phrase: "from Kenya", "suspected of theft", a state."""
    at += 1
    while at < end:
        kind = items[at].kind
        if kind == "prep" and at + 1 < end and items[at + 1].is_nominal:
            at += 2
        elif (
            kind in {"adverb", "state"}
            or (kind == "verb" and items[at].voice == "participle")
            or kind == "phrase"
        ):
            at += 1
        elif kind == "verb" and items[at].voice == "ing" and at + 1 < end:
            at += 1 + items[at + 1].is_nominal
        else:
            break
    return at


def _is_own_clause(items: list[Item], at: int) -> bool:
    """Return whether a later member of a list has a verb of its own ("… and five were freed")."""
    here = at + 1
    while here < len(items) and here < at + REACH:
        item = items[here]
        if item.kind == "verb":
            if item.voice == "participle":  # "and three killed", not "and three kidnapped by"
                ends = here + 1 >= len(items) or items[here + 1].kind in {"stop", "comma", "conj"}
                ends = ends or items[here + 1].clausal  # "arrests two, 20 children freed after"
                bare = items[at].noun is None
                return bool(item.terms) and here == at + 1 and (ends or bare)
            return item.voice in {"passive", "active"}
        if item.kind == "state":
            return here == at + 1
        if item.kind == "prep" and here + 1 < len(items) and items[here + 1].is_nominal:
            here += 2
            continue
        if item.kind != "adverb":
            return False
        here += 1
    return False
