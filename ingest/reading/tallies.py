"""Numbers that a tally, a label or a sentence about cases and warrants gives a measure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.lexicon import Term
from ingest.reading.measures import is_people, said_of, takes
from ingest.reading.neighbours import previous_item
from ingest.reading.objects import listed
from ingest.reading.parse import Link, Parse
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.reading.items import Item

_REACH = 20  # items between a tally and its number
_AFTER_REACH = 10  # items after a number to what its tally counts
_AMOUNT_REACH = 8  # items from "rose" to a number
_BEFORE_NUMBER = frozenset(words("before_tallied")) | {":"}
_LEADING = frozenset(words("leading_with"))
_REACHED = frozenset(words("amount_reached"))
_LABEL_ITEMS = 4
_LABEL_MARKS = {":", "-", "—"}
_PLACES = Term("warrant", "noun", "places_searched", "place", "count", frozenset())
_CASES = Term("case", "noun", "cases", "case", "count", frozenset())


def tally_links(parse: Parse) -> list[Link]:
    """Join "the number of arrests … to 36", "the death toll stands at 12", "Arrests: 27"."""
    found = []
    for at, item in enumerate(parse.items):
        if item.kind != "count" or item.head is not None:
            continue
        for search in (_tally_before, _tally_after, _label_before, _amount_before):
            trigger = search(parse, at)
            term = _said(parse, trigger) if trigger is not None else None
            if trigger is not None and term is not None:
                found.append(Link(at, trigger, term))
                _take_noun(parse.items, at)
                break
    return found + _leading_links(parse)


def _leading_links(parse: Parse) -> list[Link]:
    """Join "had the highest number of rescues with 389 children"."""
    items = parse.items
    found = []
    for at in range(3, len(items)):
        events = items[at - 2]
        with_it = items[at].kind == "count" and items[at - 1].text in _LEADING
        if not with_it or events.kind != "phrase" or items[at - 3].text != "of":
            continue
        term = next((term for term in events.terms if term.role == "count"), None)
        tally = at > 3 and is_tally(parse, items[at - 4])
        if tally and term is not None and takes(_of_people(term), items[at], parse.tokens):
            found.append(Link(at, at - 2, term))
    return found


def _of_people(term: Term) -> Term:
    """Return the term as it counts the people of its events."""
    return replace(term, takes="person") if not term.takes else term


def _said(parse: Parse, trigger: int) -> Term | None:
    item = parse.items[trigger]
    return item.terms[0] if item.terms else said_of(item, parse.tokens)


def _amount_before(parse: Parse, at: int) -> int | None:
    """Return the events in "arrests rose to 3,412 last year from 2,900", "deaths fell to 12"."""
    items = parse.items
    for here in range(at - 1, max(0, at - _AMOUNT_REACH), -1):
        item = items[here]
        if item.kind == "verb":
            events = items[here - 1]
            amount = "amount_verb" in parse.tokens.classes(item.last - 1)
            plain = events.kind == "phrase" and events.is_plural and not events.definite
            counts = any(term.role == "count" for term in events.terms)
            reached = items[at - 1].text in _REACHED or here == at - 1
            return here - 1 if amount and plain and counts and reached else None
        if item.kind in {"stop", "sub", "conj", "relative"}:
            return None
    return None


def is_tally(parse: Parse, item: Item) -> bool:
    """Return whether a phrase is "the number", "the death toll"."""
    span = range(item.first, item.last)
    return item.kind == "phrase" and any("tally" in parse.tokens.classes(token) for token in span)


def is_total_reached(parse: Parse, at: int) -> bool:
    """Return whether a number is one that a bare total came to: "taking the total to 23"."""
    items = parse.items
    if at < 3 or items[at - 1].text != "to" or not is_tally(parse, items[at - 2]):
        return False
    verb = items[at - 3]
    plain = not items[at - 2].terms and items[at].head is None
    return plain and verb.kind == "verb" and not (verb.modal or verb.negated)


def _tally_before(parse: Parse, at: int) -> int | None:
    """Return the trigger inside the tally ("the total number of survivors recovered") before it."""
    items = parse.items
    before = previous_item(items, at)
    if before < 0 or not (items[before].kind == "verb" or items[before].text in _BEFORE_NUMBER):
        return None
    if _is_possible(items, before):
        return None  # "could reach 400"
    trigger = None
    for here in range(before, max(-1, before - _REACH), -1):
        item = items[here]
        if item.kind in {"sub", "stop"} and here != before:
            return None
        if here != before and _says_measure(item):
            trigger = here
        elif trigger is None and item.kind == "phrase" and _is_past_noun(parse, here):
            trigger = here  # "the number of rescued workers"
        if is_tally(parse, item):
            return here if item.terms else trigger
    return None


def _is_possible(items: list[Item], at: int) -> bool:
    """Return whether a tally is only expected to reach a number: "could rise to 400"."""
    verb = items[at] if items[at].kind == "verb" else items[at - 1]
    return verb.kind == "verb" and verb.modal and not verb.perfect


def _is_past_noun(parse: Parse, at: int) -> bool:
    """Return whether a phrase is of people to whom it happened: "of rescued workers"."""
    item = parse.items[at]
    term = said_of(item, parse.tokens)  # but not "of recovered patients"
    surely = term is not None and term.takes == "person" and item.noun is not None
    return surely and at > 0 and parse.items[at - 1].text == "of"


def _says_measure(item: Item) -> bool:
    """Return whether an item alone says a measure."""
    if not item.terms or item.kind not in {"phrase", "verb", "state"}:
        return False
    return item.kind == "phrase" or not item.terms[0].companions


def _tally_after(parse: Parse, at: int) -> int | None:
    """Return the trigger in "bring to 78 the number of arrests"."""
    items = parse.items
    if at < 1 or items[at - 1].text != "to" or at + 1 >= len(items):
        return None
    if not is_tally(parse, items[at + 1]):
        return None
    found = [
        here
        for here in range(at + 1, min(len(items), at + _AFTER_REACH))
        if items[here].terms and items[here].kind in {"phrase", "verb"}
    ]
    sure = [here for here in found if items[here].terms[0].takes != "bare_person"]
    return next(iter(sure or found), None)  # "the number of those held who were released"


def _label_before(parse: Parse, at: int) -> int | None:
    """Return the trigger of a label: "Arrests: 27", "Victims rescued: 15"."""
    items = parse.items
    if at < 2 or items[at - 1].text not in _LABEL_MARKS:
        return None
    ends = at + 1 >= len(items) or items[at + 1].kind in {"stop", "comma"}
    start = at - 2
    while start > 0 and items[start - 1].kind not in {"stop", "comma"}:
        start -= 1
    dashed = items[at - 1].text != ":"
    if not ends or at - start > _LABEL_ITEMS or (dashed and (start or at + 1 < len(items))):
        return None
    named = previous_item(items, at - 1)  # "Arrests so far: 19"
    label = items[named]
    said = label.kind in {"phrase", "state"} or label.voice == "participle"
    if not said or not label.terms:
        return None
    doubtful = label.kind == "verb" and label.terms[0].takes != "person"
    people = any(is_people(item) for item in items[start:at])
    return named if people or not doubtful else None  # not "goods seized: 801"


def _take_noun(items: list[Item], at: int) -> None:
    """Let a tally's number count the noun of the tally ("the number of children rescued")."""
    for here in range(at - 1, max(-1, at - _REACH), -1):
        noun = items[here].noun
        label = here + 3 == at and items[at - 1].text in _LABEL_MARKS  # "Children saved: 7"
        of_tally = here > 0 and items[here - 1].text == "of"
        if items[here].kind == "phrase" and noun is not None and (of_tally or label):
            if noun.noun_class != "thing":
                items[at].noun, items[at].effects = noun, items[here].effects
            return


