"""The items beside an item, adverbs passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.reading.items import Item

REACH = 40  # nothing that belongs together stands further apart than this many items


def next_item(items: list[Item], at: int) -> int:
    """Return the index after `at`, adverbs passed over."""
    at += 1
    while at < len(items) and items[at].kind == "adverb":
        at += 1
    return at


def previous_item(items: list[Item], at: int) -> int:
    """Return the index before `at`, adverbs passed over; -1 at the start."""
    at -= 1
    while at >= 0 and items[at].kind == "adverb":
        at -= 1
    return at
