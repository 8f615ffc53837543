"""The agency of a figure: whose work it was, as printed, and its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.model import Draft, Sentence
    from ingest.reading.agencies import AgencyMention
    from ingest.reading.survey import Survey


def agency_of(draft: Draft, sentence: Sentence, survey: Survey) -> AgencyMention | None:
    """The agency whose work a figure is, by its clause, its sentence, then the article."""
    harmful = draft.measure in survey.world.words("agency", "no_agency_measure")
    agent = _of_agent(draft, survey)
    if agent is not None or harmful:
        return agent
    here = survey.agencies_in(sentence.char_start, sentence.char_end)
    return _by_phrase(draft, here, survey) or _speaking(here, survey)


def _of_agent(draft: Draft, survey: Survey) -> AgencyMention | None:
    """The agency in the noun phrase of whoever did it."""
    if draft.agent_start is None or draft.agent_end is None:
        return None
    return next(
        (a for a in survey.agencies if a.start < draft.agent_end and draft.agent_start < a.end), None
    )


def _by_phrase(
    draft: Draft, here: list[AgencyMention], survey: Survey
) -> AgencyMention | None:
    """The agency before the verb as its subject, or after "by"."""
    by = survey.world.words("agency", "passive_agent")
    for agency in here:
        lead = survey.folded[max(0, agency.start - 20) : agency.start].rstrip()
        if agency.start > draft.trigger_start and lead.endswith(tuple(f" {w}" for w in by)):
            return agency
    before = [a for a in here if a.end <= draft.trigger_start]
    return before[-1] if before else None


def _speaking(here: list[AgencyMention], survey: Survey) -> AgencyMention | None:
    """The agency that says so in the sentence: "…, police said"; officials in general are none."""
    said = survey.world.words("agency", "reporting")
    for agency in here:
        if agency.kind in ("government", "court") and agency.strength < 2:
            continue
        after = survey.folded[agency.end : agency.end + 15].lstrip()
        before = survey.folded[max(0, agency.start - 25) : agency.start].rstrip()
        if after.startswith(tuple(said)) or before.endswith(tuple(said)):
            return agency
    return None
