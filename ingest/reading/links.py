"""Joining numbers to measures: every trigger looks for what it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.reading.lexicon import Term
from ingest.reading.measures import choose, event_is_blocked, is_blocked
from ingest.reading.subjects import (
    listed,
    modified,
    next_item,
    objects,
    previous_item,
    resolve_voices,
)

if TYPE_CHECKING:
    from ingest.reading.items import Item
    from ingest.reading.tokens import Tokens

_OBJECT = frozenset({"object"})
_SUBJECT = frozenset({"subject"})
_ANY = frozenset({"object", "subject", "count", "of", ""})
_SETTLED = {"killed", "injured", "arrested", "convicted", "sentenced", "charged", "rescued"}
_TALLY_REACH = 14
_OVERRULED_BY = {  # the stronger word for one and the same thing that happened
    "injured": {"killed"},
    "identified_victims": {"killed", "rescued"},
    "rescued": {"arrested", "charged", "convicted", "sentenced"},
    "arrested": {"trafficked"},
}
_PEOPLE_TAKEN = {"person", "bare_person", "known_person"}
_JOINED_BY = {"along with", "together with", "alongside"}
PLACES = Term("warrant", "noun", "places_searched", "place", "count", frozenset())
CASES = Term("case", "noun", "cases", "case", "count", frozenset())


@dataclass(frozen=True, slots=True)
class Link:
    """A count joined to the measure that a trigger says of it; both are indices of items."""

    count: int
    trigger: int
    term: Term
    whole: int | None = None  # the count that this one is a part of


def find_links(items: list[Item], tokens: Tokens) -> tuple[list[Link], dict[int, list[int]]]:
    """Return the links of a sentence, and the subjects of its verbs."""
    subjects = resolve_voices(items)
    links: list[Link] = []
    for at, item in enumerate(items):
        if item.kind == "verb" and item.terms:
            if not is_blocked(items, at, tokens):
                links += _verb_links(items, at, subjects, tokens)
        elif item.kind == "state":
            links += _state_links(items, at, subjects, tokens)
        elif item.is_nominal and item.terms and not event_is_blocked(items, at, tokens):
            links += _event_links(items, at, tokens)
    links += _tally_links(items, tokens)
    links += _case_links(items)
    links += _warrant_links(items)
    links = [_by_captors(items, link, links, subjects) for link in links]
    return unique(stronger(links)), subjects


def _joined(
    items: list[Item],
    trigger: int,
    counts: list[int],
    tokens: Tokens,
    roles: frozenset[str],
    terms: tuple[Term, ...] | None = None,
) -> list[Link]:
    """Join a trigger to those of the noun phrases that are counts it can take."""
    said = items[trigger].terms if terms is None else terms
    found = []
    for count in counts:
        item = items[count]
        if item.kind != "count" or item.number is None or _points_back(item, tokens):
            continue
        term = choose(said, item, tokens, roles)
        if term:
            found.append(Link(count, trigger, term))
    return found


def _points_back(item: Item, tokens: Tokens) -> bool:
    """Return whether a bare number only stands for people already counted ("all four")."""
    bare = item.noun is None and item.head is None
    if item.number is None or not bare or tokens.lowers[item.first] != "all":
        return False
    return item.number.core == item.first + 1


def _verb_links(
    items: list[Item], at: int, subjects: dict[int, list[int]], tokens: Tokens
) -> list[Link]:
    item = items[at]
    terms = _without_companions(items, at, tokens)
    if item.voice in {"passive", "participle"}:
        if _is_overruled(items, at):
            return []
        found = _joined(items, at, subjects.get(at, []), tokens, _OBJECT, terms)
        if not found and item.voice == "participle":
            found = _joined(items, at, _contact(items, at), tokens, _OBJECT, terms)
        if item.voice == "participle" and _is_inverted(items, at):
            found += _joined(
                items, at, listed(items, next_item(items, at + 1)), tokens, _ANY, terms
            )
        companions = _along_with(items, at, tokens)
        found += _joined(items, at, companions, tokens, _OBJECT, terms)
        agent = _agent_after(items, at)
        if agent is not None:
            found += _joined(items, at, [agent], tokens, _SUBJECT, terms)
        return found
    if item.verb_kind == "plan" and at + 1 < len(items) and items[at + 1].voice == "to":
        return []  # "tried to flee"
    if _is_container(items, subjects.get(at, [])):
        terms = tuple(term for term in terms if term.takes != "bare_person")
    patients = objects(items, at) or _contact(items, at)
    if terms and any(term.companions for term in terms):
        patients = [count for count in patients if items[count].kind == "count"]
    roles = _OBJECT
    if any(_is_offender(items[doer]) for doer in subjects.get(at, [])):
        roles = _OBJECT | {"captor"}
    if not patients and any(term.companions for term in terms):
        patients = _given_to(items, at)
    return _joined(items, at, patients, tokens, roles, terms) + _joined(
        items, at, subjects.get(at, []), tokens, _SUBJECT, terms
    )


def _is_container(items: list[Item], doers: list[int]) -> bool:
    """Return whether the subject is a building, which arrests and rescues nobody."""
    return any(
        (noun := items[doer].noun) is not None and noun.noun_class == "place" for doer in doers
    )


def _is_inverted(items: list[Item], at: int) -> bool:
    """Return whether the subject follows: "also detained were two rappers"."""
    after = at + 1
    return (
        after + 1 < len(items)
        and items[after].kind == "verb"
        and items[after].verb_kind == "copula"
        and not items[after].negated
    )


def _given_to(items: list[Item], at: int) -> list[int]:
    """Return who gets the object of a verb: "handed prison terms to 12 activists"."""
    for here in range(at + 2, min(len(items) - 1, at + 7)):
        if items[here].kind in {"stop", "sub", "verb"}:
            break
        if items[here].text in {"to", "on", "for"} and items[here + 1].kind == "count":
            return listed(items, here + 1)
    return []


def _along_with(items: list[Item], at: int, tokens: Tokens) -> list[int]:
    """Return who is added after a passive verb: "was arrested along with nine others"."""
    for here in range(at + 1, min(len(items) - 1, at + 9)):
        item = items[here]
        if item.kind in {"stop", "sub", "verb"}:
            break
        if item.kind in {"prep", "conj"} and item.text in _JOINED_BY:
            return listed(items, here + 1)
    return []


def _contact(items: list[Item], at: int) -> list[int]:
    """Return the object before a clause without relative: "one of three people police arrested"."""
    before = previous_item(items, at)
    if before < 1 or items[before].kind != "phrase" or items[before - 1].kind != "count":
        return []
    return [before - 1]


def _without_companions(items: list[Item], at: int, tokens: Tokens) -> tuple[Term, ...]:
    """Drop the terms whose companion ("face charges") is not the verb's object."""
    if not any(term.companions for term in items[at].terms):
        return items[at].terms
    after = next_item(items, at)
    heads: set[str] = set()
    while after < min(len(items), at + 8):
        item = items[after]
        if item.is_nominal:
            heads.update(tokens.lowers[item.first : item.last])
        elif item.kind != "conj" and not (
            item.kind == "prep" and item.text in {"to", "in", "of", "from"}
        ):
            break
        after += 1
    return tuple(term for term in items[at].terms if not term.companions or term.companions & heads)


