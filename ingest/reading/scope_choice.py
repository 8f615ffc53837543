"""The choice of a figure's scope: one operation, all so far, or all of a closed window.

Each scope is described by the same cues of the figure: its size and measure, the times and words of
its sentence, the scopes of the figures around it, and what the rules say. Weights of cues
(seeds/choice_cues.csv) were learned from figures read by people (benchmarks/choosing.py).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.reading.cases import around, last_before
from ingest.reading.introductions import introduction_of
from ingest.reading.scope import days_of
from ingest.reading.sure_scopes import sure_scope
from ingest.reading.totals import is_of_one_event
from ingest.reading.when import own_time, period_of
from ingest.reading.witnesses import distance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.model import Scope
    from ingest.reading.cases import Case
    from ingest.reading.survey import Survey
    from ingest.reading.times import Time
    from ingest.reading.world import World

SCOPES: tuple[Scope, ...] = ("operation", "running_total", "period_total")
# A scope with its cues.
Described = list[tuple["Scope", list[str]]]

_SIZES = (2, 5, 20, 100, 500, 2000)
_TELLING = 10  # smaller counts are often the same by chance
_LONG = 80  # days of a time that no operation takes
_SOME = 5
_QUARTERS = 4
_HEAD = 3  # sentences that tell what an article is about


def choose_scopes(cases: list[Case], seen: Survey) -> None:
    """Set each figure's scope to the one that weighs most, and its time to that of the scope."""
    of_scopes, of_rules = _weights(seen.world)
    chosen = []
    for case in cases:
        found = [weights for cue in _cues(case, cases, seen) if (weights := of_scopes.get(cue))]
        sums = [sum(each) for each in zip(*found, strict=True)] or [0] * len(SCOPES)
        sums[SCOPES.index(case.scope)] += sum(of_rules.get(cue, 0) for cue in _cues_of_rules(case))
        chosen.append(SCOPES[sums.index(max(sums))])
    for case, likely in zip(cases, chosen, strict=True):
        scope = sure_scope(case, cases, seen) or likely
        if scope != case.scope:
            case.scope = scope
            case.time = own_time(case.draft, scope, case.sentence, seen)
            case.period = period_of(case.time, scope, seen, case.sentence)


@lru_cache(maxsize=2)
def _weights(world: World) -> tuple[dict[str, list[int]], dict[str, int]]:
    """What each cue says for each of the scopes, and what a cue of the rules says for theirs."""
    by_cue: dict[str, list[int]] = {}
    of_rules: dict[str, int] = {}
    for name, weight in world.choice_cues("scope").items():
        cue, _, scope = name.partition(":")
        if scope in SCOPES:
            by_cue.setdefault(cue, [0] * len(SCOPES))[SCOPES.index(scope)] = weight
        else:
            of_rules[cue] = weight
    return by_cue, of_rules


def describe_scopes(cases: list[Case], seen: Survey) -> Iterator[Described]:
    """The scopes of each figure with their cues; the rules' answers are in `case.scope`."""
    for case in cases:
        said = _cues(case, cases, seen)
        rules = _cues_of_rules(case)
        yield [
            (scope, [*(f"{cue}:{scope}" for cue in said), *rules * (scope == case.scope)])
            for scope in SCOPES
        ]


def _cues(case: Case, cases: list[Case], seen: Survey) -> list[str]:
    """What speaks for or against each of the scopes."""
    return [
        "any",
        *_cues_of_number(case),
        *_cues_of_times(case, seen),
        *_cues_of_words(case, seen),
        *_cues_of_scores(case),
        *_cues_of_others(case, cases),
    ]


def _cues_of_rules(case: Case) -> list[str]:
    """What speaks for the scope that the rules give."""
    timed = "timed" if case.time is not None else "untimed"
    return ["rules", f"rules_{case.scope}", f"rules_{timed}_{case.scope}"]


def _size(case: Case) -> str:
    number = case.draft.value if case.draft.value is not None else case.draft.lower
    if number is None:
        return "unknown"
    return next((f"to_{size}" for size in _SIZES if number <= size), "more")


def _cues_of_number(case: Case) -> Iterator[str]:
    size, measure = _size(case), case.draft.measure
    yield f"size_{size}"
    yield measure
    yield f"{measure}_{size}"
    yield case.draft.qualifier
    yield f"sentence_{min(case.sentence.number, 3)}"


