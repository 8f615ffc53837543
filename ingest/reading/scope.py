"""Whether a figure counts one operation, all so far, or all in a closed window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.model import Draft, Scope, Sentence
    from ingest.reading.survey import Survey
    from ingest.reading.times import Time

_LONG_WINDOW_DAYS = 80
_STEPS = frozenset({"convicted", "cases", "sentenced"})  # counted by the year, not by the raid


_TOTALS: dict[str, Scope] = {"running_total": "running_total", "period_total": "period_total"}


def scope_of(draft: Draft, sentence: Sentence, survey: Survey) -> Scope:
    """The scope of a figure from the words and times of its sentence."""
    score: dict[Scope, float] = {"operation": 2.0, "running_total": 0.0, "period_total": 0.0}
    span = (sentence.char_start, sentence.char_end)
    for start, end, values in survey.marks(survey.world.scope_terms, *span):
        near = _nearness(draft, start, end)
        for scope, weight in values:
            if scope in _TOTALS:
                score[_TOTALS[scope]] += weight * near
    for time in survey.times(sentence):
        for total, said in _weights_of(draft, time, survey):
            score[total] += said * _nearness(draft, time.start, time.end)
    score["running_total"] += _by_wording(draft, sentence, survey)
    if _LONG_CAMPAIGN.search(survey.folded, *span):
        score["period_total"] += 2.5
    if _is_of_days(sentence, survey):
        score["period_total"] -= 1.5
    return max(score, key=lambda s: score[s])


def _is_of_days(sentence: Sentence, survey: Survey) -> bool:
    """Whether all the times of a sentence are days."""
    kinds = {t.kind for t in survey.times(sentence) if t.is_known}
    return bool(kinds) and kinds <= {"day", "days"}


def _by_wording(draft: Draft, sentence: Sentence, survey: Survey) -> float:
    """What the turns of a sentence say for or against a running total."""
    text = survey.folded[sentence.char_start : sentence.char_end]
    superlative = _SUPERLATIVE.search(text) is not None
    weight = -3.0 if superlative else 0.0
    since = _SINCE_EVENT.search(text) is not None and not superlative
    if since:
        weight += 3.0
    if _counts_up_to(draft, sentence, survey):
        weight += 3.0
    if _is_of_days(sentence, survey) and not (survey.campaigns or since):
        weight -= 1.5  # the toll of one day's event
    return weight + 2.0 if text.startswith("to date") else weight


# "since the inquiry began"
_SINCE_EVENT = re.compile(
    r"\bsince (?:the|its|their|an?) [\w' -]{3,45}? (?:began|started|was launched|"
    r"were launched|opened|was set up|was established|came into force|got under "
    r"way)\b"
)
# "the largest such operation to date", "the deadliest attack since 2009"
_SUPERLATIVE = re.compile(
    r"\b(?:largest|biggest|deadliest|worst|highest|lowest|most \w+|first|"
    r"bloodiest)\b[^.;]{0,50}\b(?:to date|so far|since|this year|in years)\b"
)
# "the six-month campaign"
_LONG_CAMPAIGN = re.compile(
    r"\b(?:[a-z]+-months?|[a-z0-9]+-year|year-?long|\d+-month)(?:[ "
    r"-](?!old\b)[a-z-]+){0,3} (?:campaign|crackdown|drive|blitz|offensive)\b"
)


def _counts_up_to(draft: Draft, sentence: Sentence, survey: Survey) -> bool:
    """Whether a campaign's count is given as of a day: "by 31 March it had rescued 900"."""
    context = survey.campaigns or _under_campaign(sentence, survey)
    if not context or not any(
        t.kind in ("until", "as_of") and t.last is not None for t in survey.times(sentence)
    ):
        return False
    words = survey.folded[sentence.char_start : draft.char_end + 40].split()
    if "the number of" in survey.folded[sentence.char_start : draft.char_start]:
        return True
    return bool(set(words) & set(survey.world.times["perfect"]))


