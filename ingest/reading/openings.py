"""Where the counts of a clause stand: its opening, insertions, lists that run on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.measures import is_people
from ingest.reading.neighbours import REACH, next_item, previous_item
from ingest.reading.objects import listed
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.items import Item

_OF_WHOM = frozenset(words("of_relative"))
_NON_FINITE = {"participle", "ing", "to"}
_OPENERS = {"comma", "stop", "sub", "conj"}


def opening_count(items: list[Item], verb: int) -> int | None:
    """Return the count that opens the clause of a passive verb and has no other verb.

    "Five people who sold women abroad as brides have been arrested": what stands between is only
    of relative clauses, participles and lists.
    """
    count = None
    for here in range(verb - 1, max(-1, verb - REACH), -1):
        item = items[here]
        if item.kind == "stop":
            break
        if _is_main_verb(items, here):
            break
        if item.kind == "count" and item.number is not None and _opens_clause(items, here):
            fits = is_people(item) and item.number.size > 1 and not item.number.is_other
            count = here if fits else None
            if item.definite or item.of_pronoun:
                return None
    return count


def any_count(items: list[Item], found: list[int]) -> bool:
    """Return whether any of some noun phrases is a count."""
    return any(items[at].kind == "count" for at in found)


def joined_after(items: list[Item], at: int) -> list[int]:
    """Return the counts that a list goes on with: "nine men and five women who …"."""
    return [here for here in listed(items, at) if here > at and items[here].kind == "count"]


def ends_opening_phrase(items: list[Item], at: int) -> bool:
    """Return whether it ends a sentence's opening: "With the help of the navy and 40 men,"."""
    if items[0].kind != "prep":
        return False
    return all(item.is_nominal or item.kind in {"prep", "conj", "adverb"} for item in items[:at])


def is_time_joined(items: list[Item], at: int) -> bool:
    """Return whether it is a time or age, or "and" between two."""
    if items[at].kind == "conj":
        return 0 < at < len(items) - 1 and items[at - 1].is_time and items[at + 1].is_time
    return items[at].is_time


def split_auxiliary(items: list[Item], at: int) -> tuple[int | None, str]:
    """Return the auxiliary that a time parts from its participle, and the voice they make.

    "were on Saturday rescued" is passive, "have this morning arrested three" active.
    """
    apart = items[at].voice == "bare" and at > 1 and items[at - 1].is_time
    if not apart or "participle" not in items[at].forms:
        return None, ""
    verb = items[at - 2]
    if verb.kind == "verb" and verb.perfect and verb.verb_kind == "copula":
        return at - 2, "active"
    here = at - 2 - (items[at - 2].kind == "prep")
    verb = items[here]
    parted = here >= 0 and verb.kind == "verb" and verb.verb_kind == "copula" and verb.agreement
    return (here, "passive") if parted else (None, "")


def shares_number(items: list[Item], group: list[int]) -> bool:
    """Return whether two nouns have one number: "12 kidnapped children and women abducted"."""
    first, last = items[group[0]], items[group[-1]]
    bare = last.kind == "phrase" and not last.is_opened and last.is_plural and is_people(last)
    return len(group) > 1 and first.kind == "count" and is_people(first) and bare


def is_smuggled(items: list[Item], at: int) -> bool:
    """Return whether a count is only what the described carries ("bus carrying 38 stopped")."""
    before = previous_item(items, at)
    if before < 1 or items[before].voice != "ing" or not items[before - 1].is_nominal:
        return False
    return any(term.measure == "trafficked" for term in items[before].terms)


def is_of_group(items: list[Item], at: int) -> bool:
    """Return whether a count tells how many a group has: "a group of six people was"."""
    group = at > 1 and items[at - 1].text == "of" and items[at - 2].partitive
    return group and is_people(items[at])  # but not "a gang of five was"


def past_inclusion(items: list[Item], at: int, relative: int) -> int:
    """Return the whole before ", including women and children, who were", else the item itself."""
    apart = relative > 0 and items[relative - 1].kind == "comma"
    if apart and at > 2 and items[at].kind == "include" and items[at - 2].kind == "comma":
        return at - 3  # "46 people, a child among them, who were"
    if apart and at > 1 and items[at].kind == "phrase" and items[at - 1].kind == "include":
        return at - 2 - (items[at - 2].kind == "comma")
    return at


def past_times(items: list[Item], at: int) -> int:
    """Return what follows times between a verb and its object: "arrested early this morning"."""
    while at + 1 < len(items) and items[at].kind == "phrase" and items[at].is_time:
        at += 1
    return at


def is_one_of(items: list[Item], at: int) -> bool:
    """Return whether a count only tells more of one person: "the man, one of 14 siblings,"."""
    item = items[at]
    single = item.number is not None and item.number.is_single and at > 1
    return single and item.of_count and items[at - 1].kind == "comma"


def is_subject_verb(item: Item) -> bool:
    """Return whether a verb only says a measure of its subject: "drowned"."""
    return bool(item.terms) and all(
        term.role == "subject" and not term.companions for term in item.terms
    )


def is_run_on(items: list[Item], at: int) -> bool:
    """Return whether a headline runs two counts together: "ten killed 90 injured in crash"."""
    if not 0 < at < len(items) - 2 or items[at + 2].voice != "bare":
        return False
    counts = items[at - 1], items[at + 1]
    bare = all(x.kind == "count" and x.noun is None and x.head is None for x in counts)
    return bare and bool(items[at + 2].terms)


def _is_main_verb(items: list[Item], at: int) -> bool:
    """Return whether a verb is of the clause itself, not of a relative clause or a list in it."""
    item = items[at]
    if item.kind != "verb" or item.voice in _NON_FINITE or item.is_being:
        return False
    before = previous_item(items, at)
    if before < 0:
        return True
    opened = items[before]
    if opened.kind == "relative" or opened.text in _OF_WHOM:
        return False
    if opened.kind == "phrase" and not opened.is_plural and item.forms == {"base"}:
        return False  # "website design"
    joined = opened.kind in {"conj", "comma"}
    unsure = "participle" in item.forms and not item.agreement and not item.perfect
    joins_relative = joined and any(x.kind == "relative" for x in items[max(0, at - REACH) : at])
    governed = opened.kind == "prep"  # "accused of having various roles"
    return not (governed or joins_relative or (joined and unsure))


def _opens_clause(items: list[Item], at: int) -> bool:
    """Return whether a count starts a clause: at the start, after a comma or "said"."""
    before = previous_item(items, at)
    if before < 0:
        return True
    item = items[before]
    if item.kind == "relative":  # "said that nine people … were"
        return before > 0 and items[before - 1].verb_kind == "report"
    if item.kind == "verb":
        return item.verb_kind == "report" and item.voice == "active"
    return item.kind in _OPENERS and not _is_listed(items, before)


def _is_listed(items: list[Item], joint: int) -> bool:
    """Return whether "and" or a comma joins to another count just before."""
    return items[joint].kind in {"comma", "conj"} and joint > 0 and items[joint - 1].kind == "count"


def take_apposed_noun(items: list[Item], at: int) -> None:
    """Let a bare number count the noun before its comma: "armed officers, about 120 in all,"."""
    count, after = items[at], next_item(items, at)
    closes = after < len(items) and items[after].kind == "comma"
    bare = count.kind == "count" and count.noun is None and count.head is None
    if not (bare and closes) or count.of_pronoun or at < 2:
        return
    noun = items[at - 2].noun if items[at - 1].kind == "comma" else None
    if items[at - 2].kind == "phrase" and noun is not None and noun.is_plural:
        count.noun, count.effects = noun, items[at - 2].effects
