"""Pieces of a total that later sentences tell without "of them": by place, by sex, by lot."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from ingest.reading.cases import Case
    from ingest.reading.survey import Survey

_BACK = 60  # figures from a piece back to its total
_AHEAD = 28  # figures among which pieces are added up
_NEXT = 2  # sentences from one piece of a sum to the next
_HARM = frozenset({"killed", "injured", "trafficked"})  # told of many events in one article
_NEAR = 25  # letters around a number that say whose it is

_SLIP = 1.1  # lists in news add up to a little more or less than their total
_LEAD = 2  # sentences of a headline and lead
_DEEDS = frozenset({"arrested", "rescued", "charged", "identified_victims", "convicted"})

# "the two suspects", "the other three", "among those arrested were 14": people spoken of before
_DEFINITE = pattern(
    r"\b{definite_the} (?:{definite_other} )?$|\b{definite_of} {definite_the_2} [^.;]{"
    r"0,60}$|\b{definite_other_2} $|\b{definite_who} include[ds]? $"
)
# "six children were among the injured"
_AMONG = pattern(r" [^.;]{0,60}\b{since_event_was} among {among_the}\b")
# "another 15", "three more", "a further nine": beyond those told
_BEYOND_BEFORE = pattern(r"\b{beyond_before}\b[^.;]{0,40}$")
_BEYOND_AFTER = pattern(r" (?:\w+ )?{beyond_after}\b")
# "last week", "had earlier arrested": another time than the total's
_OTHER_TIME = pattern(r"\b{other_time_last_week_2}\b")
# "police also smashed another syndicate"
_OTHER_CASE = pattern(
    r"^\W*{other_case_in_addition}\b|\b{other_case_another} (?:[\w-]+ ){0,2}"
    r"{other_case_syndicate}\b"
)
# "at the second location", "in the first raid"
_ORDINAL = pattern(r"\b{ordinal_first} (?:[\w-]+ )?{ordinal_location}s?\b[^.;]{0,80}$")
# " men from Nepal, ", " in the south and "
_LISTED = re.compile(r"[^.;:()]{0,70}(?:,|\band|\bwhile|, and) (?:[a-z]+ )?")
# " in Fujian and "
_SHARES = pattern(r" {shares} [^.;,()]{2,40}(?:,|,? and) ")
_AND_ONE = pattern(r"^[^.;:]{0,45}\band {and_one_a} (?:[\w-]+ ){0,2}{and_one_woman}\b")


def nest_pieces(cases: list[Case], seen: Survey) -> None:
    """Nest the pieces of totals told in earlier sentences, or just before in the same one."""
    heads = _heads_of_lines(seen)
    for at, case in enumerate(cases):
        if case.draft.part_of is not None or _size(case) == 0:
            continue
        if heads.get(case.sentence.number) is not None:
            whole = _whole_of_line(case, cases[max(0, at - _BACK) : at], heads)
            if whole is not None:
                case.draft = replace(case.draft, part_of=whole.draft.char_start)
                continue
        told, coming = cases[max(0, at - _BACK) : at], cases[at : at + _AHEAD]
        whole, pieces = _whole_of_sum(told, coming, seen), [case]
        if whole is not None:
            pieces = _sum_of(coming, whole, seen) or pieces
        else:
            whole = _whole_of_sibling(case, told, seen) or _whole_of_one(case, told, seen)
        if whole is not None:
            for piece in pieces:
                piece.draft = replace(piece.draft, part_of=whole.draft.char_start)
                if whole.scope == "operation":
                    piece.scope = whole.scope


# "The following arrests were made:", "The results by province are:"
_FOLLOWS = pattern(r"\b{follows}\b")
_HEAD_REACH = 8  # sentences from the head of a list back to its total


def _heads_of_lines(seen: Survey) -> dict[int, int]:
    """The sentence that heads the list, for each sentence that is a line of one."""
    heads: dict[int, int] = {}
    head: int | None = None
    for sentence in seen.sentences:
        text = seen.folded[sentence.char_start : sentence.char_end].rstrip()
        before = seen.article.text[max(0, sentence.char_start - 8) : sentence.char_start]
        opens = "\n" in before
        if text.endswith(":") and _FOLLOWS.search(text):
            head = sentence.number
        elif opens and head is not None:
            heads[sentence.number] = head
    return heads


def _whole_of_line(case: Case, told: list[Case], heads: dict[int, int]) -> Case | None:
    """The total that a line of a list is a share of: told at the list's head or just before."""
    head = heads[case.sentence.number]
    for whole in _wholes(case, told):
        if head - _HEAD_REACH <= whole.sentence.number <= head:
            return whole
    return None


