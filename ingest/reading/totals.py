"""Scopes that one figure takes from another: parts, repeats, totals that go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.scope import SUPERLATIVE
from ingest.reading.when import Period
from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from datetime import date

    from ingest.model import Draft, Scope
    from ingest.reading.cases import Case
    from ingest.reading.survey import Survey


def join_parts(cases: list[Case], seen: Survey) -> None:
    """A part is of the scope of its whole, and of its time where it has none."""
    wholes = {c.draft.char_start: c for c in cases}
    for case in cases:
        whole = wholes.get(case.draft.part_of) if case.draft.part_of is not None else None
        if whole is None or whole is case or not _takes_scope(case, whole, seen):
            continue
        case.scope = whole.scope
        case.campaign = case.campaign or whole.campaign
        if case.time is None or whole.scope != "operation":
            case.time, case.period = whole.time, whole.period


def _takes_scope(part: Case, whole: Case, seen: Survey) -> bool:
    """Whether a part is of its whole's scope: in its sentence, or a total's without own time."""
    if whole.sentence.number == part.sentence.number:
        return True
    if whole.scope == "operation" or part.scope != "operation" or part.time is not None:
        return False
    return not is_of_one_event(part, seen)


def join_repeats(cases: list[Case]) -> None:
    """A total told again without its time, as in a headline, is the same total."""
    totals = [c for c in cases if c.scope != "operation"]
    for case in cases:
        if case.scope != "operation" or case.time is not None:
            continue
        for total in totals:
            same = case.draft.measure == total.draft.measure and _is_told_again(case, total)
            if same:
                case.scope, case.period = total.scope, total.period
                case.campaign = case.campaign or total.campaign
                break


def join_mates(cases: list[Case], seen: Survey) -> None:
    """Figures of one sentence without times of their own are of one scope."""
    by_sentence: dict[int, list[Case]] = {}
    for case in cases:
        by_sentence.setdefault(case.sentence.number, []).append(case)
    for mates in by_sentence.values():
        total = next((c for c in mates if c.scope != "operation" and c.time is None), None)
        if total is None or is_of_one_event(total, seen):
            continue
        for case in mates:
            if case.scope == "operation" and case.time is None and not _is_latest(case, seen):
                case.scope, case.period = total.scope, total.period
                case.campaign = case.campaign or total.campaign


# "four more are rescued, bringing the total to five"
_MORE = pattern(r" (?:[\w-]+ )?{more_more}\b|[^.;]*\b{more_bringing} ")


def _is_latest(case: Case, seen: Survey) -> bool:
    """Whether a figure is what came last to a total, not a total itself."""
    return _MORE.match(seen.folded, case.draft.char_end, case.sentence.char_end) is not None


_MANY = 10  # fewer may by chance be as many as others


_ROUNDED = 1.25  # a headline's "more than 9,000" may be 9,432, not 20,000


def _is_told_again(case: Case, total: Case) -> bool:
    """Whether a figure is a total that was told with its time elsewhere."""
    one, other = case.draft, total.draft
    if _names_same(case, total) and _meet(one, other):
        return True
    size = one.value or one.lower or 0
    if size < _MANY:
        return False
    equal = (one.value, one.lower, one.upper) == (other.value, other.lower, other.upper)
    rounded = case.sentence.number <= 1 and one.qualifier != "vague" and _meet(one, other)
    return equal or (rounded and other.value is not None and other.value < size * _ROUNDED)


def carry_period_totals(cases: list[Case], seen: Survey) -> None:
    """Figures without a time in a passage of statistics are of the period told before."""
    last: Case | None = None
    own: set[tuple[str, int | None, int | None]] = set()
    for case in cases:
        if case.scope == "period_total":
            last = case
            continue
        if last is None or case.scope != "operation":
            if case.time is not None:
                own.add(_key(case))
            continue
        gap = case.sentence.number - last.sentence.number
        if case.time is not None:
            own.add(_key(case))
            if gap <= _PASSAGE and case.time.kind == "year":
                case.scope, last = "period_total", case
            continue
        if gap <= _PASSAGE and _key(case) not in own and not is_of_one_event(case, seen):
            case.scope, case.period = "period_total", last.period
            case.campaign = case.campaign or last.campaign
            last = case


_PASSAGE = 1  # sentences over which statistics go on
_STATISTICS = 3  # so many totals make a report of statistics
_MOST = 0.6


def carry_report_totals(cases: list[Case], seen: Survey) -> None:
    """Where nearly all figures are totals and none is of a day, the others are totals, too."""
    kinds: tuple[Scope, ...] = ("period_total", "running_total")
    if any(c.scope == "operation" and c.time is not None for c in cases):
        return
    for kind in kinds:
        totals = [c for c in cases if c.scope == kind]
        if len(totals) < _STATISTICS or len(totals) < _MOST * len(cases):
            continue
        for case in cases:
            if case.scope == "operation" and not is_of_one_event(case, seen):
                case.scope, case.period = kind, totals[0].period
                case.campaign = case.campaign or totals[0].campaign


def _key(case: Case) -> tuple[str, int | None, int | None]:
    return case.draft.measure, case.draft.value, case.draft.lower


# "in one case", "on the same day"
_ONE_EVENT = pattern(
    r"\b(?:in {one_event_one} (?:[\w-]+ )?{one_event_case}|same day|{one_event_the} "
    r"{one_event_raids}|an? (?:[\w-]+ ){0,3}{one_event_raid})\b"
)


def is_of_one_event(case: Case, seen: Survey) -> bool:
    """Whether a sentence tells one event, an example of what the statistics count."""
    text = seen.folded[case.sentence.char_start : case.sentence.char_end]
    dated = any(
        t.kind in ("day", "days", "week", "weekend", "month") for t in seen.times(case.sentence)
    )
    return dated or _ONE_EVENT.search(text) is not None


def _names_same(one: Case, other: Case) -> bool:
    """Whether two figures stand under the same named campaign."""
    if one.campaign is None or other.campaign is None:
        return False
    return one.campaign.key is not None and one.campaign.key == other.campaign.key


def _meet(one: Draft, other: Draft) -> bool:
    """Whether the bounds of two numbers leave a number that is both."""
    low = max(one.lower or 0, other.lower or 0)
    highs = [d.upper for d in (one, other) if d.upper is not None]
    return not highs or low <= min(highs)


def carry_scopes(cases: list[Case], seen: Survey) -> None:
    """Totals go on in the next sentence; their start and end may stand elsewhere."""
    totals = [c for c in cases if c.scope == "running_total"]
    for case in cases:
        before = [c for c in totals if 0 < case.sentence.number - c.sentence.number <= 1]
        goes_on = before and (_is_perfect(case, seen) or _continues(case, seen))
        same = before and case.scope == "period_total" and _of_same_time(case, seen)
        if case.time is None and ((case.scope == "operation" and goes_on) or same):
            case.scope = "running_total"
            case.period = before[-1].period
            case.campaign = case.campaign or before[-1].campaign
            totals.append(case)
    for case in cases:
        if case.scope == "operation" and _is_grown(case, cases, seen):
            case.scope = "running_total"
            case.period = Period(None, seen.published)
            totals.append(case)
    if not totals:
        return
    start = next((c.period.first for c in totals if c.period.first), None) or _campaign_start(seen)
    last = next(
        (c.period.last for c in totals if c.period.last not in (None, seen.published)), None
    )
    last = last or _counted_until(totals, seen)
    for case in totals:
        first = case.period.first or start
        end = (
            last
            if last and case.period.last == seen.published and not case.has_end
            else case.period.last
        )
        if first is None or end is None or first <= end:
            case.period = Period(first, end)


def _counted_until(totals: list[Case], seen: Survey) -> date | None:
    """The day that a sentence beside the totals gives for them: "his figures run to 30 June"."""
    numbers = {c.sentence.number for c in totals}
    for sentence in seen.sentences:
        if sentence.number in numbers or not any(abs(sentence.number - n) <= 3 for n in numbers):
            continue
        text = seen.folded[sentence.char_start : sentence.char_end]
        if any(f" {word} " in f" {text} " for word in seen.world.times["count"]):
            for time in seen.times(sentence):
                if time.kind in ("until", "as_of") and time.last is not None:
                    return time.last
    return None


def _is_grown(case: Case, cases: list[Case], seen: Survey) -> bool:
    """Whether a count so far is beyond the operation's own: "more than 300 so far"."""
    text = seen.folded[case.sentence.char_start : case.sentence.char_end]
    so_far = any(words in text for words in seen.world.times["so_far"])
    if not so_far or SUPERLATIVE.search(text):
        return False
    own = [
        c.draft.value or 0
        for c in cases
        if c is not case and c.draft.measure == case.draft.measure and c.scope == "operation"
    ]
    return bool(own) and (case.draft.value or 0) > max(own)


