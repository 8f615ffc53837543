"""When a count tells nothing new: it points back, praises, or denies what was only wished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.neighbours import previous_item
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.items import Item
    from ingest.reading.parse import Parse
    from ingest.reading.tokens import Tokens

_ABOARD = frozenset(words("aboard_words"))
_LASTING = frozenset(words("lasting_words"))
_CLAUSE_REACH = 8  # items back to the verb that governs a denial


def says_nothing_new(parse: Parse, trigger: int, count: int) -> bool:
    """Return whether a count is no figure of a trigger though grammar joins them."""
    item = parse.items[count]
    return (
        _points_back(item, parse.tokens)
        or _only_praises(parse.items, trigger, count)
        or _is_denied_twice(parse.items, count)
        or _is_still_held(parse, trigger, count)
    )


def _is_denied_twice(items: list[Item], count: int) -> bool:
    """Return whether a zero stands under a denial: "I don't want to see nobody get shot"."""
    number = items[count].number
    if number is None or number.value != 0:
        return False
    for here in range(count - 1, max(-1, count - _CLAUSE_REACH), -1):
        if items[here].kind in {"stop", "sub", "comma"}:
            return False
        if items[here].kind == "verb" and items[here].negated:
            return True
    return False


def _is_still_held(parse: Parse, trigger: int, count: int) -> bool:
    """Return whether some of those counted only are where they were: "two of the six remain"."""
    item, state = parse.items[count], parse.items[trigger]
    part = item.of_definite or item.of_count or item.of_pronoun
    if not part or state.kind != "state" or trigger <= count:
        return False
    between = range(parse.items[count].last, state.first)
    return any(parse.tokens.lowers[at] in _LASTING for at in between)


def _points_back(item: Item, tokens: Tokens) -> bool:
    """Return whether a bare number only stands for people already counted ("all four")."""
    bare = item.noun is None and item.head is None and not item.of_pronoun
    if item.number is None or not bare or tokens.lowers[item.first] != "all":
        return False
    after = tokens.lowers[item.last : item.last + 2]
    if not _ABOARD.isdisjoint((" ".join(after), *after[:1])):
        return False  # "all 41 on board"
    return item.number.core == item.first + 1


def _only_praises(items: list[Item], trigger: int, count: int) -> bool:
    """Return whether "one of" only tells who someone is: "considered one of the best, died"."""
    item = items[count]
    single = item.number is not None and item.number.is_single
    if not single or not (item.of_definite or item.of_count) or not count:
        return False
    before = previous_item(items, count)
    verb = items[before]
    return before != trigger and verb.kind == "verb" and verb.verb_kind in {"report", "copula"}
