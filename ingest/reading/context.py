"""The context of figures: who, where, when, over what span, in which campaign.

`settle` makes figures of drafts; `identify` gives keys to figures that came from outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import Figure
from ingest.reading import who
from ingest.reading.agencies import find_agencies
from ingest.reading.folding import fold
from ingest.reading.places import find_places
from ingest.reading.scope import scope_of
from ingest.reading.survey import Survey, survey
from ingest.reading.when import (
    FAR,
    NO_PERIOD,
    Period,
    distance,
    event_of,
    is_aside,
    kinds_of,
    own_time,
    period_of,
)
from ingest.reading.where import (
    OwnRegion,
    hinted_region,
    only_place,
    own_region,
    place_between,
    setting_near,
    setting_of,
)

if TYPE_CHECKING:
    from datetime import date

    from ingest.model import Article, Draft, Scope, Sentence
    from ingest.reading.agencies import AgencyMention
    from ingest.reading.campaigns import CampaignMention
    from ingest.reading.times import Time
    from ingest.reading.world import World


@dataclass(slots=True)
class _Case:
    """A draft with what is settled so far."""

    draft: Draft
    sentence: Sentence
    scope: Scope
    time: Time | None
    period: Period
    agency: AgencyMention | None
    own: OwnRegion
    region: str | None
    campaign: CampaignMention | None

    @property
    def has_end(self) -> bool:
        """Whether the sentence says when a total was counted."""
        return self.time is not None and self.time.kind == "window"


def settle(
    article: Article,
    sentences: tuple[Sentence, ...],
    drafts: tuple[Draft, ...],
    world: World,
    seen: Survey | None = None,
) -> tuple[Figure, ...]:
    """Figures of drafts, in order: agency, region, period, scope and campaign settled."""
    if not drafts:
        return ()
    seen = seen or survey(article, sentences, world)
    by_number = {s.number: s for s in sentences}
    starts = sorted({d.char_start for d in drafts})
    cases = [_case(d, by_number[d.sentence], seen, _next(starts, d)) for d in drafts]
    _join_parts(cases)
    _carry_scopes(cases, seen)
    _join_repeats(cases)
    _carry_times(cases, seen)
    _carry_agencies(cases, seen)
    _settle_regions(cases, seen)
    return tuple(_figure(case, article) for case in cases)


def _next(starts: list[int], draft: Draft) -> int:
    """Where the next figure begins, or the end of the draft's reach."""
    return next((s for s in starts if s > draft.char_start), draft.char_end + 400)


def _case(draft: Draft, sentence: Sentence, seen: Survey, ceiling: int) -> _Case:
    scope = scope_of(draft, sentence, seen)
    time = own_time(draft, scope, sentence, seen)
    agency = who.agency_of(draft, sentence, seen)
    return _Case(
        draft,
        sentence,
        scope,
        time,
        period_of(time, scope, seen, sentence),
        agency,
        own_region(draft, sentence, seen, ceiling, is_total=scope != "operation"),
        None,
        campaign_of(draft, sentence, scope, seen),
    )


def campaign_of(
    draft: Draft, sentence: Sentence, scope: Scope, seen: Survey
) -> CampaignMention | None:
    """The campaign or named operation that a figure belongs to."""
    campaigns = seen.campaigns
    if not campaigns:
        return None
    here = [c for c in campaigns if sentence.char_start <= c.start < sentence.char_end]
    if here:
        named = [c for c in here if c.key]
        if named or scope != "operation":
            return min(named or here, key=lambda c: abs(c.start - draft.trigger_start))
    if seen.world.measure_events[draft.measure] in ("harm", "victims"):
        return None
    names = {c.key for c in campaigns if c.key and (c.is_operation or scope != "operation")}
    if len(names) == 1 or (names and scope != "operation"):
        before = [c for c in campaigns if c.key in names and c.start < draft.char_start]
        return before[-1] if before else next(c for c in campaigns if c.key in names)
    if scope == "running_total" and len(campaigns) == 1:
        return campaigns[0]
    return None