def _is_overruled(items: list[Item], at: int) -> bool:
    """Return whether a state after the verb says what happened ("were found dead")."""
    after = at + 1
    if after >= len(items) or items[after].kind != "state":
        return False
    if items[at].text in {"held", "kept", "taken", "placed", "put"}:
        return True
    return not any(term.measure in _SETTLED for term in items[at].terms)


def _agent_after(items: list[Item], verb: int) -> int | None:
    after = next_item(items, verb)
    if after + 1 < len(items) and items[after].text == "by" and items[after + 1].is_nominal:
        return after + 1
    return None


def _state_links(
    items: list[Item], at: int, subjects: dict[int, list[int]], tokens: Tokens
) -> list[Link]:
    if _is_inverted(items, at):
        return _joined(items, at, listed(items, next_item(items, at + 1)), tokens, _ANY)
    before = previous_item(items, at)
    if before < 0:
        return []
    verb = items[before]
    if verb.is_nominal:
        doing = items[before - 1] if before else None
        if doing is not None and any(term.measure == "sentenced" for term in doing.terms):
            return []  # "sentenced three men to death"
        if verb.number is not None and verb.number.value == 0:
            return []  # "none fatally"
        found = modified(items, before, objects_too=True)
        return _joined(items, at, found, tokens, _ANY)
    while before > 1 and items[before].kind == "prep":
        before -= 1
    if verb.kind != "verb" or verb.negated or verb.modal or verb.verb_kind == "fear":
        return []
    own = _without_companions(items, before, tokens)
    if any(term.measure in _SETTLED and term.takes in _PEOPLE_TAKEN for term in own):
        if items[at].text != "dead" and not _is_overruled(items, before):
            return []
    if verb.voice in {"active", "ing"} and verb.verb_kind != "copula":
        patients = listed(items, next_item(items, at))
        return _joined(items, at, patients, tokens, _ANY) or _joined(
            items, at, subjects.get(before, []), tokens, _ANY
        )
    companions = _along_with(items, at, tokens)
    return _joined(items, at, [*subjects.get(before, []), *companions], tokens, _ANY)


