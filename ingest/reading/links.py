"""Joining numbers to measures: every trigger looks for what it counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.blocks import event_is_blocked, is_blocked, only_tells_name
from ingest.reading.companions import accompanied, separated
from ingest.reading.doubts import says_nothing_new
from ingest.reading.events import after_event, is_conducted, is_of_kind, with_last
from ingest.reading.measures import choose, is_people
from ingest.reading.neighbours import next_item, previous_item
from ingest.reading.objects import listed, objects
from ingest.reading.parse import Link, Parse, stronger
from ingest.reading.subjects import modified, resolve_voices
from ingest.reading.tallies import case_links, tally_links, warrant_links
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.model import Measure
    from ingest.reading.items import Item
    from ingest.reading.lexicon import Term
    from ingest.reading.tokens import Tokens

_OBJECT = frozenset({"object"})
_SUBJECT = frozenset({"subject"})
_ANY = frozenset({"object", "subject", "count", "of", ""})
_SETTLED = {"killed", "injured", "arrested", "convicted", "sentenced", "charged", "rescued"}
_PEOPLE_TAKEN = {"person", "bare_person", "known_person"}
_JOINED_BY = frozenset(words("joined_by"))
_GIVING = frozenset(words("giving_prepositions"))
_OPERATIONS = frozenset(words("operation_nouns"))
_INVOLVING = frozenset(words("involving_words"))
_DEAD = frozenset(words("dead_adjectives"))
_OFFICIALS = frozenset(words("official_nouns"))
_HOLDING = frozenset(words("holding_verbs"))  # what follows says in what
_GIVEN_REACH = 7
_ALONG_REACH = 9


def find_links(items: list[Item], tokens: Tokens) -> tuple[list[Link], Parse]:
    """Return the links of a sentence, and the sentence parsed."""
    parse = Parse(items, tokens, resolve_voices(items))
    links: list[Link] = []
    for at, item in enumerate(items):
        if item.kind == "verb":
            may_say = bool(item.terms) or item.voice in {"active", "ing", "to"}
            if may_say and not is_blocked(items, at, tokens):
                links += _verb_links(parse, at)
        elif item.kind == "state":
            links += _state_links(parse, at)
        elif item.is_nominal and item.terms and not event_is_blocked(items, at, tokens):
            links += _event_links(parse, at)
    links += _release_links(parse, links)
    links += _found_links(parse, links)
    links += tally_links(parse)
    links += case_links(parse)
    links += warrant_links(parse)
    links = [
        link
        for link in links
        if not (_only_names(parse, link, links) or _is_in_trouble(parse, link, links))
    ]
    return stronger(_by_captors(parse, link, links) for link in links), parse


def _release_links(parse: Parse, links: list[Link]) -> list[Link]:
    """Join bare numbers of captives let go: "40 villagers were abducted and 18 later released"."""
    abducted = [link.count for link in links if link.term.measure == "trafficked"]
    found: list[Link] = []
    if not abducted:
        return found
    for at, item in enumerate(parse.items):
        term = next((term for term in item.terms if term.takes == "captive"), None)
        if term is None or item.kind != "verb" or item.negated or item.modal:
            continue
        for count in parse.subjects.get(at, []):
            subject = parse.items[count]
            bare = subject.kind == "count" and subject.noun is None and subject.head is None
            if (bare and min(abducted) < count) or count in abducted:
                found.append(Link(count, at, term))
    return found


def _found_links(parse: Parse, links: list[Link]) -> list[Link]:
    """Join the trafficked to what found them: "five thought to be trafficked were traced"."""
    taken = {link.count for link in links if link.term.measure == "trafficked"}
    found: list[Link] = []
    for at, subjects in parse.subjects.items() if taken else ():
        item = parse.items[at]
        term = next((term for term in item.terms if term.takes == "victim"), None)
        if term is None or term.companions or item.voice != "passive":
            continue
        if not is_blocked(parse.items, at, parse.tokens):
            found += [Link(count, at, term) for count in subjects if count in taken]
    return found


def _only_names(parse: Parse, link: Link, links: list[Link]) -> bool:
    """Return whether a participle only tells who more happened to: "three of those charged were …".

    What happened to them then is another link of the same count.
    """
    count, trigger = parse.items[link.count], parse.items[link.trigger]
    if not count.of_pronoun or trigger.voice != "participle" or link.trigger != link.count + 1:
        return False
    return any(other.count == link.count and other.trigger > link.trigger for other in links)


def _is_in_trouble(parse: Parse, link: Link, links: list[Link]) -> bool:
    """Return whether "caught" tells what people were rescued from, "released" where from."""
    trigger = parse.items[link.trigger]
    if link.term.takes == "captive":  # "was treated and released"
        return any(x.count == link.count and x.term.measure == "injured" for x in links)
    if link.term.term == "intercept":  # "intercepted and detained 140 migrants"
        return any(x.count == link.count and x.term.measure == "arrested" for x in links)
    if link.term.term != "catch" or trigger.voice != "participle":
        return False
    return any(x.count == link.count and x.term.measure == "rescued" for x in links)


def _joined(
    parse: Parse, trigger: int, counts: list[int], terms: tuple[Term, ...], roles: frozenset[str]
) -> list[Link]:
    """Join a trigger to those of the noun phrases that are counts which its terms can take."""
    found = []
    for count in [*counts, *_included(parse.items, counts)]:
        item = parse.items[count]
        if item.kind == "count" and not says_nothing_new(parse, trigger, count):
            term = choose(terms, item, parse.tokens, roles)
            term = _of_dead(term, terms, item, parse.tokens)
            if term and not (term.measure == "rescued" and _is_culprit(parse, count, counts)):
                found.append(Link(count, trigger, term))
    if any(link.term.takes == "victim" for link in found):
        found += _beside_victims(parse, counts, found)
    return found


def _of_dead(term: Term | None, terms: tuple[Term, ...], item: Item, tokens: Tokens) -> Term | None:
    """Return the term, of those found dead that they died: "found two dead migrants"."""
    found = term or next((term for term in terms if term.takes == "victim"), None)
    if found is None or found.measure != "identified_victims" or item.head is None:
        return term
    dead = is_people(item) and any(tokens.lowers[x] in _DEAD for x in range(item.first, item.head))
    return replace(found, measure="killed") if dead else term


def _beside_victims(parse: Parse, counts: list[int], found: list[Link]) -> list[Link]:
    """Join those listed with victims: "identified 300 adults and 40 children as victims"."""
    said = next(link for link in found if link.term.takes == "victim")
    linked = {link.count for link in found}
    return [
        Link(count, said.trigger, said.term)
        for count in counts
        if count not in linked
        and parse.items[count].kind == "count"
        and is_people(parse.items[count])
        and not _is_offender(parse.items[count])
    ]


def _is_culprit(parse: Parse, count: int, counts: list[int]) -> bool:
    """Return whether they are offenders named beside the rescued: "freed along with five …"."""
    items = parse.items
    beside = len(counts) > 1 and any(not _is_offender(items[other]) for other in counts)
    return beside and _is_offender(items[count])


def _included(items: list[Item], nouns: list[int]) -> list[int]:
    """Return the counts after "including" of nouns without a number: "sites including seven …"."""
    found = []
    for noun in nouns:
        here = noun + 1
        if items[noun].is_time:
            continue
        while here + 1 < len(items) and items[here].kind == "prep" and items[here + 1].is_nominal:
            here += 2
        here += here < len(items) and items[here].kind == "comma"
        here += here < len(items) and items[here].kind == "relative"  # ", which included"
        opens = here < len(items) and items[here].kind == "include"
        if opens and not items[here].text.startswith(("of ", "among")):
            found += [
                count
                for count in listed(items, next_item(items, here))
                if count not in nouns
                and items[count].kind == "count"
                and items[count].noun is not None
            ]
    return found


def _verb_links(parse: Parse, at: int) -> list[Link]:
    terms = accompanied(parse, at)
    if only_tells_name(parse.items, at):
        terms = tuple(term for term in terms if term.measure != "identified_victims")
    if parse.items[at].voice in {"passive", "participle"}:
        return [] if _is_overruled(parse.items, at) else _passive_links(parse, at, terms)
    return _active_links(parse, at, terms)


def _passive_links(parse: Parse, at: int, terms: tuple[Term, ...]) -> list[Link]:
    """Join what suffers a verb: its subject, who is named after it, who did it."""
    items = parse.items
    patients = list(parse.subjects.get(at, []))
    if items[at].voice == "participle":
        if not any(items[patient].kind == "count" for patient in patients):
            patients += _contact(items, at)
        copula = _inverted_copula(items, at)
        if copula is not None:
            patients += listed(items, next_item(items, copula))
        patients += _after_colon(items, at)
    patients += _along_with(items, at) + _of_subject(items, patients)
    agent = _agent_after(items, at)
    captors = agent is not None and _is_offender(items[agent])
    found = _joined(parse, at, patients, terms, _OBJECT | {"captor"} if captors else _OBJECT)
    if not found and any(term.companions for term in terms):
        found = _joined(parse, at, _given_to(items, at), terms, _OBJECT)
    if not found and _may_be_past(items, at):
        found = _joined(parse, at, patients, terms, _SUBJECT)
    return found + ([] if agent is None else _joined(parse, at, [agent], terms, _SUBJECT))


def _active_links(parse: Parse, at: int, terms: tuple[Term, ...]) -> list[Link]:
    """Join the object of a verb, or its subject where that is what it counts."""
    items = parse.items
    doers = parse.subjects.get(at, [])
    if items[at].verb_kind == "plan" and at + 1 < len(items) and items[at + 1].voice == "to":
        return []  # "tried to flee"
    if any(_is_place(items[doer]) for doer in doers):  # "the prison holds 2,400 inmates"
        terms = tuple(term for term in terms if term.takes != "bare_person")
    if _is_of_operation(items, at, parse.tokens):  # "weekend sweep nets 14"
        terms = tuple(_of_bare(term) for term in terms)
    patients = objects(items, at) or _contact(items, at)
    terms = separated(parse, at, patients) + terms
    if any(term.companions for term in terms):
        counts = [count for count in patients if items[count].kind == "count"]
        given = _given_to(items, at)
        patients = counts if _joined(parse, at, counts, terms, _OBJECT) else counts + given
    captors = any(_is_offender(items[doer]) for doer in doers)
    roles = _OBJECT | {"captor"} if captors else _OBJECT
    return _joined(parse, at, patients, terms, roles) + _joined(parse, at, doers, terms, _SUBJECT)


def _is_of_operation(items: list[Item], at: int, tokens: Tokens) -> bool:
    """Return whether an operation is what the verb's subject names."""
    before = previous_item(items, at)
    if before < 0 or items[before].kind != "phrase":
        return False
    return tokens.lowers[items[before].last - 1] in _OPERATIONS