def _cues_of_times(case: Case, seen: Survey) -> Iterator[str]:
    """The kinds of times in the sentence, with where they stand and how long they are."""
    times = seen.times(case.sentence)
    if not times:
        yield "no_time"
    draft = case.draft
    for time in times:
        inside = draft.clause_start <= time.start < draft.clause_end
        yield f"{time.kind}_{'clause' if inside else 'sentence'}"
        yield f"{time.kind}_{'before' if time.start < draft.char_start else 'after'}"
        yield f"{time.kind}_{_length(time, seen)}"
    if case.time is not None:
        yield f"own_{case.time.kind}"


def _length(time: Time, seen: Survey) -> str:
    days = days_of(time)
    length = "long" if days >= _LONG else "some" if days >= _SOME else "short"
    is_open = time.last is not None and time.last == seen.published
    return f"{length}{'_to_now' * is_open}"


def _cues_of_words(case: Case, seen: Survey) -> Iterator[str]:
    """What the words of the sentence say: totals, tense, one event, a campaign."""
    sentence, draft = case.sentence, case.draft
    start, end = sentence.char_start, sentence.char_end
    for first, last, values in seen.marks(seen.world.scope_terms, start, end):
        where = "clause" if draft.clause_start <= first < draft.clause_end else "sentence"
        for total, weight in values:
            yield f"says_{total}_{weight}_{where}"
            yield "says_" + "_".join(seen.folded[first:last].split())
    opened = introduction_of(sentence, seen)
    if opened is not None:
        yield "listed"
    yield from seen.once("scope of the lead", lambda: _cues_of_lead(seen))
    clause = f" {seen.folded[draft.clause_start : draft.clause_end]} "
    if any(f" {word} " in clause for word in seen.world.times["perfect"]):
        yield "perfect"
    if is_of_one_event(case, seen):
        yield "one_event"
    if case.campaign is not None:
        yield "under_operation" if case.campaign.is_operation else "under_campaign"
    if seen.campaigns:
        yield "campaigns"
    yield from {f"event_{kind}" for _, _, kind in seen.events(sentence)}
    places = {p.region_id for p in seen.places_in(start, end)}
    yield f"places_{min(len(places), 3)}"
    if case.agency is not None:
        yield f"by_{case.agency.kind}"
    if seen.outlet.agency_id:
        yield "release"


def _cues_of_lead(seen: Survey) -> list[str]:
    """What the first sentences of an article say of totals, and how many days it dates."""
    head = [s for s in seen.sentences if s.kind != "furniture"][:_HEAD]
    said = {
        f"lead_{total}_{weight}"
        for s in head
        for _, _, values in seen.marks(seen.world.scope_terms, s.char_start, s.char_end)
        for total, weight in values
    }
    times = {f"lead_{t.kind}" for s in head for t in seen.times(s)}
    return sorted(said | times)


def _cues_of_scores(case: Case) -> Iterator[str]:
    """How strongly the words and times of the sentence speak for each total."""
    for scope in SCOPES[1:]:
        yield f"score_{scope}_{max(-1, min(6, round(case.scores[scope])))}"


def _cues_of_others(case: Case, cases: list[Case]) -> Iterator[str]:
    """The scopes that the rules give the figures around."""
    others = [c for c in around(case, cases) if c is not case]
    if not others:
        yield "alone"
        return
    told = [c.scope for c in others]
    for scope in SCOPES:
        share = told.count(scope) / len(others)
        yield f"others_{scope}_{int(min(share, 0.99) * _QUARTERS)}"
    draft = case.draft
    yield from _cues_of_passage(case, others)
    nearest = min(others, key=lambda c: abs(c.draft.char_start - draft.char_start))
    mate = "mate" if nearest.sentence is case.sentence else "neighbour"
    yield f"{mate}_{nearest.scope}"
    if (draft.value or 0) >= _TELLING:
        same = (
            c for c in others if c.draft.measure == draft.measure and c.draft.value == draft.value
        )
        twin = next(same, None)
        if twin is not None:
            yield f"twin_{twin.scope}"


def _cues_of_passage(case: Case, others: list[Case]) -> Iterator[str]:
    """The scopes of the figures told with a time before this one, and of the article's first."""
    timed = [c for c in others if c.time is not None]
    days = sum(c.time is not None and c.time.kind in ("day", "days") for c in others)
    yield f"dated_{min(days, 2)}"
    before = last_before(case, others)
    if before is not None:
        far = distance(before.sentence.number - case.sentence.number)
        yield f"before_{before.scope}_{far}"
        yield f"first_{others[0].scope}"
    told = last_before(case, timed)
    if told is not None:
        yield f"told_{told.scope}_{distance(told.sentence.number - case.sentence.number)}"
    elif timed:
        yield f"ahead_{timed[0].scope}"
