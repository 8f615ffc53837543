"""Gapped clauses: numbers that share the verb of a number before them, which is not said again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.breakdowns import goes_on_telling
from ingest.reading.tallies import is_total_reached

if TYPE_CHECKING:
    from ingest.reading.items import Item
    from ingest.reading.parse import Link, Parse

_GAP_REACH = 8  # items from a happening to its place


def gapped(parse: Parse, at: int, links: list[Link]) -> list[Link]:
    """Return the links of a number before that a number without a noun has, too."""
    items = parse.items
    return (
        _gapped_after_phrase(items, at, links)
        or _gapped_after_time(items, at, links)
        or gapped_place(items, at, links)
        or _gapped_subject(items, at, links)
        or _another(items, at, links)
        or _summed_up(parse, at, links)
    )


def told_on(items: list[Item], at: int, links: list[Link]) -> list[Link]:
    """Return the links of "12 Kenyans" in "38 were Ethiopians, 12 Kenyans"."""
    first = goes_on_telling(items, at)
    if first is None:
        return []
    return [replace(link, count=at) for link in links if link.count == first]


def _another(items: list[Item], at: int, links: list[Link]) -> list[Link]:
    """Return the links of "15 were freed last month" for "another 22 the month before"."""
    number = items[at].number
    more = number is not None and number.lead < number.first
    if not more or not at or items[at - 1].kind not in {"conj", "comma"}:
        return []
    after = items[at + 1] if at + 1 < len(items) else None
    ends = (
        after is None
        or after.kind in {"stop", "comma"}
        or (after.kind == "phrase" and after.is_time)
    )
    earlier = [link for link in links if max(link.count, link.trigger) < at]
    return earlier[-1:] if ends else []


def _summed_up(parse: Parse, at: int, links: list[Link]) -> list[Link]:
    """Return the links of "seven were arrested" for "taking the total to 23" after it."""
    if not is_total_reached(parse, at):
        return []
    earlier = [link for link in links if link.count < at]
    return [replace(link, whole=None) for link in earlier[-1:]]


def _gapped_after_time(items: list[Item], at: int, links: list[Link]) -> list[Link]:
    """Return the links of "in 2019 there were 274 arrests" for "and in 2020 285" after it."""
    ends = at + 1 >= len(items) or items[at + 1].kind in {"conj", "comma", "stop"}
    if not ends or not _is_place_first(items, at) or not items[at - 1].is_time:
        return []
    earlier = [link for link in links if max(link.count, link.trigger) < at - 2]
    return [replace(link, whole=None) for link in earlier[-1:]]


def _gapped_after_phrase(items: list[Item], at: int, links: list[Link]) -> list[Link]:
    """Return the links of "26 of the arrests" for "Macedonia for nine" after it."""
    if at < 3 or items[at - 1].kind != "prep" or not items[at - 2].is_nominal:
        return []
    if items[at - 3].kind not in {"comma", "conj"}:
        return []
    for link in reversed(links):
        count = link.count
        if 0 < count < at and items[count - 1].text == items[at - 1].text:
            return [link]
    return []


def gapped_place(items: list[Item], at: int, links: list[Link]) -> list[Link]:
    """Return the links of "31 were rescued in Punjab" for "11 in Haryana" after it."""
    if _is_place_first(items, at):  # "in Ghana 14 were held, in Togo nine"
        same = items[at - 2].text
        placed = (x for x in reversed(links) if 1 < x.count < at)
        first = next((link for link in placed if items[link.count - 2].text == same), None)
        if first is not None:
            return [first]
    if at < 2 or at + 2 >= len(items) or items[at - 1].kind not in {"comma", "conj"}:
        return []
    prep = items[at + 1]
    if prep.kind != "prep" or not (items[at + 2].is_nominal or items[at + 2].kind == "adverb"):
        return []
    for link in reversed(links):
        last = max(link.count, link.trigger)
        after = range(last + 1, min(at, last + _GAP_REACH))
        if link.count < at and any(items[here].text == prep.text for here in after):
            return [link]
    return []


def _gapped_subject(items: list[Item], at: int, links: list[Link]) -> list[Link]:
    """Return the links of "the first raid netted three" for "the second five" after it."""
    ends = at + 1 >= len(items) or items[at + 1].kind in {"conj", "comma", "stop"}
    here = at - 1
    if here > 0 and items[here].kind == "comma" and items[here - 1].is_nominal:
        here -= 1  # "at the second, one more"
    first = here
    while first > 1 and items[first].is_nominal and items[first - 1].kind == "prep":
        first -= 2 if items[first - 2].is_nominal else 1
    opens = 0 < first < at and items[first - 1].kind in {"conj", "comma", "stop"}
    number = items[at].number
    more = number is not None and number.lead < number.first  # "and Serbia a further two"
    plain = items[here].kind == "phrase" and (items[here].definite or first < here or more)
    if not (ends and opens and plain) or items[at].kind != "count":
        return []
    for link in reversed(links):
        verb = items[link.trigger]
        active = verb.kind == "verb" and verb.voice == "active" and link.trigger < link.count
        if link.count < at and active:
            return [link]
    return []


def _is_place_first(items: list[Item], at: int) -> bool:
    """Return whether a bare number follows a comma and a place: ", in Togo nine"."""
    return (
        at > 2
        and items[at - 1].is_nominal
        and items[at - 2].kind == "prep"
        and items[at - 3].kind in {"comma", "conj"}
    )