def _of_bare(term: Term) -> Term:
    """Return a term of people as it also counts a bare number."""
    known = term.takes == "known_person" and term.measure == "arrested"
    return replace(term, takes="bare_person") if known else term


def _is_place(item: Item) -> bool:
    return item.noun is not None and item.noun.noun_class == "place"


def _is_offender(item: Item) -> bool:
    if item.noun is None:
        return False
    gang = item.noun.noun_class == "group" and "criminal" in item.effects
    return gang or item.noun.category == "suspects"


def _is_accused(items: list[Item], at: int) -> bool:
    """Return whether a deed is what somebody is accused of: "charged with holding six girls"."""
    before = previous_item(items, at)
    if before < 1 or items[before].kind != "prep":
        return False
    return any(term.measure == "charged" for term in items[before - 1].terms)


def _is_private(item: Item, tokens: Tokens) -> bool:
    """Return whether it is some one person of no authority: "detained by a contractor"."""
    official = item.head is not None and tokens.lowers[item.head] in _OFFICIALS
    one = "indefinite" in tokens.classes(item.first) and not official
    return one and item.noun is not None and item.noun.noun_class == "person"


def _inverted_copula(items: list[Item], at: int) -> int | None:
    """Return the copula before a subject that follows: "also detained were two rappers"."""
    after = at + 1
    opens = previous_item(items, at) < 0
    while opens and after + 1 < len(items) and items[after].kind == "prep":
        if not items[after + 1].is_nominal:
            return None
        after += 2  # "arrested in the same operation were two rappers"
    inverted = (
        after + 1 < len(items)
        and items[after].kind == "verb"
        and items[after].verb_kind == "copula"
        and not items[after].negated
    )
    return after if inverted else None


