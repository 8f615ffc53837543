"""Which measure a trigger says of a count: what each term can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.reading.items import Item
    from ingest.reading.lexicon import Term
    from ingest.reading.tokens import Tokens

_PEOPLE = {"person", "victim", "captive", "migrant", "officer"}
_VICTIMS = {"victim", "captive", "migrant"}
_VICTIM_CATEGORIES = {"children", "girls", "boys", "women"}
_VICTIM_EFFECTS = {"minor", "child", "female", "woman", "girl", "boy", "migrant", "captive"}
_PERSON_ENDINGS = words("person_endings")
_MEMBERS = frozenset(words("member_nouns"))


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
    none = item.number is not None and item.number.value == 0
    if none and item.noun is None and item.head is not None:
        return False  # "no insurance"
    one_of = item.of_definite and item.number is not None and item.number.value == 1
    if one_of and term.takes in {"case", "group", "place"}:
        return False  # "one of the largest cases"
    check = _TAKES.get(term.takes)
    if check is not None:
        return check(item, tokens)
    return item.noun is not None and item.noun.noun_class == term.takes


def said_of(item: Item, tokens: Tokens) -> Term | None:
    """Return the measure in "the arrests", "the rescued children", "those arrested"."""
    if item.kind in {"phrase", "state"} and item.terms:
        return item.terms[0]
    if item.kind == "verb" and item.voice == "participle" and item.terms:
        return item.terms[0]
    if item.kind == "phrase":
        for token in range(item.first, item.last):
            word = tokens.words[token]
            if word and word.verb and word.verb.terms and "participle" in word.verb.forms:
                return word.verb.terms[0]
    return None


def said_of_whole(item: Item, tokens: Tokens) -> Term | None:
    """Return the measure of a whole, also said by its adjective: "Of the eight rescued girls"."""
    return said_of(item, tokens) or said_by_adjective(item, tokens)


def said_by_adjective(item: Item, tokens: Tokens) -> Term | None:
    """Return what a participle before a count's noun says: "the six arrested suspects"."""
    if item.kind != "count" or item.number is None:
        return None
    for token in range(item.number.last, item.last):
        word = tokens.words[token]
        verb = word.verb if word else None
        if verb and verb.terms and "participle" in verb.forms:
            term = verb.terms[0]
            if term.takes == "person" and takes(term, item, tokens):
                return term
    return None


def is_people(item: Item) -> bool:
    """Return whether a noun is known to mean people."""
    return item.noun is not None and item.noun.noun_class in _PEOPLE


def _is_person(item: Item, _: Tokens) -> bool:
    """Return whether it may be people: a noun of people, an unknown one, or none."""
    return is_people(item) or (item.noun is None and not item.terms)


def _is_known_person(item: Item, tokens: Tokens) -> bool:
    """Return whether it surely is people, by the noun or by its ending."""
    if item.noun is not None or item.head is None:
        return is_people(item)
    return tokens.lowers[item.head].endswith(_PERSON_ENDINGS)


def _is_bare_person(item: Item, tokens: Tokens) -> bool:
    """Return whether it surely is people, or a number alone ("12 held")."""
    return (item.noun is None and item.head is None) or _is_known_person(item, tokens)


def _is_listed_person(item: Item, _: Tokens) -> bool:
    return is_people(item)


def _is_offender(item: Item, _: Tokens) -> bool:
    """Return whether the words say that they are suspected or guilty of something."""
    named = item.noun is not None and item.noun.category == "suspects"
    return named or (is_people(item) and "offender" in item.effects)


def _is_innocent(item: Item, tokens: Tokens) -> bool:
    return _is_person(item, tokens) and not _is_offender(item, tokens)


def _is_migrant(item: Item, _: Tokens) -> bool:
    if item.noun is None:
        return False
    return item.noun.noun_class == "migrant" or (is_people(item) and "migrant" in item.effects)


def _is_victim(item: Item, _: Tokens) -> bool:
    if item.noun is None or not is_people(item):
        return False
    named = item.noun.noun_class in _VICTIMS or item.noun.category in _VICTIM_CATEGORIES
    return named or bool(item.effects & _VICTIM_EFFECTS)


def _is_captive(item: Item, _: Tokens) -> bool:
    named = item.noun is not None and item.noun.noun_class in {"captive", "victim"}
    return named or "captive" in item.effects


def _is_officer(item: Item, _: Tokens) -> bool:
    """Return whether they are officers, or "police members"."""
    if item.noun is None:
        return False
    member = item.noun.noun in _MEMBERS and "officer" in item.effects
    return item.noun.noun_class == "officer" or member


_TAKES: dict[str, Callable[[Item, Tokens], bool]] = {
    "person": _is_person,
    "known_person": _is_known_person,
    "moved_person": _is_known_person,
    "bare_person": _is_bare_person,
    "listed_person": _is_listed_person,
    "offender": _is_offender,
    "innocent": _is_innocent,
    "migrant": _is_migrant,
    "victim": _is_victim,
    "captive": _is_captive,
    "officer": _is_officer,
}