def _size(case: Case) -> int:
    return case.draft.value or case.draft.lower or 0


def _wholes(case: Case, told: list[Case]) -> list[Case]:
    """The earlier figures that may hold a case, the nearest first."""
    return [
        c
        for c in reversed(told)
        if c.draft.measure == case.draft.measure
        and c.draft.char_start < case.draft.char_start
        and c.draft.part_of is None
        and (c.draft.upper is None or c.draft.upper > _size(case))
        and _size(c) > _size(case)
        and _is_of_time(case, c)
        and _may_be_of(case, c)
    ]


_SEXES = frozenset({"men", "women", "boys", "girls"})


def _may_be_of(part: Case, whole: Case) -> bool:
    """Whether the people of a part can be among those of the whole, by who they are."""
    kind, wide = part.draft.category, whole.draft.category
    if kind == wide or wide in {"people", "victims", "suspects"}:
        return True
    return kind != "officers" and not {kind, wide} <= _SEXES


def _is_of_scope(part: Case, whole: Case) -> bool:
    return part.scope == whole.scope or whole.scope != "operation"


def _is_of_time(part: Case, whole: Case) -> bool:
    """Whether times and campaigns of two figures allow them to be of one event."""
    names = {c.campaign.key for c in (part, whole) if c.campaign is not None and c.campaign.key}
    if len(names) > 1:
        return False
    if part.time is None or whole.time is None:
        return True
    one, other = part.period, whole.period
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return True
    return one.first <= other.last and other.first <= one.last


def _sum_of(coming: list[Case], whole: Case, seen: Survey) -> list[Case] | None:
    """The figures, from the first of some, that add up to a whole; None if they don't."""
    total = 0
    pieces: list[Case] = []
    wanted = _size(whole)
    for case in coming:
        if case.draft.measure != whole.draft.measure or case.draft.part_of is not None:
            continue
        if case.draft.qualifier != "exact" or not _is_of_time(case, whole):
            return None
        if pieces and case.sentence.number - pieces[-1].sentence.number > _NEXT:
            return None
        pieces.append(case)
        total += _size(case)
        if total == wanted and len(pieces) > 1:
            return pieces
        if total + 1 == wanted and _and_one(case, seen):
            return pieces
        if total > wanted:
            return None
    return None


def _and_one(case: Case, seen: Survey) -> bool:
    """Whether one person more is said beside a count: "three men and a woman"."""
    return _AND_ONE.search(seen.folded[case.draft.char_end : case.sentence.char_end]) is not None


def _whole_of_sum(told: list[Case], coming: list[Case], seen: Survey) -> Case | None:
    """The earlier figure that a case and those after it add up to."""
    for whole in _wholes(coming[0], told):
        if whole.draft.value is not None and _sum_of(coming, whole, seen):
            return whole
    return None


