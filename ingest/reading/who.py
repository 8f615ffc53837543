"""The agency of a figure: whose work it was, as printed, and its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.agencies import AgencyMention
from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from ingest.model import Draft, Sentence
    from ingest.reading.survey import Survey


# Officers that are counted are no agency: "two customs officers"
_NUMBERED = pattern(r"(?:\b{numbered}|\d) $")
_JOINED = pattern(r"(?:['’]s)?(?: \([^)]*\))?,? ?(?:{joined_and_2}|,)(?: [\w'’-]+){0,4}? ?")


def agency_of(draft: Draft, sentence: Sentence, survey: Survey) -> AgencyMention | None:
    """The agency whose work a figure is, by its clause, then its sentence."""
    agent = _of_agent(draft, survey)
    if agent is not None and _is_counted(agent, draft, survey):
        agent = None
    if draft.measure in survey.world.words("agency", "no_agency_measure"):
        forces = survey.world.words("agency", "armed_kind")
        harms = draft.measure in survey.world.words("agency", "agency_harm")
        if agent is None and harms and draft.category == "suspects":
            agent = _fought(sentence, survey)
        did = agent is not None and harms and agent.kind in forces
        return (
            agent if did and agent is not None and _acts(agent, draft, sentence, survey) else None
        )
    if agent is not None and not _may_act(agent, draft, survey):
        agent = None
    if agent is not None and agent.kind != "government":
        return agent
    if agent is not None and agent.slug == "authorities" and announcing(survey) is None:
        return agent
    here = survey.agencies_in(sentence.char_start, sentence.char_end)
    here = [
        a
        for a in here
        if _may_act(a, draft, survey)
        and not _is_nobody(a)
        and not _is_counted(a, draft, survey)
        and not is_only_kind(a, survey)
        and not _is_venue(a, survey)
    ]
    here = _without_helpers(here, survey)
    acted = (
        agent
        if agent is not None and agent.strength >= 2
        else _by_phrase(draft, here, sentence, survey)
    )
    speaking = _speaking(here, survey) if acted is None else None
    if acted is not None and _TITLED.search(survey.text, acted.start, acted.end + 10):
        return fullest(acted, survey)
    return acted or (fullest(speaking, survey) if speaking else _state(draft, survey))


def fullest(agency: AgencyMention, survey: Survey) -> AgencyMention:
    """The full name that an article has for an agency, where it is meant by its short name."""
    short = survey.text[agency.start : agency.end].removeprefix("the ").removeprefix("The ")
    short = _MEMBERS.sub("", short)
    titled = _TITLED.search(short) or _TITLED.match(survey.text, agency.end)
    if agency.agency_id is None or not (short.isupper() or titled):
        return agency
    same = [
        a
        for a in survey.agencies
        if a.agency_id == agency.agency_id
        and not survey.text[a.start : a.end].isupper()
        and (a.strength == 3 or titled)
        and not _MEMBERS.search(survey.text, a.start, a.end)
        and _TITLED.search(survey.text, a.start, a.end) is None
    ]
    return max(same, key=lambda a: (a.strength, a.end - a.start), default=agency)


# "NCA officers"
_MEMBERS = pattern(r" {members}$")
# "Immigration director-general"
_TITLED = pattern(r" {titled}\b")


def _without_helpers(here: list[AgencyMention], survey: Survey) -> list[AgencyMention]:
    """The agencies of a sentence but those that only went along, unless there are no others."""
    kept: list[AgencyMention] = []
    helpers: list[AgencyMention] = []
    for agency in here:
        last = helpers[-1] if helpers else None
        listed = last is not None and is_joined(last, agency, survey)
        (helpers if listed or is_helping(agency, survey) else kept).append(agency)
    return kept or helpers[:1]


# "killed in an encounter with ", "after an exchange of fire with "
_FOUGHT = pattern(r"\b{fought_encounters} {fought_with} (?:the )?(?:\w+ and )?$")


def _fought(sentence: Sentence, survey: Survey) -> AgencyMention | None:
    """The force that offenders died fighting."""
    for agency in survey.agencies_in(sentence.char_start, sentence.char_end):
        if _FOUGHT.search(survey.folded, max(0, agency.start - 60), agency.start):
            return agency
    return None


def _is_counted(agency: AgencyMention, draft: Draft, survey: Survey) -> bool:
    """Whether officers are what the figure counts: "two customs officers were arrested"."""
    follows = 0 <= agency.start - draft.char_end <= 25
    if _NUMBERED.search(survey.folded, max(0, agency.start - 16), agency.start):
        follows = True
    return follows and (draft.measure != "officers_deployed" or agency.slug in _NAMELESS)


_NAMELESS = frozenset({"officers", "federal-agents"})


def _acts(agent: AgencyMention, draft: Draft, sentence: Sentence, survey: Survey) -> bool:
    """Whether nothing else happens between an agency and a harm.

    Not "arrested a man after the shooting of four", not "found the bodies".
    """
    first, last = agent.end, draft.trigger_start
    if last < first:
        return True
    between = any(first <= e[0] and e[1] <= last for e in survey.events(sentence))
    return not between and not _FOUND.search(survey.folded, first, draft.char_end + 25)


_FOUND = pattern(r"\b{found}\b")


def _may_act(agency: AgencyMention, draft: Draft, survey: Survey) -> bool:
    """Courts and juries charge, convict and sentence; they don't arrest or rescue."""
    return agency.kind != "court" or survey.world.measure_events[draft.measure] == draft.measure