def _settle_regions(cases: list[_Case], seen: Survey) -> None:
    """The region of each figure: its own, else its agency's, else the operation's, else the setting."""
    for case in cases:
        if case.own.is_country_wide and not case.own.is_told:
            place = hinted_region(case.agency, case.sentence, seen) or setting_of(seen)
            case.own = OwnRegion(place[:2] if place else None, is_told=place is not None)
    told = [c for c in cases if c.own.is_told and c.scope == "operation" and not c.own.is_share]
    several = len({(c.own.region_id or "")[:2] for c in cases if c.own.is_told}) > 1
    for case in cases:
        if case.own.is_told:
            case.region = case.own.region_id
            vague = case.own.is_vague and case.scope == "operation" and not several
            exact = only_place(seen) if vague else None
            if exact is not None and exact[:2] == case.region:
                case.region = exact
        else:
            case.region = _region_elsewhere(case, told, seen)


def _region_elsewhere(case: _Case, told: list[_Case], seen: Survey) -> str | None:
    hint = hinted_region(case.agency, case.sentence, seen)
    if case.scope != "operation" or case.own.is_country_wide:
        local_setting = setting_of(seen)
        place = hint or local_setting
        if place and len(place) == 2 and local_setting and local_setting[:2] == place:
            place = local_setting
        harm = "harm" in kinds_of(case.draft.measure, seen)
        local = case.agency is not None and _is_local(case.agency, seen)
        whole = case.own.is_country_wide or not ((hint and len(hint) > 2) or harm or local)
        return place[:2] if place and whole else place
    if "victims" not in kinds_of(case.draft.measure, seen):
        told = [c for c in told if "victims" not in kinds_of(c.draft.measure, seen)]
    same = [c for c in told if not (hint and c.own.region_id) or hint[:2] == c.own.region_id[:2]]
    same = [c for c in same if not _is_part(c, case)]
    last = _last_before(case, same)
    between = place_between(last.sentence.number + 1 if last else 0, case.sentence, seen)
    if (
        between is not None
        and (same or case.sentence.number > 0)
        and (hint is None or between[:2] == hint[:2])
    ):
        return between
    if same:
        return _operation_region(case, same)
    if hint and len(hint) > 2:
        return hint
    setting = setting_near(case.sentence, seen)
    return setting if setting and (hint is None or setting[:2] == hint) else hint


def _is_local(agency: AgencyMention, seen: Survey) -> bool:
    """Whether an agency that isn't listed seems to work for a place, not for its country."""
    listed = agency.agency_id in seen.world.agencies
    return not listed and agency.kind in seen.world.words("agency", "local_kind")


def _is_part(told: _Case, case: _Case) -> bool:
    """Whether a figure's place is only that of a part of another: fewer, of the same measure."""
    if told.draft.measure != case.draft.measure or told.draft.value is None:
        return False
    return case.draft.value is not None and told.draft.value < case.draft.value / 2


def _last_before(case: _Case, told: list[_Case]) -> _Case | None:
    before = [c for c in told if c.draft.char_start < case.draft.char_start]
    return max(before, key=lambda c: c.draft.char_start, default=None)


def _operation_region(case: _Case, told: list[_Case]) -> str | None:
    """The place of the nearest figure that has one, but the whole where that is only a part."""
    nearest = _nearest_told(case, told)
    first = told[0]
    whole = first.own.region_id
    part = nearest.own.region_id
    if any(c.own.region_id is None for c in told) and nearest.sentence is not case.sentence:
        return None  # the operation went over several countries
    if whole and part and len(whole) == 2 and part[:2] == whole:
        return whole
    return part


def _join_parts(cases: list[_Case]) -> None:
    """A part is of the scope of its whole, and of its time where it has none."""
    wholes = {c.draft.char_start: c for c in cases}
    for case in cases:
        whole = wholes.get(case.draft.part_of) if case.draft.part_of is not None else None
        if whole is None or whole.sentence.number != case.sentence.number:
            continue
        case.scope = whole.scope
        if case.time is None or whole.scope != "operation":
            case.time, case.period = whole.time, whole.period


