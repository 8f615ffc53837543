"""Numbers whose happening is left out because another number of the sentence has it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.blocks import is_blocked
from ingest.reading.breakdowns import broken_down, is_at_large, is_told, only_tells
from ingest.reading.gaps import gapped, gapped_place, told_on
from ingest.reading.measures import said_by_adjective, said_of, said_of_whole, takes
from ingest.reading.neighbours import next_item, previous_item
from ingest.reading.objects import listed
from ingest.reading.parse import Link, Parse, stronger
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.items import Item
    from ingest.reading.tokens import Tokens

_COPULA_CLAUSE = 3  # items of "those held are adults"
_PEOPLE_TAKEN = {"person", "known_person", "bare_person"}
_THINGS_TAKEN = {"case", "group", "place", "warrant"}
_LIST_KINDS = {"count", "conj", "phrase", "adverb", "prep"}
_AMONG = frozenset(words("among_words"))
_OTHERS = frozenset(words("other_nouns"))
_OF_WHOM = frozenset(words("of_relative"))
_PLACING = frozenset(words("place_prepositions"))
_LIST_MARKS = {"-", "—", ":", "("}


def with_elided(parse: Parse, links: list[Link]) -> list[Link]:
    """Add the links of numbers that share another number's measure."""
    items, tokens = parse.items, parse.tokens
    linked = {link.count for link in links}
    parse.shares.extend(broken_down(items, tokens))
    added: list[Link] = _of_opening(items, tokens)
    for at, item in enumerate(items):
        if item.kind == "include" or (item.kind == "verb" and item.verb_kind == "copula"):
            added += _of_events(items, at, tokens)
        if item.kind == "count" and item.of_count and at + 2 < len(items):
            added += _bare_adjective(items, at, tokens)
        number = item.number
        if item.kind == "count" and at not in linked and number and not number.is_other:
            added += _shared(parse, at, links, added)
    measures = {(link.count, link.term.measure) for link in links}
    new = [link for link in added if (link.count, link.term.measure) not in measures]
    return stronger(_with_sums(items, links) + new)


def _with_sums(items: list[Item], links: list[Link]) -> list[Link]:
    """Make the counts of a list parts of the one before it that they add up to."""
    if not any(item.text in _LIST_MARKS for item in items):
        return links
    summed = []
    for link in links:
        whole = _apposed(items, link.count, links) if link.whole is None else []
        if whole and whole[0].count < link.count and whole[0].term.measure == link.term.measure:
            summed.append(replace(link, whole=whole[0].count))
        else:
            summed.append(link)
    return summed


def _shared(parse: Parse, at: int, links: list[Link], added: list[Link]) -> list[Link]:
    """Return the links of a number that shares the measure of another, or of the people meant."""
    items, tokens = parse.items, parse.tokens
    item = items[at]
    several = item.number is not None and item.number.size > 1
    if any(link.count == at for link in added):
        return []
    if item.of_count and several and not _has_own_verb(items, at):
        source = _links_of(links + added, at + 2)
        found = [Link(at, link.trigger, link.term, at + 2) for link in source]
    else:
        found = _compared_too(parse, at, links) or _of_the_same(parse, at, links)
        found = found or _placed_too(parse, at, links)
        found = found or _share_of(parse, at, links + added)
        found = found or _of_kinds(parse, at, links + added) or _of_them(items, at, links)
    if not found:
        found = told_on(items, at, links + added)
    if not found:
        found = [Link(at, x.trigger, x.term, x.count) for x in _among(items, at, links)]
        found += _of_uncounted(items, at, tokens) + _of_named(items, at, tokens)
    found = found or [
        Link(at, link.trigger, link.term, link.count)
        for link in _apposed(items, at, links)
        if takes(link.term, item, tokens)
    ]
    return found or _of_whom(items, at, links) or _of_the_same(parse, at, added)