# "a police operation", "in police custody": the word only says what kind
_ONLY_KIND = pattern(r" {only_kind}\b")


def is_only_kind(agency: AgencyMention, survey: Survey) -> bool:
    """Whether a bare word of police only says what kind of thing the next word is."""
    bare = agency.strength <= 1 and agency.role != "generic"
    return bare and _ONLY_KIND.match(survey.folded, agency.end) is not None


def is_helping(agency: AgencyMention, survey: Survey) -> bool:
    """Whether an agency only went along: "in conjunction with the state police"."""
    if _HELPED.match(survey.folded, agency.end):
        return True
    return _lead(agency, survey).endswith(survey.world.endings("agency", "helping"))


# "Europol also supported", "and Interpol assisted"
_HELPED = pattern(r" (?:{helped_also} )*{helped_supported}\b")


def _is_venue(agency: AgencyMention, survey: Survey) -> bool:
    """Whether a court is only where something is: "appeared in a Sydney court"."""
    return agency.kind == "court" and _VENUE.search(_lead(agency, survey)) is not None


_VENUE = pattern(r" {venue}(?: an?)?$")


def _is_nobody(agency: AgencyMention) -> bool:
    """Bare "officials" and "authorities" say something, but name no body."""
    return agency.kind in ("government", "ngo", "rescue") and agency.strength < 2


def _of_agent(draft: Draft, survey: Survey) -> AgencyMention | None:
    """The agency in the noun phrase of whoever did it."""
    if draft.agent_start is None or draft.agent_end is None:
        return None
    found: AgencyMention | None = None
    for agency in survey.agencies:
        if agency.start < draft.agent_end and draft.agent_start < agency.end:
            said = found and _SAYS_THAT.search(survey.folded, found.end, agency.start)
            found = agency if found is None or said else found
    return found


# "the ministry says police", "Interpol said officers": who says so didn't do it
_SAYS_THAT = pattern(r"\b{says_that}\b")


def _state(draft: Draft, survey: Survey) -> AgencyMention | None:
    """A country that is said to have done it: "Israel detains hundreds"."""
    if draft.agent_start is None or draft.agent_end is None:
        return None
    for place in survey.places_in(draft.agent_start, draft.agent_end):
        owns = survey.folded[place.end : place.end + 2] == "'s"
        if place.level == "country" and place.role == "named" and not owns:
            state = f"{place.country.lower()}-authorities"
            return AgencyMention(
                place.start, place.end, place.start, state, "government", "body", 2, place.country,
                place.region_id, "authorities",
            )  # fmt: skip
    return None


_LED_BY = 18  # letters of "carried out by the": the event that is led, not another


def _by_phrase(
    draft: Draft, here: list[AgencyMention], sentence: Sentence, survey: Survey
) -> AgencyMention | None:
    """The agency after "by", or before the verb as its subject: of several, the first."""
    by = survey.world.endings("agency", "passive_agent", " ")
    events = survey.events(sentence)
    for agency in here:
        lead = _lead(agency, survey)
        between = [
            e
            for e in events
            if draft.trigger_end <= e[0] < agency.start and agency.start - e[1] > _LED_BY
        ]
        if agency.start > draft.trigger_start and lead.endswith(by) and not between:
            return agency
    for agency in here:
        if agency.strength >= 2 and _is_whose_work(agency, survey):
            return agency
    told = survey.world.endings("agency", "object_of", " ")
    before = [
        a for a in here if a.end <= draft.trigger_start and not _lead(a, survey).endswith(told)
    ]
    if not before:
        return None
    first = len(before) - 1
    while first > 0 and is_joined(before[first - 1], before[first], survey):
        first -= 1
    return before[first]


# "as part of a National Crime Agency" before "investigation"
_PART_OF = pattern(r"\b{part_of_part_of}(?: {as_part_an})?$")
_WORK = pattern(r"(?:['’]s)?(?:-led)?(?: [a-z-]+){0,3} {work}\b")