def _after_colon(items: list[Item], at: int) -> list[int]:
    """Return the counts of "Also rescued: a girl, 12; two boys, who …; and three women"."""
    if previous_item(items, at) >= 0 or at + 2 >= len(items) or items[at + 1].text != ":":
        return []
    return [
        here
        for here in range(at + 2, len(items))
        if items[here].kind == "count"
        and (here == at + 2 or items[here - 1].text == ";" or items[here - 2].text == ";")
    ]


def _may_be_past(items: list[Item], at: int) -> bool:
    """Return whether a form taken for a participle may be the past: "six drowned when …"."""
    after = at + 1
    by_someone = after < len(items) and items[after].text == "by"
    return items[at].voice == "participle" and "past" in items[at].forms and not by_someone


def _given_to(items: list[Item], at: int) -> list[int]:
    """Return who gets the object of a verb: "handed prison terms to 12 activists"."""
    for here in range(at + 1, min(len(items) - 1, at + _GIVEN_REACH)):
        ranging = items[here].voice in {"ing", "participle"} and not items[here].terms
        if items[here].kind in {"stop", "sub"} or (items[here].kind == "verb" and not ranging):
            break
        if items[here].text in _GIVING and items[here + 1].kind == "count":
            return listed(items, here + 1)
    return []


