"""Which measure a trigger says of a count, and when it says none (plans, denials, charges)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.subjects import previous_item

if TYPE_CHECKING:
    from ingest.reading.items import Item
    from ingest.reading.lexicon import Term
    from ingest.reading.tokens import Tokens

_PEOPLE = {"person", "victim", "captive", "migrant", "officer"}
_VICTIM_CATEGORIES = {"children", "girls", "boys", "women"}
_VICTIM_EFFECTS = {"minor", "child", "female", "woman", "girl", "boy", "migrant", "captive"}
_PERSON_ENDINGS = (
    "ers", "ors", "ists", "ians", "men", "women", "mates", "folk",
)  # fmt: skip


def choose(
    terms: tuple[Term, ...], item: Item, tokens: Tokens, roles: frozenset[str]
) -> Term | None:
    """Return the first term in a role that can count what the item counts."""
    for term in terms:
        if term.role in roles and takes(term, item, tokens):
            return term
    return None


def takes(term: Term, item: Item, tokens: Tokens) -> bool:
    """Return whether a term can count this kind of thing."""
    noun_class = item.noun.noun_class if item.noun else ""
    if item.number is not None and item.number.value == 0 and not noun_class:
        if item.head is not None:
            return False  # "no insurance"
    if term.takes == "person":
        return noun_class in _PEOPLE or (not noun_class and not item.terms)
    if term.takes == "bare_person" and not noun_class and item.head is None:
        return True
    if term.takes in {"known_person", "bare_person"}:
        if noun_class in _PEOPLE:
            return True
        return not noun_class and _looks_like_people(item, tokens)
    if term.takes == "listed_person":
        return noun_class in _PEOPLE
    if term.takes == "migrant":
        return noun_class == "migrant" or (noun_class in _PEOPLE and "migrant" in item.effects)
    if term.takes == "victim":
        return _is_victim(item)
    if term.takes == "captive":
        return noun_class == "captive" or "captive" in item.effects
    return noun_class == term.takes


def is_people(item: Item) -> bool:
    """Return whether a noun is known to mean people."""
    return item.noun is not None and item.noun.noun_class in _PEOPLE


def _looks_like_people(item: Item, tokens: Tokens) -> bool:
    return item.head is not None and tokens.lowers[item.head].endswith(_PERSON_ENDINGS)


def _is_victim(item: Item) -> bool:
    if item.noun is None or item.noun.noun_class not in _PEOPLE:
        return False
    return (
        item.noun.noun_class in {"victim", "captive", "migrant"}
        or item.noun.category in _VICTIM_CATEGORIES
        or bool(item.effects & _VICTIM_EFFECTS)
        or "captive" in item.effects
    )


def is_blocked(items: list[Item], at: int, tokens: Tokens) -> bool:
    """Return whether a verb is only planned, wished, supposed or denied."""
    item = items[at]
    if item.negated or _in_hypothesis(items, at):
        return True
    last_verb = previous_item(items, at)
    if last_verb >= 0 and items[last_verb].verb_kind == "fear":
        return True
    if item.modal:
        opening = tokens.lowers[item.first]
        if opening == "to" and any(term.measure == "trafficked" for term in item.terms):
            return False  # an attempt or a plot is charged as the deed
        will = opening == "will" and any(term.companions for term in item.terms)
        if will and any(term.measure == "charged" for term in item.terms):
            return False  # who will stand trial is charged
        if "perfect_modal" in tokens.classes(item.first) and item.perfect:
            return False
        return opening != "to" or not _is_licensed(items, at)
    before = previous_item(items, at)
    if before < 0:
        return False
    if items[before].kind == "conj" and "base" in item.forms and item.voice == "active":
        earlier = previous_item(items, before)
        for here in range(earlier, max(-1, earlier - 12), -1):
            if items[here].kind == "verb":
                return items[here].modal and is_blocked(items, here, tokens)
        return False
    plans = items[before].kind == "verb" and items[before].verb_kind == "plan"
    if plans and item.voice == "ing":
        return True
    last = tokens.lowers[item.first - 1] if item.first else ""
    return "attempt" in tokens.classes(item.first - 1) or last == "attempted"


def _is_licensed(items: list[Item], at: int) -> bool:
    """Return whether what "to" opens came true: "managed to rescue", "are said to have been"."""
    for here in range(at - 1, max(-1, at - 6), -1):
        item = items[here]
        if item.kind == "verb":
            if item.modal or item.negated:
                return False
            if item.verb_kind == "implicative":
                return True
            if item.verb_kind == "intransitive":
                continue
            return item.verb_kind == "report" and item.voice in {"passive", "participle"}
        if item.kind in {"sub", "stop"}:
            return False
        if item.kind == "phrase" and item.text == "cause":
            return True  # "found probable cause to arrest"
    return False


def _in_hypothesis(items: list[Item], at: int) -> bool:
    """Return whether the clause opens with if, unless, whether."""
    for here in range(at - 1, max(-1, at - 12), -1):
        item = items[here]
        if item.hypothetical:
            return True
        if item.kind == "relative":
            return here > 0 and items[here - 1].verb_kind == "fear"
        if item.kind in {"stop", "sub"}:
            return False
        if item.kind == "comma" and here + 1 < len(items) and items[here + 1].is_nominal:
            return False
    return False


def event_is_blocked(items: list[Item], at: int, tokens: Tokens) -> bool:
    """Return whether an event noun is a charge, an attempt, a warrant or a wish."""
    item = items[at]
    span = range(item.first, item.last)
    if any(tokens.classes(token) & {"attempt", "prior"} for token in span):
        return not any(term.measure == "trafficked" for term in item.terms)
    before = previous_item(items, at)
    if before < 0:
        return False
    if items[before].kind == "verb":
        planned = items[before].modal and item.kind == "count"
        return (
            items[before].verb_kind in {"plan", "undo"}
            or planned
            or (item.kind == "count" and _is_charge_verb(items[before], tokens))
        )
    if items[before].kind != "prep":
        return False
    for here in range(before - 1, max(-1, before - 4), -1):
        other = items[here]
        if other.kind == "verb":
            charged = _is_charge_verb(other, tokens) and item.kind == "count"
            return charged
        if other.is_nominal:
            span = range(other.first, other.last)
            classes = set[str]().union(*(tokens.classes(token) for token in span))
            if "blocking_noun" in tokens.classes(other.last - 1):
                return True
            if item.kind == "count" and "charge_context" in classes:
                return True
        elif other.kind not in {"prep", "conj", "adverb"}:
            return False
    return False


def _is_charge_verb(verb: Item, tokens: Tokens) -> bool:
    return any(
        term.measure in {"charged", "convicted", "sentenced"} and not term.companions
        for term in verb.terms
    ) or any("charge_context" in tokens.classes(token) for token in range(verb.first, verb.last))
