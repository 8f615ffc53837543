"""Parts and wholes: "608 suspects, 32 of them women"; "178 children, including 26 in Fujian"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.measures import is_people, takes
from ingest.reading.neighbours import previous_item
from ingest.reading.numbers import may_hold
from ingest.reading.parse import Link, Parse

if TYPE_CHECKING:
    from ingest.reading.items import Item
    from ingest.reading.tokens import Tokens


def with_parts(parse: Parse, links: list[Link]) -> list[Link]:
    """Give parts the measures of their wholes where they have none, and mark them as parts."""
    items, tokens = parse.items, parse.tokens
    by_count: dict[int, list[Link]] = {}
    for link in links:
        by_count.setdefault(link.count, []).append(link)
    for at, item in enumerate(items):
        if item.kind != "count" or item.number is None or item.number.is_other:
            continue
        if not _is_part(items, at):
            continue
        whole = _whole(items, at, by_count)
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
    if link.term.takes == "migrant":
        return is_people(item)
    return takes(link.term, item, tokens)


def _opening_whole(items: list[Item], at: int) -> bool:
    """Return whether the clause opens with the whole: "Of 30 defendants charged, 11 …"."""
    opens = at > 2 and items[0].text == "of" and items[1].kind == "count"
    return (
        opens
        and items[at - 1].kind == "comma"
        and not any(items[here].kind == "comma" for here in range(2, at - 1))
    )


def _is_part(items: list[Item], at: int) -> bool:
    """Return whether the text says that a count is out of another."""
    if items[at].of_pronoun or _opening_whole(items, at):
        return True
    before = previous_item(items, at)
    while before >= 0:
        if items[before].kind == "include":
            return True
        if items[before].kind not in {"conj", "comma"}:
            return False
        partner = before - 1
        if partner >= 0 and items[partner].kind == "comma":
            partner -= 1
        for _ in range(6):  # over the other parts of the list
            if partner >= 0 and items[partner].kind in {"phrase", "count", "prep", "adverb"}:
                if partner > 0 and items[partner - 1].kind == "include":
                    return True
                partner -= 1
        return False
    return False


def _whole(items: list[Item], at: int, by_count: dict[int, list[Link]]) -> int | None:
    """Return the nearest figure before that can hold this one."""
    number = items[at].number
    if number is None:
        return None
    if _opening_whole(items, at) and 1 in by_count:
        return 1
    for here in range(at - 1, -1, -1):
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
