"""The context of figures: who, where, when, over what span, in which campaign.

`settle` makes figures of drafts; `identify` gives keys to figures that came from outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.model import Figure
from ingest.reading import who
from ingest.reading.agencies import find_agencies
from ingest.reading.agency_choice import choose_agencies
from ingest.reading.cases import Case, last_before, nearest_told
from ingest.reading.folding import fold
from ingest.reading.introductions import as_introduced, introduction_of
from ingest.reading.own_campaign import campaign_of, share_campaigns
from ingest.reading.pieces import nest_pieces
from ingest.reading.places import find_places
from ingest.reading.scope import scope_of, scores_within
from ingest.reading.scope_choice import choose_scopes
from ingest.reading.survey import Survey, survey
from ingest.reading.told_places import settle_regions
from ingest.reading.told_times import carry_times
from ingest.reading.totals import (
    carry_period_totals,
    carry_report_totals,
    carry_scopes,
    join_mates,
    join_parts,
    join_repeats,
)
from ingest.reading.when import kinds_of, own_time, period_of
from ingest.reading.where import own_region, setting_of

if TYPE_CHECKING:
    from ingest.model import Article, Draft, Sentence
    from ingest.reading.agencies import AgencyMention
    from ingest.reading.world import World


_PASSAGE = 3  # sentences over which those who acted last go on acting


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
    cases = settle_scopes(sentences, drafts, seen)
    choose_scopes(cases, seen)
    settle_agencies(cases, seen)
    choose_agencies(cases, seen)
    settle_regions(cases, seen)
    return tuple(_figure(case, article) for case in cases)


def settle_scopes(
    sentences: tuple[Sentence, ...], drafts: tuple[Draft, ...], seen: Survey
) -> list[Case]:
    """The figures of drafts in the making, with what the rules say of their scopes."""
    by_number = {s.number: s for s in sentences}
    starts = sorted({d.char_start for d in drafts})
    cases = [_case(d, by_number[d.sentence], seen, _next(starts, d)) for d in drafts]
    nest_pieces(cases, seen)
    join_parts(cases, seen)
    carry_scopes(cases, seen)
    carry_period_totals(cases, seen)
    join_repeats(cases)
    join_mates(cases, seen)
    carry_report_totals(cases, seen)
    share_campaigns(cases)
    return cases


def settle_agencies(cases: list[Case], seen: Survey) -> None:
    """Settle when figures happened, and whose work they were by the rules."""
    carry_times(cases, seen)
    _carry_agencies(cases, seen)


def _next(starts: list[int], draft: Draft) -> int:
    """Where the next figure begins, or the end of the draft's reach."""
    return next((s for s in starts if s > draft.char_start), draft.char_end + 400)


def _case(draft: Draft, sentence: Sentence, seen: Survey, ceiling: int) -> Case:
    scores = scores_within(draft, sentence, seen, sentence.char_end)
    scope = scope_of(draft, sentence, seen, scores)
    time = own_time(draft, scope, sentence, seen)
    agency = who.agency_of(draft, sentence, seen)
    opened = introduction_of(sentence, seen)
    if opened is not None and scope == "operation" and time is None:
        told = as_introduced(draft, opened)
        scores = scores_within(told, opened, seen, opened.char_end)
        scope = scope_of(told, opened, seen, scores)
        time = own_time(told, scope, opened, seen)
        agency = agency or who.agency_of(told, opened, seen)
    return Case(
        draft,
        sentence,
        scope,
        scores,
        time,
        period_of(time, scope, seen, sentence),
        agency,
        own_region(draft, sentence, seen, ceiling, is_total=scope != "operation"),
        None,
        campaign_of(draft, sentence, scope, time, seen),
    )


def _carry_agencies(cases: list[Case], seen: Survey) -> None:
    """Give figures without an agency the one that did the same elsewhere in the article."""
    own = who.speaking_for_itself(seen)
    for case in cases:
        kinds = kinds_of(case.draft.measure, seen)
        if own is not None and case.agency is not None and _is_bare(case.agency, own):
            case.agency = own  # its release says "officers" of its own
        if case.agency is not None or kinds & {"harm", "victims"}:
            continue
        case.agency = _acting_elsewhere(case, kinds, cases, seen)
        if case.agency is None and "action" in kinds:
            case.agency = own or who.announcing(seen) or who.only_body(seen)
        if case.agency is None and own is not None and case.scope != "operation":
            case.agency = own  # a record in an agency's own release is its own
        if case.agency is not None:
            case.agency = who.fullest(case.agency, seen)


def _is_bare(agency: AgencyMention, own: AgencyMention) -> bool:
    """Whether an agency is only a bare word ("officers", "customs") in the release of another."""
    bare = agency.strength <= 1 and agency.kind == own.kind != "prosecutor"
    return agency.slug == "officers" or (bare and agency.agency_id in (None, own.agency_id))


def _acting_elsewhere(
    case: Case, kinds: frozenset[str], cases: list[Case], seen: Survey
) -> AgencyMention | None:
    """The agency that other figures or sentences say did the same kind of thing."""
    told = [c for c in cases if c.agency is not None and c.agency.role != "generic"]
    told = told or [c for c in cases if c.agency is not None and c.agency.kind == "military"]
    told = [c for c in told if c.scope == case.scope] or told
    same = [c for c in told if c.draft.measure == case.draft.measure]
    if "action" not in kinds:
        same = [c for c in same if c.draft.value == case.draft.value]
    else:
        acts = [c for c in told if "action" in kinds_of(c.draft.measure, seen)]
        before = last_before(case, acts)
        if before is not None and case.sentence.number - before.sentence.number <= _PASSAGE:
            same = [before]
        same = same or acts
    last = last_before(case, same)
    between = who.acting_between(last.sentence.number + 1, case.sentence, seen) if last else None
    if between is not None and case.scope == "operation":
        return between
    if same:
        return nearest_told(case, same).agency
    if case.scope == "operation":
        return who.acting_elsewhere(kinds, case.sentence.number, seen)
    return None


def _figure(case: Case, article: Article) -> Figure:
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


def identify(  # noqa: PLR0913 - the words of a figure, each by name
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
    found = find_agencies(words, find_places(words, wanted, world, home), world, home)
    return next((a.agency_id for a in found if a.agency_id), None)


def campaign_key_of(words: str, world: World) -> str | None:
    """The key of a campaign given in words; null where it is only described."""
    found = world.campaign_finder.find(words, fold(words))
    if found:
        return next((c.key for c in found if c.key), None)
    return world.campaign_finder.key(words) if words[:1].isupper() else None