def _of_whom(items: list[Item], at: int, links: list[Link]) -> list[Link]:
    """Return the links of "seven men were held" for ", of whom three were Danes" after it."""
    after = items[at + 1] if at + 1 < len(items) else None
    if not at or items[at - 1].text not in _OF_WHOM or after is None:
        return []
    told = after.verb_kind == "copula" and not after.negated and not after.modal
    earlier = [link for link in links if link.count < at]
    return [Link(at, x.trigger, x.term, x.count) for x in earlier[-1:]] if told else []


def _compared_too(parse: Parse, at: int, links: list[Link]) -> list[Link]:
    """Return the links of "33 victims" in "identified 25 victims, compared to 33 victims"."""
    same = _compared(parse.items, at, links, parse.tokens)
    return [
        Link(at, link.trigger, link.term)
        for link in same
        if _is_bare(parse.items[at]) or takes(link.term, parse.items[at], parse.tokens)
    ]


def _placed_too(parse: Parse, at: int, links: list[Link]) -> list[Link]:
    """Return the links of "171 people were arrested in A" for "and 220 people in B" after it."""
    items = parse.items
    return [
        Link(at, link.trigger, link.term, link.whole)
        for link in gapped_place(items, at, links)
        if link.trigger > link.count and takes(link.term, items[at], parse.tokens)
    ]


def _share_of(parse: Parse, at: int, links: list[Link]) -> list[Link]:
    """Return the links of what a share breaks down: the number before it in the sentence."""
    if at not in parse.shares:
        return []
    earlier = [link for link in links if link.count < at]
    last = max((link.count for link in earlier), default=None)
    return [
        Link(at, link.trigger, link.term, _whole_of(parse, at, link))
        for link in earlier
        if link.count == last
    ]


def _of_kinds(parse: Parse, at: int, links: list[Link]) -> list[Link]:
    """Return the links of "15 cases of theft" for "two of fraud" after it."""
    items, lowers = parse.items, parse.tokens.lowers
    number = items[at].number
    kind = number is not None and lowers[number.last : number.last + 1] == ["of"]
    joined = at > 1 and items[at - 1].kind in {"comma", "conj", "stop"}
    if not kind or not joined or items[at].of_definite or items[at].of_pronoun:
        return []
    for link in reversed(links):
        first = items[link.count].last
        if link.count < at and link.term.measure == "cases":
            of_kind = lowers[first : first + 1] == ["of"] or _is_of(items[link.count], lowers)
            return [Link(at, link.trigger, link.term, link.whole)] if of_kind else []
    return []


def _is_of(item: Item, lowers: list[str]) -> bool:
    number = item.number
    return number is not None and lowers[number.last : number.last + 1] == ["of"]


def _of_them(items: list[Item], at: int, links: list[Link]) -> list[Link]:
    """Return the links of "57 cases" for "30 of them related to theft" after it."""
    if not items[at].of_pronoun or at < 2 or items[at - 1].kind != "comma":
        return []
    after = items[at + 1] if at + 1 < len(items) else None
    told = after is not None and after.voice == "participle" and not after.terms
    if after is None or not (told or after.kind == "prep"):
        return []
    earlier = [link for link in links if link.count < at]
    return [Link(at, link.trigger, link.term, link.count) for link in earlier[-1:]]


def _whole_of(parse: Parse, at: int, link: Link) -> int | None:
    """Return the count that a share is part of: the one before it, or what that is part of."""
    part, whole = parse.items[at].number, parse.items[link.count].number
    if parse.items[at - 2].is_time and parse.items[at - 1].text == "(":
        return None  # another time's number
    larger = part is not None and whole is not None and whole.size > part.size
    if link.whole is None and larger and link.count not in parse.shares:
        return link.count
    return link.whole


def _of_the_same(parse: Parse, at: int, links: list[Link]) -> list[Link]:
    """Return the links of a number without a noun: what another number has, or is part of."""
    items = parse.items
    item = items[at]
    if not _is_bare(item):
        return []
    source = gapped(parse, at, links)
    found = [Link(at, link.trigger, link.term, link.whole) for link in source]
    if not source:
        source = _continued(items, at, links) or _placed(parse, at, links)
        found = [Link(at, link.trigger, link.term, link.count) for link in source]
    if source and (item.noun is None or item.noun.noun == "other"):
        item.noun = items[source[0].count].noun
    return found


