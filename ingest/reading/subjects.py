"""Who stands where in a clause: subjects, objects, and what a participle belongs to."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.reading.neighbours import REACH, next_item, previous_item
from ingest.reading.openings import (
    any_count,
    ends_opening_phrase,
    is_of_group,
    is_one_of,
    is_run_on,
    is_smuggled,
    is_subject_verb,
    is_time_joined,
    joined_after,
    opening_count,
    past_inclusion,
    past_times,
    shares_number,
    split_auxiliary,
    take_apposed_noun,
)
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.items import Item

_OF_WHOM = frozenset(words("of_relative"))
_NON_FINITE = {"participle", "ing", "to"}
_RELATIVE_REACH = 8  # items from a relative to its verb


def resolve_voices(items: list[Item]) -> dict[int, list[int]]:
    """Settle the voice of bare participles and return the subjects of every verb.

    A "bare" voice becomes "participle" (the noun before it suffers it) or "active".
    """
    subjects: dict[int, list[int]] = {}
    for at, item in enumerate(items):
        if item.kind != "verb":
            continue
        auxiliary, voice = split_auxiliary(items, at)
        if item.voice == "bare":
            item.voice = voice or _bare_voice(items, at, subjects)
        if auxiliary is not None:
            subjects[at] = subjects.get(auxiliary, [])
        elif item.voice == "participle":
            subjects[at] = _participle_subjects(items, at, subjects)
        else:
            subjects[at] = _subjects(items, at, subjects)
        for subject in subjects[at]:
            take_apposed_noun(items, subject)
    return subjects


def _bare_voice(items: list[Item], at: int, subjects: dict[int, list[int]]) -> str:
    """Tell "killed five" from "five killed"."""
    item = items[at]
    before = previous_item(items, at)
    intransitive = item.verb_kind in {"intransitive", "implicative"} or is_subject_verb(item)
    forced = any(term.measure == "trafficked" for term in item.terms)
    phrasal = item.text == "into" and forced  # what follows "forced into" is no object
    if not intransitive and not phrasal and _opens_object(items, at) and "past" in item.forms:
        return "participle" if is_run_on(items, at) else "active"
    if before >= 0 and items[before].kind in {"conj", "comma"}:
        earlier = _verb_before(items, before)
        if earlier is not None and (before - earlier <= 1 or items[before].kind == "conj"):
            voice = items[earlier].voice
            if voice in {"passive", "participle"}:
                subjects[at] = subjects.get(earlier, [])
                return "participle"
            if items[before].kind == "conj" and voice == "active":
                return "active"
    return "active" if intransitive else "participle"


def _opens_object(items: list[Item], at: int) -> bool:
    """Return whether an object follows, perhaps after verbs that share it."""
    here = next_item(items, at)
    before = previous_item(items, at)
    timed = here + 2 < len(items) and items[here].kind == "prep" and items[here + 1].is_time
    later = past_times(items, here)
    if here < later < len(items) and items[later].kind == "count" and before >= 0:
        return items[before].kind == "phrase"  # "guards arrested early this morning 14 men"
    if timed and items[here + 2].kind == "count" and before >= 0:
        return items[before].kind == "phrase"  # "forces detained on Friday 14 men"
    for _ in range(8):
        if here >= len(items):
            return False
        item = items[here]
        if item.is_nominal:
            return not item.is_time or item.kind == "count"
        chained = item.kind in {"conj", "comma"} and here + 1 < len(items)
        if chained and items[here + 1].voice == "bare" and items[here + 1].verb_kind != "report":
            here = next_item(items, here + 1)
            continue
        return False
    return False


def _is_object(items: list[Item], at: int) -> bool:
    before = previous_item(items, at)
    if before < 0 or items[before].kind != "verb" or items[before].verb_kind == "report":
        return False
    return items[before].voice not in {"participle", "passive"}


def _verb_before(items: list[Item], at: int, *, finite: bool = False) -> int | None:
    """Return the nearest verb to the left in the same clause."""
    for here in range(at - 1, max(-1, at - REACH), -1):
        if items[here].kind == "verb" and not (finite and items[here].voice in _NON_FINITE):
            return here
        if items[here].kind in {"stop", "sub"}:
            return None
    return None


def _subjects(items: list[Item], at: int, subjects: dict[int, list[int]]) -> list[int]:
    """Return the subject of a finite verb: indices of counts and phrases."""
    before = previous_item(items, at)
    if before < 0:
        return []
    relative = _relative_before(items, before)
    if relative is not None:
        return antecedent(items, relative)
    counted = items[at].voice == "ing" and items[before].kind == "count" and before + 1 == at
    if (items[at].is_being and items[before].is_nominal) or counted:
        return modified(items, before)
    shared = _shared_subjects(items, at, before, subjects)
    found = _walk(items, before, items[at].agreement, subjects) if shared is None else shared
    if items[at].voice == "passive" and not any_count(items, found):
        opening = opening_count(items, at)
        return found if opening is None else [opening, *joined_after(items, opening)]
    return found


def _relative_before(items: list[Item], before: int) -> int | None:
    """Return where the words before a verb refer back from: "who", ", all of whom"."""
    if items[before].kind == "relative":
        return before
    all_of_whom = items[before].text in _OF_WHOM and before > 0
    return before - 1 if all_of_whom and items[before - 1].is_all else None


def _shared_subjects(
    items: list[Item], at: int, before: int, subjects: dict[int, list[int]]
) -> list[int] | None:
    """Return the subject that a verb shares with the verb before it, None if it has its own."""
    kind = items[before].kind
    finite = items[at].voice not in _NON_FINITE
    if kind == "verb":  # "were seen being arrested", "helped rescue"
        return subjects.get(before, [])
    if items[at].is_rest:  # "have yesterday (May 4) been arrested"
        earlier = _verb_before(items, before)
        return subjects.get(earlier, []) if earlier is not None else []
    if kind == "comma":
        bracketed = _before_insertion(items, before, items[at].agreement)
        if bracketed or (finite and not _is_object(items, before - 1)):
            return bracketed or None
        main = _main_verb(items, before)
        if finite and main is not None and items[at].voice == "active":
            return subjects.get(main, [])
    elif kind != "conj":
        return None
    earlier = _verb_before(items, before, finite=finite and kind == "conj")
    return subjects.get(earlier, []) if earlier is not None else []


def _main_verb(items: list[Item], comma: int) -> int | None:
    """Return the verb before a relative clause that a comma ends: "cut rings that …, freed"."""
    verb = _verb_before(items, comma)
    while verb is not None and verb > 1 and items[verb - 1].kind == "conj":
        verb -= 2
    if verb is None or verb < 2 or not _opens_relative(items[verb - 1]):
        return None
    return _verb_before(items, verb - 1, finite=True)


def _walk(items: list[Item], at: int, agreement: str, subjects: dict[int, list[int]]) -> list[int]:
    """Walk left to the nearest noun phrase that can be the subject."""
    stop = max(-1, at - REACH)
    while at > stop and items[at].kind not in {"sub", "stop"}:
        item = items[at]
        if item.is_nominal:
            head = _head(items, at)
            past = at - 1 if is_one_of(items, at) else _past_object(items, at, head)
            if past is not None or head is None:
                at = at - 2 if past is None else past
                continue
            group = coordinated(items, head)
            whole = agreement == "singular" and is_of_group(items, head)
            agrees = whole or _agrees(items, group, agreement)
            if not (item.is_time and item.kind == "phrase") and agrees:
                return group
            at = head - 1
        elif item.kind == "verb" and item.voice not in _NON_FINITE and not item.is_being:
            relative = previous_item(items, at)
            of_whom = (
                relative > 1 and items[relative].of_pronoun and items[relative - 1].text == ","
            )
            if relative < 0 or not (of_whom or _opens_relative(items[relative])):
                return subjects.get(at, [])
            at = relative - 1
        else:
            at -= 1
    return []


def _past_object(items: list[Item], at: int, head: int | None) -> int | None:
    """Return where to go on left of a noun phrase that is in a clause of its own."""
    if items[at].kind == "phrase" and _is_bracketed(items, at):
        return at - 1
    if head is None:
        return None
    listed = _before_list(items, head)
    if listed is not None:
        return listed
    verb = previous_item(items, head)
    governed = _before_governor(items, verb)
    if governed is not None:
        return governed
    relative = _relative_object(items, head)
    return relative - 1 if relative is not None and relative > 0 else None


def _before_governor(items: list[Item], verb: int) -> int | None:
    """Return what stands before a verb that has the noun phrase after it as its object."""
    if verb <= 0:
        return None
    if _has_object(items[verb]):
        return verb - 1  # "who had for years sold forged papers were arrested"
    if items[verb].voice == "ing" and items[verb - 1].kind in {"prep", "verb", "count"}:
        return verb - 1  # the object inside "suspected of smuggling migrants"
    if items[verb].voice == "to" and items[verb - 1].voice == "participle":
        return verb - 2  # "people thought to be victims"
    return None


def _has_object(verb: Item) -> bool:
    """Return whether what follows an active verb is its object rather than a new subject."""
    plain = verb.verb_kind not in {"report", "copula", "intransitive", "implicative"}
    return verb.kind == "verb" and verb.voice == "active" and plain


def _before_list(items: list[Item], head: int) -> int | None:
    """Return what stands before a list that a preposition or "including" opens, if one does."""
    link = previous_item(items, head)
    new_clause = link > 0 and items[link].kind == "conj" and items[link - 1].kind == "comma"
    first = head if new_clause else coordinated(items, head)[0]
    if first > 1 and items[first - 1].kind == "include" and not _opens_relative(items[first - 1]):
        return first - 2  # "39 victims, including seven women and 23 men,"
    first = head
    while items[first].kind == "phrase" and first > 1 and items[first - 1].kind == "conj":
        first = first - 2 if items[first - 2].is_nominal else 0
    opens = 0 < first < head and items[first - 1].kind in {"prep", "include"}
    return first - 2 if opens else None  # "from Nepal and India", "including women and children"


def _is_bracketed(items: list[Item], at: int) -> bool:
    """Return whether commas stand on both sides (", Laos,")."""
    return (
        0 < at < len(items) - 1 and items[at - 1].kind == "comma" and items[at + 1].kind == "comma"
    )


def _opens_relative(item: Item) -> bool:
    return item.kind == "relative" or item.text in _OF_WHOM


def _relative_object(items: list[Item], at: int) -> int | None:
    """Return the relative whose verb has this object ("the raid that killed two people")."""
    verb = previous_item(items, at)
    while verb > 0 and items[verb].kind == "verb":  # "who are believed to be victims"
        before = previous_item(items, verb)
        if before >= 0 and _opens_relative(items[before]):
            return before
        verb = before
    return None


def _head(items: list[Item], at: int) -> int | None:
    """Return the noun phrase there if it can head a clause, None inside "in London"."""
    before = items[at - 1] if at else None
    if before is None or before.kind not in {"prep", "include"} or _opens_relative(before):
        return at
    if before.clausal:  # "as police arrested 12", but "identified as John Smith"
        role = before.text == "as" and at >= 2 and items[at - 2].kind == "verb"
        return None if role and items[at].kind == "phrase" else at
    if before.text == "of" and at >= 2 and items[at - 2].partitive:
        return at if items[at].kind == "count" else None
    return None


def _agrees(items: list[Item], group: list[int], agreement: str) -> bool:
    """Return whether a verb in singular or plural fits the subject."""
    if not agreement or len(group) > 1:
        return not (agreement == "singular" and len(group) > 1)
    item = items[group[0]]
    if item.kind == "count":
        number = item.number
        single = number is not None and number.is_single
        zero = number is not None and number.value == 0
        return zero or single == (agreement == "singular")
    if agreement == "singular":
        return True
    return item.is_plural or item.noun is None


def coordinated(
    items: list[Item], at: int, *, adjacent: bool = False, objects_too: bool = False
) -> list[int]:
    """Return a noun phrase and those joined to it on the left ("18 men and 12 women").

    With `adjacent`, nothing ("from Kenya") may stand between them. Where the first is an object,
    only the last can be the subject of what follows, unless `objects_too`.
    """
    group = [at]
    while (partner := _joined_before(items, group[0], adjacent=adjacent)) is not None:
        group.insert(0, partner)
        if len(group) > REACH:
            break
    first = group[0]
    if len(group) > 1 and _is_object(items, first) and not objects_too:
        return group if shares_number(items, group) else [at]
    joined_by_and = any(
        items[here].kind == "conj" for left, right in pairwise(group) for here in range(left, right)
    )
    bare_list = _is_others(items[at]) or _is_headline_list(items, group)
    return group if joined_by_and or bare_list else [at]


def _is_headline_list(items: list[Item], group: list[int]) -> bool:
    """Return whether two counts that only a comma joins share a participle, as in headlines.

    "666 migrants, 52 smugglers captured in raids"
    """
    first, last = group[0], group[-1]
    after = items[last + 1] if last + 1 < len(items) else None
    counts = len(group) == 2 and all(items[at].kind == "count" and items[at].noun for at in group)
    return (
        counts
        and first == 0
        and last == 2
        and after is not None
        and after.voice in {"bare", "participle"}
    )


def _is_others(item: Item) -> bool:
    """Return whether they are "12 others", as headlines join without "and"."""
    return item.kind == "count" and item.noun is not None and item.noun.noun == "other"


def _joined_before(items: list[Item], at: int, *, adjacent: bool) -> int | None:
    """Return the noun phrase that a comma or "and" joins to the one at an index."""
    link = previous_item(items, at)
    if link <= 0 or items[link].kind not in {"conj", "comma"}:
        return None
    if items[link].kind == "conj" and items[link - 1].kind == "comma":
        link -= 1
    partner = link - 1
    if items[partner].is_time and items[partner].kind == "phrase":  # ", aged between 5 and 10,"
        opening = previous_item(items, partner)
        partner = opening - 1 if opening > 0 and items[opening].kind == "comma" else partner
    while partner > 1 and items[partner].is_nominal and items[partner - 1].kind == "prep":
        if items[partner - 1].clausal or items[partner].kind == "count" or adjacent:
            break
        partner -= 2
    joins = partner >= 0 and items[partner].is_nominal and not items[partner].is_time
    if joins and items[link].text == "," and items[link + 1].kind == "count":
        joins = not ends_opening_phrase(items, partner)
    return partner if joins else None


def _before_insertion(items: list[Item], comma: int, agreement: str) -> list[int]:
    """Return the subject before ", …," that stands between it and its verb."""
    best: list[int] = []
    for here in range(comma - 1, max(-1, comma - REACH), -1):
        item = items[here]
        if item.kind in {"stop", "sub"}:
            break
        finite = item.kind == "verb" and item.voice not in _NON_FINITE and not item.modal
        if finite and not _is_relative(items, here):
            break
        after = _after_prepositions(items, here)
        opens = after < comma and items[after].kind == "comma"
        if item.kind == "count" and item.number and not item.number.is_other and opens:
            if _head(items, here) is None or _is_object(items, here) or is_one_of(items, here):
                continue
            group = coordinated(items, here)
            if _agrees(items, group, agreement):
                best = group
    return best


def _is_relative(items: list[Item], verb: int) -> bool:
    """Return whether a verb is that of a relative clause: "who were", "whose names were"."""
    for here in range(verb - 1, max(-1, verb - _RELATIVE_REACH), -1):
        item = items[here]
        if _opens_relative(item) or item.of_pronoun:
            return True
        if item.kind not in {"phrase", "prep", "adverb", "comma"}:
            return False
    return False


def _after_prepositions(items: list[Item], at: int) -> int:
    """Return where "six men in their twenties" ends."""
    here = at + 1
    while here + 1 < len(items) and items[here].kind == "prep" and items[here + 1].is_nominal:
        here += 2
    return here


def antecedent(items: list[Item], relative: int) -> list[int]:
    """Return what "who" or "that" refers to."""
    at = relative - 1
    while at >= 0 and (items[at].kind in {"comma", "adverb"} or is_time_joined(items, at)):
        at -= 1  # "freed 400 people on Wednesday who had been …", "two men, aged 19 and 25, who"
    at = past_inclusion(items, at, relative)
    if at < 0 or not items[at].is_nominal:
        return []
    here = at
    while here >= 0 and items[here].is_nominal:
        if items[here].kind == "count":
            return coordinated(items, here, adjacent=True)
        if here < 2 or items[here - 1].kind != "prep" or not items[here - 2].is_nominal:
            break
        here -= 2
    listed = coordinated(items, at, objects_too=True)  # "88 men, women and children who"
    mixed = items[listed[0]].kind == "count" and not items[at].definite
    return listed if mixed else coordinated(items, at)


def _participle_subjects(items: list[Item], at: int, subjects: dict[int, list[int]]) -> list[int]:
    """Return the noun phrase that a participle after it belongs to."""
    if at in subjects:  # shares the subject of the verb before it
        return subjects[at]
    before = previous_item(items, at)
    if before >= 0 and items[before].kind == "verb":
        return subjects.get(before, [])
    if before >= 0 and items[before].kind == "comma":
        bracketed = _before_insertion(items, before, "")
        counted = before - 1 if before and items[before - 1].kind == "count" else -1
        before = bracketed[-1] if bracketed else counted
    if before < 0:
        return []
    by_someone = at + 1 < len(items) and items[at + 1].text == "by"
    found = modified(items, before, objects_too=by_someone or _is_caused(items, at, before))
    counted_too = any(items[here].kind == "count" for here in found)
    return found if counted_too else _described(items, at, before, subjects) or found


def _is_caused(items: list[Item], at: int, before: int) -> bool:
    """Return whether a participle ends what was seen or had: "has seen 12 people … arrested"."""
    verb = _verb_before(items, before)
    ends = at + 1 >= len(items) or items[at + 1].kind in {"stop", "prep", "adverb", "comma", "conj"}
    return ends and verb is not None and items[verb].is_causative


def _described(
    items: list[Item], at: int, before: int, subjects: dict[int, list[int]]
) -> list[int]:
    """Return whom a participle describes past the noun phrase right before it."""
    here = before  # "nine men appeared in court charged with …"
    while here > 1 and items[here].is_nominal and items[here - 1].kind == "prep":
        here -= 2
    if items[here].kind == "verb":
        ends = at + 1 >= len(items)  # "22 trafficked to the Gulf rescued"
        shares = items[here].verb_kind in {"intransitive", "implicative"} or (
            ends and items[here].voice == "participle"
        )
        if shares:
            return subjects.get(here, [])
    if not items[here].is_nominal or _past_object(items, here, _head(items, here)) is None:
        return []
    return _walk(items, before, "", subjects)


def modified(items: list[Item], at: int, *, objects_too: bool = False) -> list[int]:
    """Return the noun phrases that something right after item `at` describes."""
    if not items[at].is_nominal:
        return []
    if items[at].kind == "count":
        return [] if is_smuggled(items, at) else coordinated(items, at, objects_too=objects_too)
    here = at
    while here >= 2 and items[here].is_nominal and items[here - 1].kind == "prep":
        if items[here].kind == "count" or items[here - 1].text == "by":
            break
        here -= 2
    if items[here].voice == "ing" and items[here - 1].is_nominal:
        here -= 1  # "people suffering from wounds"
    if items[here].is_time and here >= 1 and items[here - 1].kind == "count":
        here -= 1
    if not items[here].is_nominal:
        return []
    return coordinated(items, here, objects_too=objects_too)
