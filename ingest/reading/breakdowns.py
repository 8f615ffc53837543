"""Numbers of statistics that break others down: "Ghanaian (12), Malian (nine)", "followed by".

They say no happening of their own: it is that of the numbers before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.measures import is_people
from ingest.reading.neighbours import next_item
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.items import Item
    from ingest.reading.tokens import Tokens

_LARGEST_LABEL = 99  # a smaller number in brackets may be a day or a number of a note
_LIST_REACH = 12  # items from one share of a list to the next
_BEFORE_SHARE = frozenset(words("before_share")) | {"-", "—"}


def broken_down(items: list[Item], tokens: Tokens) -> list[int]:
    """Return the counts that only say how numbers told before are made up, in their order."""
    bare = [at for at, item in enumerate(items) if _is_bare_count(item)]
    if not bare:
        return []
    found = {*_bracketed(items, bare, tokens), *_accounted(items, tokens), *_placed(items, bare)}
    return sorted(found)


def only_tells(items: list[Item], verb: int) -> bool:
    """Return whether a verb only tells who someone is: "are", "are listed as"."""
    if items[verb].verb_kind == "copula":
        return True
    told = verb + 1 < len(items) and items[verb + 1].text == "as"
    return told and items[verb].voice == "passive"


def goes_on_telling(items: list[Item], at: int) -> int | None:
    """Return the number whose telling goes on: 38 for the 12 of "38 were Danes, 12 Finns and …"."""
    here = at
    while here > 1 and items[here].kind == "count" and is_people(items[here]):
        here -= 1
        while here > 0 and items[here].kind in {"comma", "conj"}:
            here -= 1
    told = (
        here > 1 and here < at - 1 and items[here].kind == "phrase" and items[at].head is not None
    )
    if not told or items[here - 1].verb_kind != "copula" or items[here - 1].negated:
        return None
    ends = at + 1 >= len(items) or items[at + 1].kind in {"comma", "conj", "stop"}
    first = items[here - 2]
    bare = first.kind == "count" and first.noun is None and first.head is None
    return here - 2 if ends and bare else None


def is_at_large(items: list[Item], at: int) -> bool:
    """Return whether it is told where they are, not who: "ten are still at large"."""
    verb = next_item(items, at)
    place = next_item(items, verb)
    if place >= len(items) or items[place].kind != "prep":
        return False
    return items[verb].verb_kind == "copula" and items[place].text == "at"


def is_told(items: list[Item], at: int) -> bool:
    """Return whether a plain verb tells more of the counted: "125 were wanted for murder"."""
    after = items[at + 1] if at + 1 < len(items) else None
    plain = after is not None and after.kind == "verb" and not (after.terms or after.modal)
    return plain and after is not None and after.voice == "passive" and not after.negated


def _is_bare_count(item: Item) -> bool:
    number = item.number
    return item.kind == "count" and number is not None and number.size > 0


def _bracketed(items: list[Item], bare: list[int], tokens: Tokens) -> list[int]:
    """Return the shares in brackets: "Ghanaian (12), Malian (nine)", "73% (3,142)"."""
    found = [
        at
        for at in bare
        if 1 < at < len(items) - 1 and items[at - 1].text == "(" and items[at + 1].text == ")"
    ]
    of_names = [at for at in found if items[at - 2].kind == "phrase" and not items[at - 2].is_time]
    shares = [at for at in found if _is_percentage(items[at - 2], tokens) or _is_timed(items, at)]
    return shares + (of_names if len(of_names) > 1 else [])


def _placed(items: list[Item], bare: list[int]) -> list[int]:
    """Return the shares of places: "were Dorn with 91, Moor with 78 and Fen with 27"."""
    found = [
        at
        for at in bare
        if at > 1
        and items[at].head is None
        and items[at - 1].text == "with"
        and items[at - 2].kind == "phrase"
        and (at + 1 >= len(items) or items[at + 1].kind in {"comma", "conj", "stop"})
    ]
    return found if len(found) > 1 else []


def _is_timed(items: list[Item], at: int) -> bool:
    """Return whether a large number in brackets follows a time: "the first quarter (2,058)"."""
    number = items[at].number
    return items[at - 2].is_time and number is not None and number.size > _LARGEST_LABEL


def _is_percentage(item: Item, tokens: Tokens) -> bool:
    after = item.last
    marked = after < len(tokens) and tokens.lowers[after] == "%"
    return item.is_time and (marked or "fraction" in tokens.classes(after))


def _accounted(items: list[Item], tokens: Tokens) -> list[int]:
    """Return the shares after "accounted for" and "followed by", and those that go on with them."""
    found: list[int] = []
    for at, item in enumerate(items):
        classes = tokens.classes(item.last - 1)
        if "accounting" in classes and at + 2 < len(items) and items[at + 1].text == "for":
            found += _shares(items, next_item(items, at + 1))
        elif item.text == "followed" and at + 2 < len(items) and items[at + 1].text == "by":
            found += _shares(items, at + 2)
    return found


def _shares(items: list[Item], start: int) -> list[int]:
    """Return the counts from an item on, each of a list: "Dale with nine and Moor with four"."""
    found: list[int] = []
    last = start
    for at in range(start, len(items)):
        item = items[at]
        if at - last > _LIST_REACH or item.kind in {"sub", "relative"} or item.text == ";":
            break
        if item.kind == "verb" and item.voice in {"active", "passive"}:
            break
        if not _is_bare_count(item):
            continue
        opens = at == start or items[at - 1].kind in {"comma", "conj"}
        if not opens and items[at - 1].text not in _BEFORE_SHARE:
            break
        if item.noun is not None and not is_people(item):
            break
        found.append(at)
        last = at
    return found