def _is_bare(item: Item) -> bool:
    """Return whether a number has no noun of its own: "nine", "two others"."""
    if item.noun is not None:
        return item.noun.noun in _OTHERS
    return item.head is None


def _has_own_verb(items: list[Item], at: int) -> bool:
    """Return whether more happened to a part: "two of the four arrested have been bailed"."""
    for here in range(at + 3, len(items)):
        item = items[here]
        if item.kind in {"stop", "sub"}:
            return False
        if item.kind == "verb" and item.voice in {"passive", "active"}:
            lasting = item.verb_kind == "copula" and item.text.startswith("remain")
            return item.voice == "passive" or lasting
    return False


def _of_opening(items: list[Item], tokens: Tokens) -> list[Link]:
    """Join the counts of "Of those arrested, 21 were locals, while nine came from abroad"."""
    if len(items) < 4:
        return []
    source = _source_of_opening(items)
    term = said_of_whole(items[source], tokens) if source is not None else None
    if source is None or term is None or not _comma_after(items, source):
        return []
    whole = 1 if items[1].kind == "count" and source else None
    found = [Link(1, source, term)] if whole and takes(term, items[1], tokens) else []
    opened = False
    for at in range(source + 2, len(items)):
        fits = items[at].kind == "count" and items[at - 1].kind in {"comma", "conj", "sub"}
        if not fits or not (items[at].noun is None or takes(term, items[at], tokens)):
            continue
        said = _has_copula(items, at) and items[next_item(items, at)].voice == "active"
        said = said or is_told(items, at)
        said = said or (_is_verb(items, at + 1) and only_tells(items, at + 1))
        said = said and not is_at_large(items, at)
        gapped = opened and items[at].noun is not None and _ends_clause(items, at)  # "and 25 girls"
        if said or gapped:
            found.append(Link(at, source, term, whole))
            opened = True
    return [_or_identified(items, link) for link in found]


def _or_identified(items: list[Item], link: Link) -> Link:
    """Return a link, of those found to be victims another measure: "13 are possible victims"."""
    at = next_item(items, link.count) + 1
    told = at < len(items) and items[at].kind == "phrase" and items[at - 1].verb_kind == "copula"
    noun = items[at].noun if told else None
    arrested = link.term.measure == "arrested"
    if noun is None or noun.noun_class != "victim" or not arrested:
        return link
    return replace(link, term=replace(link.term, measure="identified_victims"))


def _is_verb(items: list[Item], at: int) -> bool:
    return at < len(items) and items[at].kind == "verb"


def _ends_clause(items: list[Item], at: int) -> bool:
    return at + 1 >= len(items) or items[at + 1].kind in {"comma", "conj", "stop"}


def _source_of_opening(items: list[Item]) -> int | None:
    """Return what says the measure in "Of the 12 arrested, …", "Among those rescued, …"."""
    if items[0].kind == "state":
        return 0
    if items[0].text not in {"of", "out of", *_AMONG} or not items[1].is_nominal:
        return None
    return 2 if items[2].kind == "verb" and items[2].voice == "participle" else 1


def _comma_after(items: list[Item], at: int) -> bool:
    """Return whether a comma follows, times and prepositional phrases passed over."""
    at += 1
    while at + 1 < len(items):
        if items[at].kind == "phrase" and items[at].is_time:
            at += 1
        elif items[at].kind == "prep" and items[at + 1].is_nominal:
            at += 2
        else:
            break
    return at < len(items) and items[at].kind == "comma"


def _has_copula(items: list[Item], at: int) -> bool:
    """Return whether it is only said who the counted are, or what was theirs."""
    after = next_item(items, at)
    return after < len(items) and items[after].kind == "verb" and not items[after].terms


def _bare_adjective(items: list[Item], at: int, tokens: Tokens) -> list[Link]:
    """Join the whole of "two of the six arrested suspects are brothers"."""
    term = said_by_adjective(items[at + 2], tokens)
    return [] if term is None else [Link(at + 2, at + 2, term)]