def _along_with(items: list[Item], at: int) -> list[int]:
    """Return who is added after a passive verb: "was arrested along with nine others"."""
    for here in range(at + 1, min(len(items) - 1, at + _ALONG_REACH)):
        item = items[here]
        if item.kind in {"stop", "sub", "verb"}:
            break
        if item.kind in {"prep", "conj"} and item.text in _JOINED_BY:
            return listed(items, here + 1)
    return []


def _of_subject(items: list[Item], subjects: list[int]) -> list[int]:
    """Return those of the subject that are named after it: "the suspects, one of them a minor,"."""
    return [
        subject + 2
        for subject in subjects
        if items[subject].kind == "phrase"
        and subject + 2 < len(items)
        and items[subject + 1].kind == "comma"
        and items[subject + 2].of_pronoun
    ]


def _contact(items: list[Item], at: int) -> list[int]:
    """Return the object before a clause without relative: "one of three people police arrested"."""
    doer = previous_item(items, at)
    if doer < 1 or items[doer].kind != "phrase":
        return []
    before = doer - 1
    if items[before].kind == "relative" and before:  # "19 migrants that gunmen were holding"
        before -= 1
    return [before] if items[before].kind == "count" else []


def _is_overruled(items: list[Item], at: int) -> bool:
    """Return whether a state after the verb says what happened ("were found dead")."""
    after = at + 1
    if after >= len(items) or items[after].kind != "state":
        return False
    settled = any(term.measure in _SETTLED for term in items[at].terms)
    return items[at].text in _HOLDING or not settled


def _agent_after(items: list[Item], verb: int) -> int | None:
    after = next_item(items, verb)
    if after + 1 >= len(items) or items[after].text != "by" or items[after + 1].is_time:
        return None
    return after + 1 if items[after + 1].is_nominal else None


def _state_links(parse: Parse, at: int) -> list[Link]:
    """Join a state ("dead", "into custody") to the noun before it or the verb's participants."""
    items, terms = parse.items, parse.items[at].terms
    copula = _inverted_copula(items, at)
    if copula is not None:
        return _joined(parse, at, listed(items, next_item(items, copula)), terms, _ANY)
    before = previous_item(items, at)
    if before < 0:
        return []
    if before > 2 and items[before - 2].of_count and items[before - 3].kind == "verb":
        before -= 2  # "took two of the 25 migrants into custody"
    if items[before].is_nominal:
        if _is_no_outcome(items, before, items[at]):
            return []
        return _joined(parse, at, modified(items, before, objects_too=True), terms, _ANY)
    return _joined(parse, at, _in_state(parse, at, before), terms, _ANY)


def _is_no_outcome(items: list[Item], noun: int, state: Item) -> bool:
    """Return whether a state after a noun phrase says no outcome of theirs."""
    number = items[noun].number
    none = number is not None and number.value == 0  # "none fatally"
    doing = items[noun - 1].terms if noun else ()
    if state.text == "on" and any(term.measure == "arrested" for term in doing):
        return True  # "arrested three on charges of smuggling"
    return none or any(term.measure == "sentenced" for term in doing)  # "sentenced three to death"