def _whole_of_one(case: Case, told: list[Case], seen: Survey) -> Case | None:
    """The earlier figure that a case alone is told to be part of."""
    if _is_repeat(case, told):
        return None
    wholes = [
        c
        for c in _wholes(case, told)
        if c.sentence.number < case.sentence.number and _is_of_scope(case, c)
    ]
    if not wholes:
        return None
    whole = wholes[0]
    before = seen.folded[
        max(case.sentence.char_start, case.draft.char_start - 90) : case.draft.char_start
    ]
    definite = _DEFINITE.search(before) or _AMONG.match(seen.folded, case.draft.char_end)
    if definite and not _OTHER_TIME.search(seen.folded, *_clause(case)):
        return whole
    latest = whole.scope == "running_total" and case.scope == "operation"  # beside a count so far
    if latest or case.draft.measure in _HARM or _is_beyond(case, before, seen):
        return None
    if _is_narrower(case, whole) or _is_distributed(before):
        return whole
    return _lead_total(case, told)


def _lead_total(case: Case, told: list[Case]) -> Case | None:
    """The total of a headline or lead of one operation, which all told later is part of."""
    same = [c for c in told if c.draft.measure == case.draft.measure and c.draft.part_of is None]
    leads = [c for c in same if c.sentence.number <= _LEAD]
    whole = max(leads, key=_size, default=None)
    if whole is None or case.draft.measure not in _DEEDS or case.sentence.number <= _LEAD:
        return None
    if whole not in _wholes(case, told) or case.scope != "operation":
        return None
    dated = case.time is not None and case.time.kind == "day" and not whole.period.is_empty
    of_window = dated and whole.scope == "period_total"
    return whole if of_window or whole.scope == "operation" else None


def _clause(case: Case) -> tuple[int, int]:
    return case.draft.clause_start, case.draft.clause_end


def _is_distributed(before: str) -> bool:
    """Whether a count is of one of several places or steps: "at the second location, 33"."""
    return _ORDINAL.search(before) is not None


def _whole_of_sibling(case: Case, told: list[Case], seen: Survey) -> Case | None:
    """The whole of the piece before, where a list goes on: "38 in Dax, 24 in Pau, two in Foix"."""
    measure = case.draft.measure
    same = [c for c in told if c.draft.measure == measure]
    before = same[-1] if same else None
    if before is None or before.draft.part_of is None or before.sentence != case.sentence:
        return None
    whole = next((c for c in same if c.draft.char_start == before.draft.part_of), None)
    if whole is None:
        return None
    gap = seen.folded[before.draft.char_end : case.draft.char_start]
    pieces = sum(_size(c) for c in same if c.draft.part_of == whole.draft.char_start)
    most = (whole.draft.upper or 0) * _SLIP
    fits = whole.draft.upper is None or pieces + _size(case) <= most
    listed = _SHARES if whole.sentence == case.sentence else _LISTED
    return whole if fits and listed.fullmatch(gap) else None


def _is_repeat(case: Case, told: list[Case]) -> bool:
    """Whether the same count was told before as a total of its own."""
    return any(
        c.draft.measure == case.draft.measure
        and c.draft.char_start < case.draft.char_start
        and c.draft.part_of is None
        and (c.draft.value, c.draft.lower) == (case.draft.value, case.draft.lower)
        for c in told
    )


def _is_beyond(case: Case, before: str, seen: Survey) -> bool:
    """Whether a count is said to be beyond those told, or of another time."""
    clause = seen.folded[case.draft.clause_start : case.draft.clause_end]
    lead = seen.folded[case.sentence.char_start : case.draft.char_start]
    after = seen.folded[case.draft.char_end : case.draft.char_end + _NEAR]
    return bool(
        _BEYOND_BEFORE.search(before)
        or _BEYOND_AFTER.match(after)
        or _OTHER_TIME.search(clause)
        or _OTHER_CASE.search(lead)
    )


def _is_narrower(case: Case, whole: Case) -> bool:
    """Whether a case is told of a place within the whole's."""
    own, wide = case.own.region_id, whole.own.region_id
    if own is None or not case.own.is_told or case.own.is_country_wide:
        return False
    return wide is None or (len(wide) == 2 and own.startswith(wide) and own != wide)