def _under_campaign(sentence: Sentence, survey: Survey) -> bool:
    """Whether a sentence counts what was done under something lasting: "under the drive"."""
    nouns = survey.world.words("campaign", "loose_noun")
    words = survey.folded[sentence.char_start : sentence.char_end].replace(".", " ").split()
    return bool(nouns & set(words))


def _nearness(draft: Draft, start: int, end: int) -> float:
    """How much a cue of the sentence concerns a figure: wholly in its clause, less farther off."""
    if draft.clause_start <= start and end <= draft.clause_end:
        return 1.0
    gap = max(draft.char_start - end, start - draft.char_end, 0)
    return 1.0 if gap < 60 else 0.6


def _weights_of(draft: Draft, time: Time, survey: Survey) -> list[tuple[Scope, float]]:
    """What a time of the sentence says for each kind of total."""
    if time.kind == "since":
        one = draft.measure == "trafficked" or _is_one_event(time, survey)
        return [] if one else [("running_total", 3.0)]
    if time.kind == "year" and time.last is not None and time.last == survey.published:
        return [("running_total", 2.5)]
    after_in = survey.folded[max(0, time.start - 3) : time.start] == "in "
    fronted = time.start < draft.char_start
    alone = survey.folded.startswith(" alone", time.end)
    if time.kind == "month" and (alone or ((after_in or fronted) and (draft.value or 0) >= 100)):
        return [("period_total", 2.5)]
    return _weights_of_window(draft, time, survey, 0.6 if after_in and fronted else 0.0)


def _weights_of_window(
    draft: Draft, time: Time, survey: Survey, fronted: float
) -> list[tuple[Scope, float]]:
    """The same, for years and windows of a quarter or more."""
    few = (draft.value or draft.lower or 0) < 500
    if time.kind not in ("year", "window") or (draft.measure == "trafficked" and few):
        return []
    if (time.first is None) != (time.last is None):
        return []
    if time.first and time.last and (time.last - time.first).days < _LONG_WINDOW_DAYS:
        return []
    under = time.kind == "window" and bool(survey.campaigns)
    if under and (_opens_campaign(time, survey) or _is_count_so_far(draft, time, survey)):
        return [("running_total", 4.0)]
    big = draft.value is None or draft.value >= (2 if draft.measure in _STEPS else 20)
    return [("period_total", (2.5 if big else 1.0) + fronted)]


def _opens_campaign(time: Time, survey: Survey) -> bool:
    """Whether a window begins with the campaign: "from 1 February, when it began, to 31 July"."""
    around = survey.folded[max(0, time.start - 40) : time.end + 20]
    return any(word in around for word in survey.world.times["begin"])


def _is_count_so_far(draft: Draft, time: Time, survey: Survey) -> bool:
    """Whether a named campaign's count up to a recent day is given in a perfect tense."""
    if time.last is None or time.first is None or survey.published is None:
        return False
    recent = 0 <= (survey.published - time.last).days <= 45
    long = (time.last - time.first).days >= _LONG_WINDOW_DAYS
    text = survey.folded[draft.char_start : draft.clause_end + 60]
    goes_on = any(word in text for word in survey.world.times["ongoing"])
    perfect = bool(set(text.split()) & set(survey.world.times["perfect"]))
    named = any(c.key for c in survey.campaigns)
    return recent and long and named and (perfect or goes_on)


def _is_one_event(time: Time, survey: Survey) -> bool:
    """Whether "since" opens no count: days ago, or of a state ("hostages held since March")."""
    if _STATE.search(survey.folded, max(0, time.start - 60), time.start):
        return True
    if time.first is None or survey.published is None:
        return False
    if survey.campaigns and not time.is_relative:
        return False
    return (survey.published - time.first).days <= 14


_STATE = re.compile(
    r"\b(?:held|missing|captive|jailed|wanted|operating|active|living|imprisoned|custody)"
    r"(?: \w+){0,3} since (?:early |late |at least |about )?$"
)