def case_links(parse: Parse) -> list[Link]:
    """Count the cases that something else was done in ("rescue 178 in two cases")."""
    return _links_beside(parse.items, _says_anything, ("case", {"in"}), _CASES)


def warrant_links(parse: Parse) -> list[Link]:
    """Count the places of warrants: "warrants were executed at six addresses"."""
    return _links_beside(parse.items, _is_warrant, ("place", None), _PLACES)


def _says_anything(item: Item) -> bool:
    return bool(item.terms) and item.kind in {"verb", "phrase", "count"} and not item.modal


def _is_warrant(item: Item) -> bool:
    return item.kind == "phrase" and item.noun is not None and item.noun.noun_class == "warrant"


def _links_beside(
    items: list[Item],
    is_trigger: Callable[[Item], bool],
    wanted: tuple[str, set[str] | None],
    term: Term,
) -> list[Link]:
    """Join the counts of one noun class after a preposition to a trigger anywhere."""
    trigger = next((at for at, item in enumerate(items) if is_trigger(item)), None)
    if trigger is None:
        return []
    noun_class, prepositions = wanted
    opened = [
        at
        for at in range(1, len(items))
        if items[at].kind == "count"
        and items[at - 1].kind == "prep"
        and (prepositions is None or items[at - 1].text in prepositions)
    ]
    found = []
    for at in dict.fromkeys(count for first in opened for count in listed(items, first)):
        item = items[at]
        several = item.number is not None and item.number.size > 1  # not "in one case"
        if several and item.noun is not None and item.noun.noun_class == noun_class:
            found.append(Link(at, trigger, term))
    return found
