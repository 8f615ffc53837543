"""Event nouns: what they count and where it stands ("12 arrests", "the arrest in Lagos of 12")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.measures import is_people
from ingest.reading.neighbours import next_item, previous_item
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.items import Item
    from ingest.reading.parse import Parse
    from ingest.reading.tokens import Tokens

_ASIDE = frozenset(words("event_asides"))
_DURING = frozenset(words("during_raids"))
_HAPPENED = frozenset(words("happened_words"))


def with_last(items: list[Item], counted: list[int]) -> list[int]:
    """Return a list with the last of it, whose verb is the event's: "The arrest of … and nine"."""
    after = next_item(items, counted[-1])
    joined = after + 1 < len(items) and items[after].kind == "conj"
    if not joined or items[after + 1].kind != "count" or not is_people(items[after + 1]):
        return counted
    return [*counted, after + 1] if is_people(items[counted[-1]]) else counted


def is_of_kind(item: Item, tokens: Tokens) -> bool:
    """Return whether a number only has the kind of what it counts after "of": "2 of kidnapping"."""
    number = item.number
    if number is None or number.qualifier != "exact" or item.of_definite:
        return False
    of_kind = tokens.lowers[number.last : number.last + 1] == ["of"]
    return of_kind and "determiner" not in tokens.classes(number.last + 1)


def is_conducted(parse: Parse, at: int) -> bool:
    """Return whether events are told as done: "carried out 12 raids", "12 raids were staged"."""
    items, tokens = parse.items, parse.tokens
    before, number = previous_item(items, at), items[at].number
    several = number is not None and number.size > 1 and number.value is not None
    if several and before >= 0 and items[before].text in _DURING:
        return True  # "712 people recovered during 300 raids"
    beside = [before, next_item(items, at)]
    return any(
        "conducting" in tokens.classes(token)
        for here in beside
        if 0 <= here < len(items) and items[here].kind in {"verb", "include"}
        for token in range(items[here].first, items[here].last)
    )


def after_event(items: list[Item], at: int) -> int:
    """Return the item after an event noun, what may stand between it and its "of" passed over."""
    after = next_item(items, at)
    own = {word for term in items[at].terms for word in term.companions}
    aside = after + 2 < len(items) and items[after].text in _ASIDE - own
    if aside and items[after + 1].is_nominal:
        after += 2  # "the rescue by commandos of nine hostages", "the entry into Spain of 300"
    if after < len(items) and items[after].kind == "verb" and _only_happened(items[after]):
        return next_item(items, after)  # "indictments were issued for the 13 suspects"
    if after + 1 < len(items) and items[after].kind == "conj":
        other = items[after + 1]
        if other.kind == "phrase" and not other.definite:
            return next_item(items, after + 1)  # "the kidnapping and assault of …"
    return after


def _only_happened(verb: Item) -> bool:
    """Return whether a verb says no more of an event than that it was."""
    happened = verb.verb_kind == "intransitive" and verb.text in _HAPPENED
    return verb.voice == "passive" or happened
