"""Who stands where in a clause: subjects, objects, and what a participle belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.reading.items import Item

_REACH = 40  # no subject is looked for further away than this many items
_NON_FINITE = {"participle", "ing", "to"}


def resolve_voices(items: list[Item]) -> dict[int, list[int]]:
    """Settle the voice of bare participles and return the subjects of every verb.

    A "bare" voice becomes "participle" (the noun before it suffers it) or "active".
    """
    subjects: dict[int, list[int]] = {}
    for at, item in enumerate(items):
        if item.kind != "verb":
            continue
        if item.voice == "bare":
            item.voice = _bare_voice(items, at, subjects)
        if item.voice == "participle":
            subjects[at] = _participle_subjects(items, at, subjects)
        else:
            subjects[at] = _subjects(items, at, subjects)
    return subjects


def next_item(items: list[Item], at: int) -> int:
    """Return the index after `at`, adverbs passed over."""
    at += 1
    while at < len(items) and items[at].kind == "adverb":
        at += 1
    return at


def previous_item(items: list[Item], at: int) -> int:
    """Return the index before `at`, adverbs passed over; -1 at the start."""
    at -= 1
    while at >= 0 and items[at].kind == "adverb":
        at -= 1
    return at


def _bare_voice(items: list[Item], at: int, subjects: dict[int, list[int]]) -> str:
    """Tell "killed five" from "five killed"."""
    item = items[at]
    before = previous_item(items, at)
    intransitive = item.verb_kind in {"intransitive", "implicative"} or _is_subject_verb(item)
    if not intransitive and _opens_object(items, at) and "past" in item.forms:
        return "active"
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


def _is_subject_verb(item: Item) -> bool:
    return bool(item.terms) and all(
        term.role == "subject" and not term.companions for term in item.terms
    )


def _opens_object(items: list[Item], at: int) -> bool:
    """Return whether an object follows, perhaps after verbs that share it."""
    here = next_item(items, at)
    before = previous_item(items, at)
    if here + 2 < len(items) and items[here].kind == "prep" and items[here + 1].is_time:
        if items[here + 2].kind == "count" and before >= 0 and items[before].kind == "phrase":
            return True  # "forces detained on Friday 14 men"
    for _ in range(8):
        if here >= len(items):
            return False
        item = items[here]
        if item.is_nominal:
            return not item.is_time or item.kind == "count"
        chained = item.kind in {"conj", "comma"} and here + 1 < len(items)
        if chained and items[here + 1].kind == "verb" and items[here + 1].voice == "bare":
            here = next_item(items, here + 1)
            continue
        return False
    return False


def _is_object(items: list[Item], at: int) -> bool:
    before = previous_item(items, at)
    return (
        before >= 0
        and items[before].kind == "verb"
        and items[before].voice
        not in {
            "participle",
            "passive",
        }
    )


def _verb_before(items: list[Item], at: int, *, finite: bool = False) -> int | None:
    """Return the nearest verb to the left in the same clause."""
    for here in range(at - 1, max(-1, at - _REACH), -1):
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
    kind = items[before].kind
    if kind == "relative":
        return antecedent(items, before)
    if items[before].text in {"of whom", "of which"} and before and items[before - 1].is_all:
        return antecedent(items, before - 1)
    if items[at].is_being and items[before].is_nominal:
        return modified(items, before)
    if kind == "conj":
        earlier = _verb_before(items, before, finite=items[at].voice not in _NON_FINITE)
        return subjects.get(earlier, []) if earlier is not None else []
    if kind == "verb":  # "were seen being arrested", "helped rescue"
        return subjects.get(before, [])
    if kind == "comma":
        bracketed = _before_insertion(items, before, items[at].agreement)
        if bracketed:
            return bracketed
        if items[at].voice in _NON_FINITE or _is_object(items, before - 1):
            earlier = _verb_before(items, before)
            return subjects.get(earlier, []) if earlier is not None else []
    return _walk(items, before, items[at].agreement, subjects)


def _walk(items: list[Item], at: int, agreement: str, subjects: dict[int, list[int]]) -> list[int]:
    """Walk left to the nearest noun phrase that can be the subject."""
    stop = max(-1, at - _REACH)
    fallback: list[int] = []
    while at > stop:
        item = items[at]
        if item.kind in {"sub", "stop"}:
            break
        if item.is_nominal:
            if item.kind == "phrase" and _is_bracketed(items, at):
                at -= 1
                continue
            head = _head(items, at)
            if head is None:
                at -= 2
                continue
            verb = previous_item(items, head)
            if verb > 0 and items[verb].voice == "ing" and items[verb - 1].kind in {"prep", "verb"}:
                at = verb - 1  # the object inside "suspected of smuggling migrants"
                continue
            relative = _relative_object(items, head)
            if relative is not None and relative > 0:
                at = relative - 1
                continue
            group = coordinated(items, head)
            if not (item.is_time and item.kind == "phrase") and _agrees(items, group, agreement):
                return group
            at = head - 1
            continue
        if item.kind == "verb" and item.voice not in _NON_FINITE:
            relative = previous_item(items, at)
            if relative >= 0 and _opens_relative(items[relative]):
                at = relative - 1
                continue
            return subjects.get(at, fallback)
        at -= 1
    return fallback


def _is_bracketed(items: list[Item], at: int) -> bool:
    """Return whether commas stand on both sides (", Laos,")."""
    return (
        0 < at < len(items) - 1 and items[at - 1].kind == "comma" and items[at + 1].kind == "comma"
    )


def _opens_relative(item: Item) -> bool:
    return item.kind == "relative" or item.text in {"of whom", "of which"}


def _relative_object(items: list[Item], at: int) -> int | None:
    """Return the relative whose verb has this object ("the raid that killed two people")."""
    verb = previous_item(items, at)
    if verb < 0 or items[verb].kind != "verb":
        return None
    relative = previous_item(items, verb)
    return relative if relative >= 0 and _opens_relative(items[relative]) else None


def _head(items: list[Item], at: int) -> int | None:
    """Return the noun phrase there if it can head a clause, None inside "in London"."""
    if at == 0 or items[at - 1].kind not in {"prep", "include"} or items[at - 1].clausal:
        return at
    if _opens_relative(items[at - 1]):
        return at
    if items[at - 1].text == "of" and at >= 2 and items[at - 2].partitive:
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
    here = at
    while True:
        link = previous_item(items, here)
        if link <= 0 or items[link].kind not in {"conj", "comma"}:
            break
        if items[link].kind == "conj" and items[link - 1].kind == "comma":
            link -= 1
        partner = link - 1
        while partner > 1 and items[partner].is_nominal and items[partner - 1].kind == "prep":
            if items[partner - 1].clausal or items[partner].kind == "count" or adjacent:
                break
            partner -= 2
        if partner < 0 or not items[partner].is_nominal or items[partner].is_time:
            break
        group.insert(0, partner)
        here = partner
    first = group[0]
    if len(group) > 1 and _is_object(items, first) and not objects_too:
        verb = items[previous_item(items, first)]
        if verb.verb_kind != "report":
            return [at]
    joined_by_and = any(
        items[here].kind == "conj"
        for left, right in zip(group, group[1:], strict=False)
        for here in range(left, right)
    )
    return group if joined_by_and else [at]


def _before_insertion(items: list[Item], comma: int, agreement: str) -> list[int]:
    """Return the subject before ", …," that stands between it and its verb."""
    best: list[int] = []
    for here in range(comma - 1, max(-1, comma - _REACH), -1):
        item = items[here]
        if item.kind in {"stop", "sub"}:
            break
        if item.kind == "verb" and item.voice not in _NON_FINITE:
            before = previous_item(items, here)
            if before < 0 or not (_opens_relative(items[before]) or items[before].of_pronoun):
                break
        opens = here + 1 < comma and items[here + 1].kind == "comma"
        if item.kind == "count" and item.number and not item.number.is_other and opens:
            if _head(items, here) is None or _is_object(items, here):
                continue
            group = coordinated(items, here)
            if _agrees(items, group, agreement):
                best = group
    return best


def antecedent(items: list[Item], relative: int) -> list[int]:
    """Return what "who" or "that" refers to."""
    at = relative - 1
    while at >= 0 and items[at].kind in {"comma", "adverb"}:
        at -= 1
    if at < 0 or not items[at].is_nominal:
        return []
    here = at
    while here >= 0 and items[here].is_nominal:
        if items[here].kind == "count":
            return coordinated(items, here, adjacent=True)
        if here < 2 or items[here - 1].kind != "prep" or not items[here - 2].is_nominal:
            break
        here -= 2
    return coordinated(items, at)


def _participle_subjects(items: list[Item], at: int, subjects: dict[int, list[int]]) -> list[int]:
    """Return the noun phrase that a participle after it belongs to."""
    if at in subjects:  # shares the subject of the verb before it
        return subjects[at]
    before = previous_item(items, at)
    if before < 0:
        return []
    if items[before].kind == "verb":
        return subjects.get(before, [])
    if items[before].kind == "comma":
        before = previous_item(items, before)
        if before < 0 or items[before].kind != "count":
            return []
    found = modified(items, before)
    if any(items[here].kind == "count" for here in found):
        return found
    here = before  # "nine men appeared in court charged with …"
    while here > 1 and items[here].is_nominal and items[here - 1].kind == "prep":
        here -= 2
    if items[here].kind == "verb" and items[here].verb_kind in {"intransitive", "implicative"}:
        return subjects.get(here, [])
    return found


def modified(items: list[Item], at: int, *, objects_too: bool = False) -> list[int]:
    """Return the noun phrases that something right after item `at` describes."""
    if not items[at].is_nominal:
        return []
    if items[at].kind == "count":
        return [] if _is_smuggled(items, at) else coordinated(items, at, objects_too=objects_too)
    here = at
    while here >= 2 and items[here].is_nominal and items[here - 1].kind == "prep":
        if items[here].kind == "count" or items[here - 1].text == "by":
            break
        here -= 2
    if items[here].voice == "ing" and items[here - 1].is_nominal:
        here -= 1  # "people suffering from wounds"
    if items[here].is_time and here >= 1 and items[here - 1].kind == "count":
        here -= 1
    return coordinated(items, here) if items[here].is_nominal else []


def _is_smuggled(items: list[Item], at: int) -> bool:
    """Return whether a count is only what the described carries ("bus carrying 38 stopped")."""
    before = previous_item(items, at)
    if before < 1 or items[before].voice != "ing" or not items[before - 1].is_nominal:
        return False
    return any(term.measure == "trafficked" for term in items[before].terms)


def objects(items: list[Item], verb: int) -> list[int]:
    """Return the noun phrases that are the object of an active verb."""
    at = next_item(items, verb)
    for _ in range(6):  # verbs that share the object, and phrases before it
        if at + 1 >= len(items):
            break
        if items[at].kind in {"conj", "comma"} and items[at + 1].kind == "verb":
            if items[at + 1].voice not in {"active", "ing", "bare", "to"}:
                return []
            at = next_item(items, at + 1)
        elif items[at].kind == "prep" and items[at + 1].is_nominal and _is_aside(items, at):
            at = next_item(items, at + 1)
        elif items[at].kind == "phrase" and items[at].is_time and items[at + 1].kind == "count":
            at += 1
        else:
            break
    return listed(items, at)


def _is_aside(items: list[Item], prep: int) -> bool:
    """Return whether "on Friday", "in London" stands between a verb and its object."""
    after = next_item(items, prep + 1)
    return after < len(items) and items[after].is_nominal


def listed(items: list[Item], at: int) -> list[int]:
    """Return the noun phrases of a list that starts at an item ("12 men, a boy and two girls")."""
    found: list[int] = []
    end = min(len(items), at + _REACH)
    while at < end:
        item = items[at]
        if not item.is_nominal:
            break
        if found and _is_own_clause(items, at):
            break
        found.append(at)
        at = _after_modifiers(items, at, end)
        joined = False
        while at < end and items[at].kind in {"conj", "comma", "adverb"}:
            joined = joined or items[at].kind in {"conj", "comma"}
            at += 1
        if not joined:
            break
    return found


def _after_modifiers(items: list[Item], at: int, end: int) -> int:
    """Pass over what follows a noun phrase: "from Kenya", "suspected of theft", a state."""
    at += 1
    while at < end:
        kind = items[at].kind
        if kind == "prep" and at + 1 < end and items[at + 1].is_nominal:
            at += 2
        elif (
            kind in {"adverb", "state"}
            or (kind == "verb" and items[at].voice == "participle")
            or kind == "phrase"
        ):
            at += 1
        elif kind == "verb" and items[at].voice == "ing" and at + 1 < end:
            at += 1 + items[at + 1].is_nominal
        else:
            break
    return at


def _is_own_clause(items: list[Item], at: int) -> bool:
    """Return whether a later member of a list has a verb of its own ("… and five were freed")."""
    here = at + 1
    while here < len(items) and here < at + _REACH:
        item = items[here]
        if item.kind == "verb":
            if item.voice == "participle":
                return bool(item.terms) and here == at + 1
            return item.voice in {"passive", "active"}
        if item.kind == "state":
            return here == at + 1
        if item.kind == "prep" and here + 1 < len(items) and items[here + 1].is_nominal:
            here += 2
            continue
        if item.kind != "adverb":
            return False
        here += 1
    return False