def _is_whose_work(agency: AgencyMention, survey: Survey) -> bool:
    """Whether it was done as part of an agency's work: "in a Border Force operation"."""
    lead = survey.folded[max(0, agency.start - 30) : agency.start].rstrip()
    return _PART_OF.search(lead) is not None and _WORK.match(survey.folded, agency.end) is not None


def is_joined(one: AgencyMention, other: AgencyMention, survey: Survey) -> bool:
    """Whether two agencies act together: "X and Y", "X, along with members of Y"."""
    return _JOINED.fullmatch(survey.folded, one.end, other.start) is not None


def _lead(agency: AgencyMention, survey: Survey) -> str:
    return survey.folded[max(0, agency.start - 30) : agency.start].rstrip().removesuffix(" the")


ACTS_WITHIN = 40  # letters between an agency and the event that it is the subject of


def speaks(agency: AgencyMention, survey: Survey) -> bool:
    """Whether an agency says so: "police said", "according to police"."""
    said = survey.world.endings("agency", "reporting")
    after = survey.folded[agency.end : agency.end + 15].lstrip()
    return after.startswith(said) or _lead(agency, survey).endswith(said)


def is_led_by(agency: AgencyMention, survey: Survey) -> bool:
    """Whether an agency stands after "by"."""
    by = survey.world.endings("agency", "passive_agent", " ")
    return _lead(agency, survey).endswith(by)


def _speaking(here: list[AgencyMention], survey: Survey) -> AgencyMention | None:
    """The agency that says so in the sentence: "…, police said"."""
    for agency in here:
        if (agency.kind == "court" and agency.strength < 2) or agency.slug == "officers":
            continue
        if speaks(agency, survey):
            return agency
    return None


def acting_elsewhere(kinds: frozenset[str], near: int, survey: Survey) -> AgencyMention | None:
    """The agency that the nearest other sentence says did the same kind of thing."""
    found: list[tuple[int, AgencyMention]] = []
    by = survey.world.endings("agency", "passive_agent", " ")
    leading = survey.world.endings("agency", "leading")
    for sentence in survey.sentences:
        here = survey.agencies_in(sentence.char_start, sentence.char_end)
        events = [e for e in survey.events(sentence) if e[2] in kinds] if here else []
        for agency in here:
            if agency.strength < 1 or agency.role in ("generic", "rescue", "ngo"):
                continue
            if is_only_kind(agency, survey):
                continue
            lead = _lead(agency, survey)
            acts = any(
                0 <= e[0] - agency.end < ACTS_WITHIN
                or (0 <= agency.start - e[1] < 25 and lead.endswith(by))
                for e in events
            )
            if acts or (lead.endswith(leading) and events):
                found.append((abs(sentence.number - near), agency))
    return min(found, key=lambda f: f[0])[1] if found else None


def announcing(survey: Survey) -> AgencyMention | None:
    """The agency in whose name an article speaks: the first body it names that says something."""
    for agency in survey.agencies:
        listed = agency.agency_id in survey.world.agencies and agency.role == "body"
        listed = listed and agency.kind != "police"
        if (
            (agency.strength < 2 and not listed)
            or agency.role in ("generic", "rescue", "ngo")
            or agency.kind in ("government", "court", "ngo")
        ):
            continue
        if speaks(agency, survey):
            return agency
    return None


def acting_between(first: int, sentence: Sentence, survey: Survey) -> AgencyMention | None:
    """The last body named in the sentences just before a sentence, from number `first` on."""
    for before in reversed(survey.sentences[max(first, sentence.number - 2) : sentence.number]):
        here = survey.agencies_in(before.char_start, before.char_end)
        here = _without_helpers(here, survey)
        bodies = [
            a
            for a in here
            if a.strength >= 2
            and a.role != "generic"
            and a.kind not in ("government", "court", "ngo", "rescue")
            and not is_helping(a, survey)
        ]
        if bodies and before.kind != "furniture":
            return bodies[0]
    return None


def speaking_for_itself(survey: Survey) -> AgencyMention | None:
    """The agency whose own release an article is, where the text first names it."""
    own = survey.outlet.agency_id
    return next((a for a in survey.agencies if own is not None and a.agency_id == own), None)


def only_body(survey: Survey) -> AgencyMention | None:
    """The one body that an article names, if it names just one."""
    bodies = [
        a
        for a in survey.agencies
        if a.strength >= 2
        and a.agency_id
        and a.role != "generic"
        and a.kind not in ("government", "court", "ngo", "rescue")
    ]
    national = [a for a in bodies if a.kind != "international"]
    if national:
        return bodies[0] if len({a.agency_id for a in national}) == 1 else None
    return next((a for a in bodies if a.agency_id in survey.world.agencies), None)