def _links_of(links: list[Link], count: int) -> list[Link]:
    return [link for link in links if link.count == count]


def _of_events(items: list[Item], at: int, tokens: Tokens) -> list[Link]:
    """Join what events or people include: "the arrests include 31 made in Texas"."""
    before = _past_copula(items, _past_place(items, previous_item(items, at)))
    if before < 0:
        return []
    term = said_of(items[before], tokens)
    if term is None:
        return []
    first = next_item(items, at)
    if first < len(items) and items[first].text == ":":
        first += 1
    return [
        Link(count, before, term)
        for count in listed(items, first)
        if items[count].kind == "count" and takes(term, items[count], tokens)
        if not (items[count].of_count and items[count].noun is None)  # "one of several causes"
    ]


def _past_copula(items: list[Item], at: int) -> int:
    """Return the subject before "are between 18 and 40 and include"."""
    if at < _COPULA_CLAUSE or items[at].kind != "conj":
        return at
    verb = at - 2
    if verb > 2 and items[verb].kind == "prep":
        verb -= 2  # "are between 17 and 41 years of age and include"
    told = items[at - 1].is_nominal and items[verb].verb_kind == "copula"
    return verb - 1 if told else at


def _past_place(items: list[Item], at: int) -> int:
    """Return the participle before a place or the like: "the others arrested in the raid"."""
    here = at
    while here > 1 and items[here].is_nominal and items[here - 1].kind == "prep":
        here -= 2
    bare = items[here].noun is None and not items[here].terms
    named = items[here].kind == "phrase" and bare and here == 0  # "those arrested in the raid"
    return here if here < at and (items[here].voice == "participle" or named) else at


def _apposed(items: list[Item], at: int, links: list[Link]) -> list[Link]:
    """Return the links of the whole that counts after a colon or dash make up.

    "Eighteen were arrested: 11 men and seven women"; after a comma only if they add up exactly.
    """
    opening = _opening(items, at)
    if opening < 1 or items[opening].kind not in {"stop", "comma"}:
        return []
    mark = items[opening].text
    parts = [n for n in listed(items, next_item(items, opening)) if items[n].kind == "count"]
    own = next_item(items, at)
    if at not in parts or (own < len(items) and items[own].voice in {"active", "passive"}):
        return []
    total = sum(number.size for n in parts if (number := items[n].number) is not None)
    for link in reversed(links):
        whole = items[link.count].number
        if link.count >= opening or whole is None or whole.value is None:
            continue
        if total == whole.value or (mark in {":", "-", "—", "("} and total < whole.value):
            return [link]
        break
    return []


def _opening(items: list[Item], at: int) -> int:
    """Return the mark before a count's list, a dash or colon rather than a comma."""
    here = at - 1
    comma = 0
    while here > 0 and (items[here].kind in _LIST_KINDS or items[here].text == ","):
        if items[here].text == "," and not comma:
            comma = here
        here -= 1
    marked = items[here].kind in {"stop", "comma"} and here > 0
    return here if marked or not comma else comma


def _among(items: list[Item], at: int, links: list[Link]) -> list[Link]:
    """Return the links of the whole in "three girls were among the 10 victims recovered"."""
    verb = next_item(items, at)
    while verb + 1 < len(items) and items[verb].text == "of" and items[verb + 1].is_nominal:
        verb = next_item(items, verb + 1)  # "nine victims of theft were among the 20"
    listed_on = verb + 1 < len(items) and items[verb].kind in {"conj", "comma"}
    if listed_on and items[verb + 1].kind == "count":
        return _among(items, verb + 1, links)  # "11 women and four children among the 18 freed"
    if verb + 1 < len(items) and items[verb].text in _AMONG:  # "41 Danes among 44 held"
        return [link for link in links if link.count == verb + 1]
    among = next_item(items, verb)
    if among + 1 >= len(items) or items[among].text not in _AMONG:
        return []
    if items[verb].verb_kind != "copula" or items[verb].negated:
        return []
    return [link for link in links if link.count == among + 1]