def _join_repeats(cases: list[_Case]) -> None:
    """A total told again without its time, as in a headline, is the same total."""
    totals = [c for c in cases if c.scope != "operation"]
    for case in cases:
        if case.scope != "operation" or case.time is not None:
            continue
        for total in totals:
            named = case.campaign is not None and total.campaign is not None
            same = named and case.campaign.key == total.campaign.key and case.campaign.key is not None  # type: ignore[union-attr]
            if same and case.draft.measure == total.draft.measure and _meet(case.draft, total.draft):
                case.scope, case.period = total.scope, total.period
                break


def _meet(one: Draft, other: Draft) -> bool:
    """Whether the bounds of two numbers leave a number that is both."""
    low = max(one.lower or 0, other.lower or 0)
    highs = [d.upper for d in (one, other) if d.upper is not None]
    return not highs or low <= min(highs)


def _carry_scopes(cases: list[_Case], seen: Survey) -> None:
    """Totals go on in the next sentence; their start and end may stand elsewhere."""
    totals = [c for c in cases if c.scope == "running_total"]
    for case in cases:
        before = [c for c in totals if 0 < case.sentence.number - c.sentence.number <= 1]
        goes_on = before and (_is_perfect(case, seen) or _continues(case, seen))
        if case.scope == "operation" and case.time is None and goes_on:
            case.scope = "running_total"
            case.period = before[-1].period
            case.campaign = case.campaign or before[-1].campaign
            totals.append(case)
    for case in cases:
        if case.scope == "operation" and _is_grown(case, cases, seen):
            case.scope = "running_total"
            case.period = Period(None, seen.published)
            totals.append(case)
    start = next((c.period.first for c in totals if c.period.first), None) or _campaign_start(seen)
    last = next(
        (c.period.last for c in totals if c.period.last not in (None, seen.published)), None
    )
    for case in totals:
        first = case.period.first or start
        end = (
            last
            if last and case.period.last == seen.published and not case.has_end
            else case.period.last
        )
        if first is None or end is None or first <= end:
            case.period = Period(first, end)


def _counted_until(totals: list[_Case], seen: Survey) -> date | None:
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


def _is_grown(case: _Case, cases: list[_Case], seen: Survey) -> bool:
    """Whether a count so far is beyond the operation's own: "more than 300 so far"."""
    text = seen.folded[case.sentence.char_start : case.sentence.char_end]
    if not any(words in text for words in seen.world.times["so_far"]):
        return False
    own = [
        c.draft.value or 0
        for c in cases
        if c is not case and c.draft.measure == case.draft.measure and c.scope == "operation"
    ]
    return bool(own) and (case.draft.value or 0) > max(own)


def _continues(case: _Case, seen: Survey) -> bool:
    """Whether a sentence goes on with the time of the one before: "in that time"."""
    text = seen.folded[case.sentence.char_start : case.sentence.char_end]
    return any(words in text for words in seen.world.times["continues"])


def _is_perfect(case: _Case, seen: Survey) -> bool:
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


def _carry_times(cases: list[_Case], seen: Survey) -> None:
    """Give figures of an operation without a time of their own the time told elsewhere."""
    told = [
        c
        for c in cases
        if c.scope == "operation" and c.time is not None and c.time.kind in (*_EXACT_KINDS, "since")
    ]
    for case in cases:
        if case.scope != "operation" or case.time is not None or _is_earlier(case, seen):
            continue
        kinds = kinds_of(case.draft.measure, seen)
        same = [c for c in told if kinds_of(c.draft.measure, seen) == kinds]
        elsewhere = _told_elsewhere(case, kinds, seen)
        exact = (
            [c for c in same if c.draft.measure == case.draft.measure] if "harm" in kinds else same
        )
        last = _last_before(case, exact)
        between = _time_between(last, case, kinds, seen) if last else NO_PERIOD
        if not between.is_empty:
            case.period = between
        elif exact:
            case.period = _nearest_told(case, exact).period
        elif not elsewhere.is_empty:
            case.period = elsewhere
        elif same:
            case.period = _nearest_told(case, same).period
        else:
            case.period = _only_period(told) if "harm" in kinds else NO_PERIOD
            if case.period.is_empty and kinds & {"harm", "action"}:
                case.period = _told_before(case, seen)