_SAME_TIME = pattern(r"\b{same_time_during} {same_time_this} {same_time_time}\b")


def _of_same_time(case: Case, seen: Survey) -> bool:
    """Whether a sentence only points back to the time of the one before: "in this period"."""
    text = seen.folded[case.sentence.char_start : case.sentence.char_end]
    return _SAME_TIME.search(text) is not None


def _continues(case: Case, seen: Survey) -> bool:
    """Whether a sentence goes on with the time of the one before: "in that time"."""
    text = seen.folded[case.sentence.char_start : case.sentence.char_end]
    return any(words in text for words in seen.world.times["continues"])


def _is_perfect(case: Case, seen: Survey) -> bool:
    """Whether a clause is in a perfect tense: "had been arrested"."""
    clause = seen.folded[case.draft.clause_start : case.draft.clause_end]
    return any(f" {word} " in f" {clause} " for word in seen.world.times["perfect"])


def _campaign_start(seen: Survey) -> date | None:
    """The day a campaign began, where the article says so: "begun last June"."""
    begins = tuple(seen.world.times["begin"])
    if not seen.campaigns:
        return None
    for sentence in seen.sentences:
        for time in seen.times(sentence):
            lead = seen.folded[max(sentence.char_start, time.start - 60) : time.start]
            tail = seen.folded[time.end : time.end + 60].split(".")[0]
            if time.first and (time.kind == "since" or any(b in lead or b in tail for b in begins)):
                return time.first
    return None