def _event_links(items: list[Item], at: int, tokens: Tokens) -> list[Link]:
    """Join an event noun to its own number ("56 arrests") or to those of its "of"."""
    item = items[at]
    found: list[Link] = []
    if item.kind == "count" and item.number and not item.number.is_other:
        roles = {"count", "zero"} if item.number.value == 0 else {"count"}
        term = next((term for term in item.terms if term.role in roles), None)
        if term:
            found.append(Link(at, at, term))
    after = next_item(items, at)
    if after < len(items) and items[after].kind == "verb" and items[after].voice == "passive":
        after = next_item(items, after)  # "indictments were issued for the 13 suspects"
    if (
        after + 1 < len(items)
        and items[after].kind == "conj"
        and (items[after + 1].kind == "phrase" and not items[after + 1].terms)
    ):
        after = next_item(items, after + 1)  # "the kidnapping and assault of …"
    if after + 1 < len(items) and items[after].kind == "prep":
        link = items[after].text
        terms = tuple(term for term in item.terms if link in term.companions)
        if terms:
            found += _joined(items, at, listed(items, after + 1), tokens, _ANY, terms)
    return found


def _tally_links(items: list[Item], tokens: Tokens) -> list[Link]:
    """Join "the number of arrests … to 36", "the death toll stands at 12"."""
    found = []
    for at, item in enumerate(items):
        if item.kind == "count" and item.head is None and item.number and not item.number.is_other:
            trigger = _tally_before(items, at, tokens)
            trigger = _tally_after(items, at, tokens) if trigger is None else trigger
            trigger = _label_before(items, at) if trigger is None else trigger
            if trigger is not None:
                found.append(Link(at, trigger, items[trigger].terms[0]))
                _take_noun(items, at)
    return found


def _tally_after(items: list[Item], at: int, tokens: Tokens) -> int | None:
    """Return the trigger in "bring to 78 the number of arrests"."""
    if items[at - 1].text != "to" or at + 1 >= len(items) or items[at + 1].kind != "phrase":
        return None
    span = range(items[at + 1].first, items[at + 1].last)
    if not any("tally" in tokens.classes(token) for token in span):
        return None
    for here in range(at + 1, min(len(items), at + 6)):
        if items[here].terms and items[here].kind in {"phrase", "verb"}:
            return here
    return None


def _label_before(items: list[Item], at: int) -> int | None:
    """Return the trigger of a label: "Arrests: 27", "Victims rescued: 15"."""
    if at < 2 or items[at - 1].text != ":" or at > 4 or at + 1 < len(items):
        return None
    label = items[at - 2]
    said = label.kind == "phrase" or label.voice == "participle"
    return at - 2 if said and label.terms else None