def _time_between(last: _Case, case: _Case, kinds: frozenset[str], seen: Survey) -> Period:
    """The last day told in the sentences between two figures, which opens another event."""
    first = max(last.sentence.number + 1, case.sentence.number - 2)
    for sentence in reversed(seen.sentences[first : case.sentence.number]):
        for time in seen.times(sentence):
            if time.kind not in ("day", "days") or not time.is_known or is_aside(time, sentence, seen):
                continue
            event = event_of(time, sentence, seen)
            if event is None or event[2] in kinds:
                return Period(time.first, time.last)
    return NO_PERIOD


def _told_before(case: _Case, seen: Survey) -> Period:
    """The first day told before a figure in sentences that tell no step of a court."""
    for sentence in seen.sentences[: case.sentence.number]:
        if sentence.kind == "furniture" or sentence.number < case.sentence.number - 3:
            continue
        for time in seen.times(sentence):
            if (
                time.kind not in ("day", "days")
                or not time.is_known
                or is_aside(time, sentence, seen)
            ):
                continue
            event = event_of(time, sentence, seen)
            if event is None or event[2] in ("action", "harm", "any"):
                return Period(time.first, time.last)
    return NO_PERIOD


def _only_period(told: list[_Case]) -> Period:
    """The one period of an article's figures; what was suffered in an operation has its time."""
    periods = {c.period for c in told}
    return periods.pop() if len(periods) == 1 else NO_PERIOD


def _is_earlier(case: _Case, seen: Survey) -> bool:
    """Whether a figure is said to be of an earlier time: "have already been convicted"."""
    clause = seen.folded[case.draft.clause_start : case.draft.clause_end]
    return any(f" {word} " in clause for word in seen.world.times["earlier"])


def _nearest_told(case: _Case, told: list[_Case]) -> _Case:
    """The figure that tells for another: of its passage, else the same count, else the first.

    A passage is a sentence and its neighbours; what stands between may be about something else.
    """
    near = [c for c in told if abs(c.sentence.number - case.sentence.number) <= 1]
    if near:
        return min(near, key=lambda c: abs(c.draft.char_start - case.draft.char_start))
    same = [
        c
        for c in told
        if c.draft.measure == case.draft.measure and c.draft.value == case.draft.value
    ]
    return (same or told)[0]


def _told_elsewhere(case: _Case, kinds: frozenset[str], seen: Survey) -> Period:
    """The time that a sentence without figures gives to the same kind of event."""
    found: list[Time] = []
    ordered = sorted(
        (s for s in seen.sentences if s.kind != "furniture" and s.number != case.sentence.number),
        key=lambda s: abs(s.number - case.sentence.number),
    )
    for sentence in ordered:
        for time in seen.times(sentence):
            if (
                time.kind in _EXACT_KINDS
                and time.first
                and time.last
                and not is_aside(time, sentence, seen)
            ):
                event = event_of(time, sentence, seen)
                far = event is None or distance(event[0], event[1], time, seen) > FAR
                if event is not None and event[2] in kinds and not far:
                    found.append(time)
    if "victims" not in kinds:
        found = [t for t in found if t.kind != "window" or _is_short(t)]
    return _narrowest(found, is_long="victims" in kinds)


def _is_short(time: Time) -> bool:
    return time.first is not None and time.last is not None and (time.last - time.first).days <= 62


def _narrowest(times: list[Time], *, is_long: bool) -> Period:
    """The first of some times, or one within it that is more exact.

    What was done to victims over a long time (`is_long`) is the hull of its windows.
    """
    windows = [t for t in times if t.kind in ("window", "days")]
    if is_long and windows:
        return Period(
            min(t.first for t in windows if t.first), max(t.last for t in windows if t.last)
        )
    if not times:
        return NO_PERIOD
    chosen = times[0]
    for time in times:
        if chosen.kind != "day" and time.kind in ("day", "days") and _holds(chosen, time):
            chosen = time
    return Period(chosen.first, chosen.last)