def _in_state(parse: Parse, at: int, before: int) -> list[int]:
    """Return whom the verb before a state brings into it."""
    items = parse.items
    verb = items[before]
    if verb.kind != "verb" or verb.negated or verb.modal or verb.verb_kind in {"fear", "plan"}:
        return []
    own = accompanied(parse, before)
    settled = any(term.measure in _SETTLED and term.takes in _PEOPLE_TAKEN for term in own)
    if settled and items[at].text != "dead" and not _is_overruled(items, before):
        return []
    if verb.voice in {"active", "ing"} and verb.verb_kind != "copula":
        patients = listed(items, next_item(items, at))  # "took into custody 12 men"
        if any(items[patient].kind == "count" for patient in patients):
            return patients
    return [*parse.subjects.get(before, []), *_along_with(items, at)]


def _event_links(parse: Parse, at: int) -> list[Link]:
    """Join an event noun to its own number ("56 arrests") or to those of its "of"."""
    items, item = parse.items, parse.items[at]
    found: list[Link] = []
    if item.number is not None:
        roles = {"count", "zero"} if item.number.value == 0 else {"count"}
        if is_conducted(parse, at):
            roles.add("conducted")
        term = next((term for term in item.terms if term.role in roles), None)
        if term and not is_of_kind(item, parse.tokens):
            found.append(Link(at, at, term))
    trade = any(term.measure == "trafficked" for term in item.terms)
    if (
        trade
        and at + 1 < len(items)
        and items[at + 1].kind == "count"
        and item.text.endswith("ing")
    ):
        found += _joined(parse, at, listed(items, at + 1), item.terms, _ANY)
    after = after_event(items, at)
    if after + 1 < len(items) and items[after].kind == "prep":
        terms = tuple(term for term in item.terms if items[after].text in term.companions)
        counted = listed(items, after + 1)
        if counted and at == 0 and after == at + 1:
            counted = with_last(items, counted)
        found += _joined(parse, at, counted, terms, _ANY)
    elif after + 1 < len(items) and items[after].text in _INVOLVING:
        terms = tuple(term for term in item.terms if not _INVOLVING.isdisjoint(term.companions))
        found += _joined(parse, at, listed(items, after + 1), terms, _ANY)
    return found


def _is_shared_object(parse: Parse, doer: int, verb: int) -> bool:
    """Return whether the doer is what a headline's verb before it has: "bust gang, nab six"."""
    items = parse.items
    if verb != doer + 2 or items[verb - 1].kind != "comma" or items[doer].kind != "phrase":
        return False
    return any(
        word is not None and word.noun is None and word.verb and word.verb.forms & {"base", "s"}
        for word in parse.tokens.words[items[doer].first + 1 : items[doer].last - 1]
    )


def _by_captors(parse: Parse, link: Link, links: list[Link]) -> Link:
    """Turn what offenders do ("held by gunmen") from an arrest into captivity."""
    items = parse.items
    verb = items[link.trigger]
    if link.term.measure != "arrested" or verb.kind != "verb":
        return link
    agent = _agent_after(items, link.trigger)
    if agent is not None:
        doers = [agent]
    else:
        doers = parse.subjects.get(link.trigger, []) if verb.voice == "active" else []
        doers = [doer for doer in doers if not _is_shared_object(parse, doer, link.trigger)]
    captive = items[link.count].noun
    if captive is not None and captive.noun_class in {"captive", "victim"}:
        found = captive.noun_class == "victim" and verb.voice == "active"  # "netted five victims"
        measure: Measure = "identified_victims" if found else "trafficked"
        return replace(link, term=replace(link.term, measure=measure))  # "hostages seized"
    if verb.voice == "ing" and _is_accused(items, link.trigger):
        return replace(link, term=replace(link.term, measure="trafficked"))
    held = verb.text == "held" and any(
        other.count == link.count and other.term.measure == "rescued" for other in links
    )
    private = agent is not None and _is_private(items[agent], parse.tokens)
    if held or private or any(_is_offender(items[doer]) for doer in doers):
        return replace(link, term=replace(link.term, measure="trafficked"))
    return link
