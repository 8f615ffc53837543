"""When a trigger says no figure: plans, wishes, fears, hypotheses, denials, charges, attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.neighbours import previous_item
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.items import Item
    from ingest.reading.tokens import Tokens

_WEIGHING = frozenset(words("weighing_verbs"))
_COURT = {"charged", "convicted", "sentenced"}
_CLAUSE_REACH = 12  # items to the word that opens a clause
_LICENCE_REACH = 6  # items from an infinitive to the verb that governs it
_NOUN_REACH = 4  # items from an event noun to the noun that governs it


def is_blocked(items: list[Item], at: int, tokens: Tokens) -> bool:
    """Return whether a verb is only planned, wished, feared, supposed or denied."""
    item = items[at]
    before = previous_item(items, at)
    feared = before >= 0 and items[before].verb_kind == "fear"
    wished = tokens.lowers[item.first] == "be"  # "recommended that three officers be charged"
    averted = item.is_being and before >= 0 and _averts(items[before])  # "from being sold"
    if item.negated or feared or wished or averted or _in_hypothesis(items, at):
        return True
    if item.modal:
        return not _is_real(items, at, tokens)
    return before >= 0 and _is_attempted(items, at, before, tokens)


def _averts(item: Item) -> bool:
    """Return whether what follows did not happen: "saved from being", "to avoid being"."""
    return item.text == "from" or (item.kind == "verb" and item.verb_kind in {"undo", "plan"})


def _is_real(items: list[Item], at: int, tokens: Tokens) -> bool:
    """Return whether what a modal or "to" opens is told as done, or charged."""
    item = items[at]
    opening = tokens.lowers[item.first]
    if opening == "to":
        return _is_plotted(items, at) or _is_licensed(items, at, tokens)
    if opening == "will":  # who will stand trial is charged
        return any(term.companions == {"trial"} for term in item.terms)
    return item.perfect and "perfect_modal" in tokens.classes(item.first)


def _is_plotted(items: list[Item], at: int) -> bool:
    """Return whether a plot or attempt is charged as the deed ("attempting to pimp two women")."""
    before = previous_item(items, at)
    if before >= 0 and items[before].verb_kind == "fail":
        return False
    item = items[at]
    return item.voice != "passive" and any(term.measure == "trafficked" for term in item.terms)


def _is_attempted(items: list[Item], at: int, before: int, tokens: Tokens) -> bool:
    """Return whether a verb depends on one that says it did not happen yet."""
    item = items[at]
    if items[before].kind == "conj" and "base" in item.forms and item.voice == "active":
        earlier = previous_item(items, before)
        for here in range(earlier, max(-1, earlier - _CLAUSE_REACH), -1):
            if items[here].kind != "verb":
                continue
            if items[here].modal:  # "to arrest 12 and rescue five"
                return is_blocked(items, here, tokens)
            if items[here].forms != item.forms or items[here - 1].kind not in {"conj", "adverb"}:
                return False  # not "to find gangs and identify and rescue thousands"
        return False
    if item.voice == "ing" and items[before].verb_kind in {"plan", "fail"}:
        return True
    return "attempt" in tokens.classes(item.first - 1)


def _is_licensed(items: list[Item], at: int, tokens: Tokens) -> bool:
    """Return whether what "to" opens came true: "managed to rescue", "are said to have been"."""
    for here in range(at - 1, max(-1, at - _LICENCE_REACH), -1):
        item = items[here]
        if item.kind in {"sub", "stop"}:
            return False
        if item.kind == "phrase" and "enabling" in tokens.classes(item.last - 1):
            return not items[max(0, here - 1)].modal  # "found probable cause to arrest"
        if item.kind == "verb" and item.verb_kind != "intransitive":
            said = item.verb_kind == "report" and item.voice in {"passive", "participle"}
            licensed = item.verb_kind == "implicative" or said
            if item.text == "going":
                return False
            if _joins_infinitives(items, here, at):
                return _is_licensed(items, here, tokens)
            return licensed and not (item.modal or item.negated)
    return False


def _joins_infinitives(items: list[Item], first: int, second: int) -> bool:
    """Return whether "and" joins two verbs with "to": "helped to arrest 12 and to free nine"."""
    return items[first].voice == items[second].voice == "to" and items[second - 1].kind == "conj"


def _in_hypothesis(items: list[Item], at: int) -> bool:
    """Return whether the clause opens with if, unless, whether, or with "fear that"."""
    for here in range(at - 1, max(-1, at - _CLAUSE_REACH), -1):
        item = items[here]
        if item.hypothetical or item.verb_kind == "fear":
            return True
        if item.kind == "relative":
            return here > 0 and items[here - 1].verb_kind == "fear"
        new_clause = item.kind == "comma" and here + 1 < len(items) and items[here + 1].is_nominal
        if new_clause or item.kind in {"stop", "sub"}:
            return False
    return False


def only_tells_name(items: list[Item], at: int) -> bool:
    """Return whether "identified as" says who they are, not that they are victims."""
    if at + 2 >= len(items) or items[at + 1].text != "as" or not items[at + 2].is_nominal:
        return False
    noun = items[at + 2].noun
    clause = at + 3 < len(items) and items[at + 3].kind == "verb" and noun is None
    if clause and items[at + 3].voice in {"active", "passive"} and items[at + 2].is_plural:
        return False  # "were identified as they travelled"
    return noun is None or noun.noun_class not in {"victim", "captive", "migrant"}


def event_is_blocked(items: list[Item], at: int, tokens: Tokens) -> bool:
    """Return whether an event noun is a charge, an attempt, a warrant or a wish."""
    item = items[at]
    span = range(item.first, item.last)
    if any(tokens.classes(token) & {"attempt", "prior"} for token in span):
        return not any(term.measure == "trafficked" for term in item.terms)
    before = previous_item(items, at)
    counted = item.kind == "count"
    if counted and any(tokens.classes(token) >= {"charge_context", "label"} for token in span):
        return True  # "1 count kidnapping"
    if before < 0 or _is_undone(items, at) or _is_supposed(items, at):
        return _is_undone(items, at) or _is_supposed(items, at)
    if items[before].kind == "verb":
        return _verb_blocks(items, before, item, tokens)
    papers = item.kind == "count" and any(term.measure == "charged" for term in item.terms)
    if papers and items[before].text == "in":
        return True  # "named in five separate indictments"
    return items[before].kind == "prep" and _governed_away(items, before, item, tokens)


def _verb_blocks(items: list[Item], at: int, event: Item, tokens: Tokens) -> bool:
    """Return whether a verb before an event noun takes it back, plans it or makes it a charge."""
    verb = items[at]
    told = verb.voice == "to" and verb.verb_kind == "report"  # "called the press to announce"
    licensed = verb.voice == "to" and (told or _is_licensed(items, at, tokens))
    modal = verb.modal and not licensed
    undone = verb.verb_kind in {"plan", "fail", "undo"} or verb.text in _WEIGHING
    planned = "modal" in tokens.classes(verb.first)  # "will be filing charges against two"
    planned = planned or (verb.voice == "to" and at > 0 and items[at - 1].text == "going")
    has = verb.text == "has"  # "he has several convictions"
    charge = event.kind == "count" and (modal or has or _is_charge(verb, tokens))
    return undone or planned or charge


def _is_supposed(items: list[Item], at: int) -> bool:
    """Return whether a denial is only of what may be: "no charges can be brought"."""
    number = items[at].number
    after = items[at + 1] if at + 1 < len(items) else None
    none = number is not None and number.value == 0
    return none and after is not None and after.kind == "verb" and after.modal


def _is_undone(items: list[Item], at: int) -> bool:
    """Return whether an event is taken back after: "the convictions of two men were quashed"."""
    here = at + 1
    while here + 1 < len(items) and items[here].kind == "prep" and items[here + 1].is_nominal:
        here += 2
    return here < len(items) and items[here].verb_kind == "undo" and items[here].voice == "passive"


def _governed_away(items: list[Item], prep: int, item: Item, tokens: Tokens) -> bool:
    """Return whether the noun or verb before a preposition makes a charge or wish of an event."""
    counted = item.kind == "count"
    for here in range(prep - 1, max(-1, prep - _NOUN_REACH), -1):
        other = items[here]
        if other.kind == "verb":
            wished = other.verb_kind == "plan" and items[prep].text == "for"  # "called for"
            return wished or (counted and _is_charge(other, tokens))
        if other.is_nominal:
            span = range(other.first, other.last)
            charge = any("charge_context" in tokens.classes(token) for token in span)
            if "blocking_noun" in tokens.classes(other.last - 1) or (counted and charge):
                return True
        elif other.kind not in {"prep", "conj", "adverb"}:
            return False
    return False


def _is_charge(verb: Item, tokens: Tokens) -> bool:
    """Return whether a verb is of the court, so that a number after it counts charges."""
    court = any(term.measure in _COURT and not term.companions for term in verb.terms)
    span = range(verb.first, verb.last)
    return court or any("charge_context" in tokens.classes(token) for token in span)