def _holds(outer: Time, inner: Time) -> bool:
    if outer.first is None or outer.last is None or inner.first is None or inner.last is None:
        return False
    return outer.first <= inner.first and inner.last <= outer.last


_EXACT_KINDS = frozenset({"day", "days", "week", "weekend", "month", "window"})


def _carry_agencies(cases: list[_Case], seen: Survey) -> None:
    """Give figures without an agency the one that did the same elsewhere in the article."""
    own = who.speaking_for_itself(seen)
    for case in cases:
        kinds = kinds_of(case.draft.measure, seen)
        if own is not None and case.agency is not None and case.agency.slug == "officers":
            case.agency = own  # its release says "officers" of its own
        if case.agency is not None or kinds & {"harm", "victims"}:
            continue
        told = [c for c in cases if c.agency is not None and c.agency.role != "generic"]
        told = [c for c in told if c.scope == case.scope] or told
        same = [c for c in told if c.draft.measure == case.draft.measure]
        if "action" not in kinds:
            same = [c for c in same if c.draft.value == case.draft.value]
        elif not same:
            same = [c for c in told if "action" in kinds_of(c.draft.measure, seen)]
        last = _last_before(case, same)
        between = (
            who.acting_between(last.sentence.number + 1, case.sentence, seen) if last else None
        )
        if between is not None and case.scope == "operation":
            case.agency = between
        elif same:
            case.agency = _nearest_told(case, same).agency
        elif case.scope == "operation":
            case.agency = who.acting_elsewhere(kinds, case.sentence.number, seen)
        if case.agency is None and "action" in kinds:
            case.agency = (
                who.speaking_for_itself(seen) or who.announcing(seen) or who.only_body(seen)
            )


def _figure(case: _Case, article: Article) -> Figure:
    draft = case.draft
    agency, campaign = case.agency, case.campaign
    return Figure(
        char_start=draft.char_start,
        char_end=draft.char_end,
        figure_text=article.text[draft.char_start : draft.char_end],
        value=draft.value,
        lower=draft.lower,
        upper=draft.upper,
        qualifier=draft.qualifier,
        measure=draft.measure,
        counted=draft.counted,
        category=draft.category,
        agency=article.text[agency.start : agency.end] if agency else None,
        region=case.region,
        period_start=case.period.first,
        period_end=case.period.last,
        scope=case.scope,
        campaign=article.text[campaign.start : campaign.end] if campaign else None,
        part_of=draft.part_of,
        sentence=draft.sentence,
        agency_id=agency.agency_id if agency else None,
        campaign_key=campaign.key if campaign else None,
    )


def identify(
    article: Article,
    world: World,
    *,
    agency: str | None,
    region: str | None,
    campaign: str | None,
    seen: Survey | None = None,
) -> tuple[str | None, str | None]:
    """The agency id and campaign key of a figure that was given with these words."""
    return (
        agency_id_of(article, world, agency, region, seen) if agency else None,
        campaign_key_of(campaign, world) if campaign else None,
    )


def agency_id_of(
    article: Article, world: World, words: str, region: str | None, seen: Survey | None = None
) -> str | None:
    """The id of an agency given in words, which the article may tell more about."""
    seen = seen or survey(article, (), world)
    wanted = fold(words)
    country = region[:2] if region else None
    known = [a for a in seen.agencies if a.agency_id and a.country in (None, country or a.country)]
    printed = [a for a in known if seen.folded[a.start : a.end] == wanted]
    if printed:
        return printed[0].agency_id
    overlapping = [a for a in known if wanted in seen.folded[a.start : a.end]]
    if overlapping:
        return overlapping[0].agency_id
    home = region[:2] if region else (setting_of(seen) or "")[:2] or None
    found = find_agencies(words, wanted, find_places(words, wanted, world, home), world, home)
    return next((a.agency_id for a in found if a.agency_id), None)


def campaign_key_of(words: str, world: World) -> str | None:
    """The key of a campaign given in words; null where it is only described."""
    found = world.campaign_finder.find(words, fold(words))
    if found:
        return next((c.key for c in found if c.key), None)
    return world.campaign_finder.key(words) if words[:1].isupper() else None