def _warrant_links(items: list[Item]) -> list[Link]:
    """Count the places of warrants: "warrants were executed at six addresses"."""
    trigger = next(
        (
            at
            for at, item in enumerate(items)
            if item.kind == "phrase" and item.noun and item.noun.noun_class == "warrant"
        ),
        None,
    )
    if trigger is None:
        return []
    return [
        Link(at, trigger, PLACES)
        for at, item in enumerate(items)
        if at
        and item.kind == "count"
        and item.noun is not None
        and item.noun.noun_class == "place"
        and items[at - 1].kind == "prep"
    ]


def _take_noun(items: list[Item], at: int) -> None:
    """Let a tally's number count the noun of the tally ("the number of children rescued")."""
    for here in range(at - 1, max(-1, at - _TALLY_REACH), -1):
        noun = items[here].noun
        if items[here].kind == "phrase" and noun is not None and items[here - 1].text == "of":
            if noun.noun_class != "thing":
                items[at].noun, items[at].effects = noun, items[here].effects
            return


def _case_links(items: list[Item]) -> list[Link]:
    """Count the cases that something else was done in ("rescue 178 in two cases")."""
    trigger = next(
        (
            at
            for at, item in enumerate(items)
            if item.terms and item.kind in {"verb", "phrase", "count"} and not item.modal
        ),
        None,
    )
    if trigger is None:
        return []
    return [
        Link(at, trigger, CASES)
        for at, item in enumerate(items)
        if item.kind == "count"
        and item.noun is not None
        and item.noun.noun_class == "case"
        and at > 0
        and items[at - 1].text == "in"
    ]


def _tally_before(items: list[Item], at: int, tokens: Tokens) -> int | None:
    """Return the trigger inside the tally ("the total number of survivors recovered") before it."""
    before = previous_item(items, at)
    if before < 0 or not (
        items[before].kind == "verb" or items[before].text in {"to", "at", "of", ":", "by", "from"}
    ):
        return None
    trigger = None
    for here in range(before, max(-1, before - _TALLY_REACH), -1):
        item = items[here]
        if item.kind in {"sub", "stop"} and here != before:
            return None
        said = item.terms and not item.terms[0].companions or item.kind == "phrase" and item.terms
        if said and item.kind in {"phrase", "verb", "state"} and here != before:
            trigger = here
        if item.kind == "phrase":
            span = range(item.first, item.last)
            if any("tally" in tokens.classes(token) for token in span):
                return here if item.terms else trigger
    return None


def _by_captors(
    items: list[Item], link: Link, links: list[Link], subjects: dict[int, list[int]]
) -> Link:
    """Turn what offenders do ("held by gunmen") from an arrest into captivity."""
    if link.term.measure != "arrested" or items[link.trigger].kind != "verb":
        return link
    agent = _agent_after(items, link.trigger)
    active = items[link.trigger].voice == "active"
    doers = [agent] if agent is not None else subjects.get(link.trigger, []) if active else []
    captors = any(_is_offender(items[doer]) for doer in doers)
    held = items[link.trigger].text == "held" and any(
        other.count == link.count and other.term.measure == "rescued" for other in links
    )
    return replace(link, term=replace(link.term, measure="trafficked")) if captors or held else link


def _is_offender(item: Item) -> bool:
    return item.noun is not None and item.noun.category == "suspects"


def stronger(links: list[Link]) -> list[Link]:
    """Drop the weaker of two measures of one count: wounds of the dead, arrests of the abducted."""
    said: dict[int, set[str]] = {}
    for link in links:
        said.setdefault(link.count, set()).add(link.term.measure)
    return [
        link for link in links if not said[link.count] & _OVERRULED_BY.get(link.term.measure, set())
    ]


def unique(links: list[Link]) -> list[Link]:
    """Keep one link of each count and measure, the first."""
    seen: set[tuple[int, str]] = set()
    kept = []
    for link in links:
        key = (link.count, link.term.measure)
        if key not in seen:
            seen.add(key)
            kept.append(link)
    return kept
