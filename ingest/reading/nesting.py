"""Parts and wholes: "608 suspects, 32 of them women"; "178 children, including 26 in Fujian"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.measures import is_people, takes
from ingest.reading.neighbours import previous_item
from ingest.reading.numbers import may_hold
from ingest.reading.parse import Link, Parse
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.items import Item
    from ingest.reading.tokens import Tokens

_AMONG_THEM = frozenset(words("among_them"))
_OF = frozenset(words("of_the_whole"))
_BRACKET_REACH = 16  # items from a count to the bracket before it
_CHARGES_REACH = 40  # items of a list of offences
_LIST_REACH = 6  # items of a list that are looked over for "including"


def with_parts(parse: Parse, links: list[Link]) -> list[Link]:
    """Give parts the measures of their wholes where they have none, and mark them as parts."""
    items, tokens = parse.items, parse.tokens
    by_count: dict[int, list[Link]] = {}
    for link in links:
        by_count.setdefault(link.count, []).append(link)
    for at, item in enumerate(items):
        if item.kind != "count" or item.number is None or item.number.is_other:
            continue
        end = _whole_ends(items, at)
        if end is None or _is_of_things(items, at, end):
            continue
        whole = _whole(items, at, end, by_count)
        if whole is None:
            continue
        own = by_count.get(at)
        if own:
            by_count[at] = [replace(link, whole=whole) for link in own]
        else:
            inherited = [
                Link(at, link.trigger, link.term, whole)
                for link in by_count[whole]
                if _can_inherit(link, item, tokens)
            ]
            if inherited:
                by_count[at] = inherited
    return [link for at in sorted(by_count) for link in by_count[at]]


def _can_inherit(link: Link, item: Item, tokens: Tokens) -> bool:
    if item.noun is None and not item.terms:
        return True
    if link.term.takes in {"migrant", "captive"}:
        return is_people(item)
    return takes(link.term, item, tokens)


def _opening_whole(items: list[Item], at: int) -> bool:
    """Return whether the clause opens with the whole: "Of 30 defendants charged, 11 …"."""
    if at < 3 or items[at - 1].kind != "comma":
        return False
    for here in range(at - 2, max(-1, at - _BRACKET_REACH), -1):
        item = items[here]
        if item.kind == "comma":
            return False
        if item.kind == "prep" and item.text in _OF and items[here + 1].kind == "count":
            before = items[here - 1] if here else None
            return before is None or before.kind in {"relative", "sub", "conj", "stop"}
    return False


def _whole_ends(items: list[Item], at: int) -> int | None:
    """Return where the whole of a part must stand before, None if it is no part."""
    if items[at].of_pronoun or _opening_whole(items, at) or _is_among_them(items, at):
        return at
    bracket = _bracket_before(items, at)
    if bracket is not None:
        return bracket
    before = previous_item(items, at)
    if before >= 0 and items[before].kind == "include":
        return before
    if before > 0 and items[before].text == ";" and items[before - 1].kind == "include":
        return before - 1
    shared = _charge_whole(items, at)
    if shared is not None:
        return shared
    return _listed_whole(items, before)


def _charge_whole(items: list[Item], at: int) -> int | None:
    """Return the "including" of a list that goes on: "including five for theft, two for fraud"."""
    after = items[at + 1] if at + 1 < len(items) else None
    bare = items[at].noun is None and items[at].head is None
    if not bare or after is None or after.kind != "prep" or not at:
        return None
    if items[at - 1].kind not in {"comma", "conj", "stop"}:
        return None
    for here in range(at - 1, max(0, at - _CHARGES_REACH), -1):
        if items[here].kind != "include":
            continue
        first = here + 1 + (items[here + 1].text == ";")
        same = first + 1 < at and items[first + 1].text == after.text
        return here if same and items[first].kind == "count" else None
    return None


def _is_of_things(items: list[Item], at: int, end: int) -> bool:
    """Return whether a bare number is part of things: "a string of brothels, including one in"."""
    before = end - 1 - (end > 1 and items[end - 1].kind == "comma")
    if items[at].noun is not None or before < 0 or items[end].kind != "include":
        return False
    things = items[before]
    noun = things.noun if things.kind == "phrase" else None
    several = things.is_plural or things.partitive
    return several and noun is not None and noun.noun_class in {"place", "group"}


def _is_among_them(items: list[Item], at: int) -> bool:
    """Return whether "among them" follows: "16 were arrested, four women among them"."""
    after = items[at + 1] if at + 1 < len(items) else None
    return after is not None and after.kind == "include" and after.text in _AMONG_THEM


def _listed_whole(items: list[Item], before: int) -> int | None:
    """Return the "including" that opens the list which a later part stands in."""
    if before < 0 or items[before].kind not in {"conj", "comma"}:
        return None
    partner = before - 1
    if partner >= 0 and items[partner].kind == "comma":
        partner -= 1
    for here in range(partner, max(0, partner - _LIST_REACH), -1):  # over the list's other parts
        if items[here].kind not in {"phrase", "count", "prep", "adverb"}:
            return None
        if items[here - 1].kind == "include":
            return here - 1
    return None


def _bracket_before(items: list[Item], at: int) -> int | None:
    """Return where the bracket opens that a count stands in, after a count: "16 (nine men, …)"."""
    for here in range(at - 1, max(0, at - _BRACKET_REACH), -1):
        if items[here].text == "(":
            return here if items[here - 1].kind == "count" else None
        if items[here].kind not in {"phrase", "count", "prep", "adverb", "comma", "conj"}:
            return None
        if items[here].text == ")":
            return None
    return None


def _whole(items: list[Item], at: int, end: int, by_count: dict[int, list[Link]]) -> int | None:
    """Return the nearest figure before an item that can hold this one."""
    number = items[at].number
    if number is None:
        return None
    if _opening_whole(items, at) and 1 in by_count:
        return 1
    for here in range(end - 1, -1, -1):
        whole = items[here].number
        if here not in by_count or whole is None:
            continue
        holds = may_hold(whole, number)
        siblings = [link.whole for link in by_count[here] if link.whole is not None]
        if siblings and not (holds and items[at].of_pronoun):
            return siblings[0]
        if holds:
            return here
    return None