def _of_uncounted(items: list[Item], at: int, tokens: Tokens) -> list[Link]:
    """Join "14 of them are women" to what happened to people without a number before it."""
    if not items[at].of_pronoun or not _has_copula(items, at):
        return []
    for here in range(at - 1, -1, -1):
        verb = items[here]
        if verb.kind == "verb" and verb.terms and not is_blocked(items, here, tokens):
            term = next((t for t in verb.terms if t.takes in _PEOPLE_TAKEN), None)
            return [Link(at, here, term)] if term and term.role == "object" else []
    return []


def _of_named(items: list[Item], at: int, tokens: Tokens) -> list[Link]:
    """Join "twenty of the arrested are suspected of theft"."""
    if at + 2 >= len(items) or items[at + 1].text != "of" or not items[at + 2].definite:
        return []
    phrase = items[at + 2]
    term = said_of(phrase, tokens)
    named = phrase.kind == "phrase" and phrase.noun is None and phrase.last == phrase.first + 2
    if term is None or not named or term.takes not in _PEOPLE_TAKEN:
        return []
    return [Link(at, at + 2, term)]


def _continued(items: list[Item], at: int, links: list[Link]) -> list[Link]:
    """Return the links of people of whom more is said: "; nine are from Mali"."""
    number = items[at].number
    earlier = [link for link in links if link.count < at]
    earlier = [link for link in earlier if link.term.takes not in _THINGS_TAKEN] or earlier
    if not earlier or number is None or number.size < 1:
        return []
    whole = items[earlier[-1].count].number
    if whole is None or whole.size < number.size:
        return []
    after = at + 1
    manner = (
        after < len(items) and items[after].kind == "adverb" and items[after].text.endswith("ly")
    )
    ends = after + 1 >= len(items) or items[after + 1].kind in {"comma", "conj", "stop", "prep"}
    said = after < len(items) and items[after].verb_kind == "copula"
    said = said and not items[after].text.startswith("remain")  # "one remains at large"
    place = next_item(items, after)
    stays = place < len(items) and items[place].kind == "prep"
    said = said and not (stays and items[place].text != "from")  # "two are still at large"
    opens = at > 0 and items[at - 1].kind in {"stop", "comma", "conj", "sub"}
    if at > 0 and items[at - 1].text == "(" and after < len(items) and items[after].kind == "prep":
        return earlier[-1:]  # "17 Filipinos (13 from a single case)"
    if opens and ((manner and ends) or said):
        return earlier[-1:]
    return []


def _compares(items: list[Item], at: int, tokens: Tokens) -> bool:
    """Return whether it sets a number against another: "compared with", "an increase from"."""
    if items[at].text in tokens.lexicon.comparing:
        return True
    changed = items[at].text == "from" and at > 0
    return changed and "amount_change" in tokens.classes(items[at - 1].last - 1)


def _compared(items: list[Item], at: int, links: list[Link], tokens: Tokens) -> list[Link]:
    """Return the links of the count that a bare number is compared with ("up from 98")."""
    before = previous_item(items, at)
    if before < 0 or not _compares(items, before, tokens):
        return []
    earlier = [link for link in links if link.count < at]
    return earlier[-1:]


def _placed(parse: Parse, at: int, links: list[Link]) -> list[Link]:
    """Return the links of the whole of "178 were freed, 26 in Fujian and 14 in Henan"."""
    items = parse.items
    number = items[at].number
    placed = (
        at + 2 < len(items)
        and items[at + 1].text in _PLACING
        and items[at + 2].kind == "phrase"
        and not items[at + 2].is_time
        and parse.tokens.is_name(items[at + 2].last - 1)
    )
    bracketed = at + 1 < len(items) and items[at + 1].text == ")" and items[at - 1].text == "("
    joined = at > 0 and items[at - 1].kind in {"comma", "conj"}
    earlier = [link for link in links if max(link.count, link.trigger) < at]
    if number is None or not earlier or not joined or not (placed or bracketed):
        return []
    last = earlier[-1]
    whole = items[last.count].number
    if whole is None or whole.size <= number.size:
        return []
    return [last]
