"""The second, looser linker: counts that no rule of grammar joined take the likeliest trigger.

Cues are weighed (seeds/link_cues.csv): how near, on which side, what stands between, whether the
noun goes with the measure. One threshold decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.blocks import event_is_blocked, is_blocked, only_tells_name
from ingest.reading.companions import accompanied
from ingest.reading.measures import is_people, takes
from ingest.reading.neighbours import previous_item
from ingest.reading.objects import objects
from ingest.reading.parse import Link, Parse

if TYPE_CHECKING:
    from ingest.reading.items import Item
    from ingest.reading.lexicon import Term

_NEAR, _FAR = 3, 10  # items between a count and its trigger
_COUNTED = {"case", "group", "place"}
_OUTCOMES = {
    "victims": {"rescued", "identified_victims", "trafficked"},
    "suspects": {"arrested", "charged", "convicted", "sentenced"},
}


def guessed(parse: Parse, links: list[Link]) -> list[Link]:
    """Return the likeliest links of counts that have none, where the cues are strong enough."""
    linked = {link.count for link in links}
    loose = [at for at, item in enumerate(parse.items) if at not in linked and _is_open(parse, at)]
    if not loose:
        return []
    triggers = _triggers(parse)
    weights = parse.tokens.lexicon.link_cues
    found = []
    for at in loose:
        options: list[tuple[int, Link]] = []
        for trigger, terms in triggers:
            term = next((term for term in terms if _fits(parse, at, term)), None)
            if term is None or _is_of_part(parse.items, at, trigger, links):
                continue
            if at not in objects(parse.items, trigger):  # grammar said no
                cues = _cues(parse, at, trigger, term, links)
                options.append((sum(weights[cue] for cue in cues), Link(at, trigger, term)))
        own = _own_outcome(parse, at)
        if own is not None:
            cues = ["own_outcome", "context" if links else "alone"]
            options.append((sum(weights[cue] for cue in cues), Link(at, at, own)))
        best = max(options, key=lambda option: option[0], default=None)
        if best is not None and best[0] >= weights["threshold"]:
            found.append(best[1])
    return found


def _is_of_part(items: list[Item], at: int, trigger: int, links: list[Link]) -> bool:
    """Return whether a trigger only tells of some of them: "18 men, 16 of whom drowned"."""
    return any(x.trigger == trigger and x.count > at and items[x.count].of_pronoun for x in links)


def _is_open(parse: Parse, at: int) -> bool:
    """Return whether a count is of something that figures count, told as new."""
    item = parse.items[at]
    number = item.number
    if item.kind != "count" or number is None or number.is_other or item.noun is None:
        return False
    countable = is_people(item) or item.noun.noun_class in _COUNTED
    back = item.definite or item.of_definite or item.of_pronoun or item.of_count
    whole = at > 1 and parse.items[at - 2].of_count
    new = number.size > 1 and item.noun.is_plural and not (back or whole)
    return countable and new and not _acts(parse, at)


def _acts(parse: Parse, at: int) -> bool:
    """Return whether the counted have a verb of their own that says something else of them."""
    for verb, subjects in parse.subjects.items():
        item = parse.items[verb]
        if at in subjects and item.voice in {"active", "passive", "ing"}:
            return True
        if at in subjects and verb == at + 1 and not item.terms:
            return True  # "134 suspects questioned"
    return False


def _triggers(parse: Parse) -> list[tuple[int, tuple[Term, ...]]]:
    """Return the items that say a measure as done, with what they may say."""
    items, tokens = parse.items, parse.tokens
    found = []
    for at, item in enumerate(items):
        if item.kind == "verb" and item.terms:
            if item.verb_kind != "plan" and not is_blocked(items, at, tokens):
                terms = accompanied(parse, at)
                if only_tells_name(items, at):
                    terms = tuple(term for term in terms if term.measure != "identified_victims")
                found.append((at, terms))
        elif (item.kind == "state" and item.terms) or (
            item.kind == "phrase" and item.terms and not event_is_blocked(items, at, tokens)
        ):
            found.append((at, item.terms))
    return found


def _own_outcome(parse: Parse, at: int) -> Term | None:
    """Return what the counted's own words say happened: "130 rescued victims", "268 detainees"."""
    item = parse.items[at]
    number = item.number
    for token in range(number.last if number else item.first, item.last):
        word = parse.tokens.words[token]
        verb = word.verb if word is not None else None
        if verb and "participle" in verb.forms and verb.terms and verb.terms[0].takes == "person":
            return verb.terms[0]
        of_case = item.noun is not None and item.noun.noun == "case"
        if of_case and verb and "participle" in verb.forms:  # "61 reported cases"
            return next((term for term in verb.terms if term.takes == "case"), None)
    said = parse.tokens.lexicon.said.get(item.noun.noun if item.noun else "", ())
    return next((term for term in said if term.role == "tally"), None)


def _fits(parse: Parse, at: int, term: Term) -> bool:
    return term.role in {"object", "", "count"} and takes(term, parse.items[at], parse.tokens)


def _cues(parse: Parse, at: int, trigger: int, term: Term, links: list[Link]) -> list[str]:
    """Return the cues for and against a trigger of a count."""
    items = parse.items
    first, last = sorted((at, trigger))
    between = items[first + 1 : last]
    cues = ["near" if len(between) <= _NEAR else "within" if len(between) <= _FAR else "far"]
    after = trigger < at
    cues.append("side" if _is_side(items[trigger], after=after) else "wrong_side")
    cues += ["boundary" for item in between if item.kind in {"stop", "sub", "relative"}]
    cues += ["other_verb" for item in between if item.kind == "verb"]
    cues += ["other_verb" for item in between if item.kind == "phrase" and item.terms]
    cues += ["other_people" for item in between if item.kind == "phrase" and is_people(item)]
    listed = [x for x in links if x.trigger == trigger and first < x.count < last]
    cues.append("listed" if listed else "alone")
    noun = items[at].noun
    before = previous_item(items, at)
    placed = noun is not None and noun.noun_class == "place"
    if before >= 0 and items[before].kind == "prep" and not placed:
        cues.append("after_preposition")
    if before >= 0 and before != trigger and items[before].kind == "verb":
        cues.append("object_of_other")
    if noun is not None and term.measure in _OUTCOMES.get(noun.category or "", set()):
        cues.append("outcome")
    if links:
        cues.append("context")
    return cues


def _is_side(trigger: Item, *, after: bool) -> bool:
    """Return whether a count stands where what suffers a verb does."""
    if trigger.kind == "verb" and trigger.voice in {"active", "ing", "to"}:
        return after
    return not after if trigger.kind in {"verb", "state"} else after
