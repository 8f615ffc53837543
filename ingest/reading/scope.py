"""Whether a figure counts one operation, all so far, or all in a closed window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.reading.cues import Cue
from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.model import Draft, Scope, Sentence
    from ingest.reading.survey import Survey
    from ingest.reading.times import Time

_LONG_WINDOW_DAYS = 80
_STEPS = frozenset(
    {"convicted", "cases", "sentenced", "groups_dismantled"}
)  # counted by the year, not by the raid


_TOTALS: dict[str, Scope] = {"running_total": "running_total", "period_total": "period_total"}


def scope_of(draft: Draft, sentence: Sentence, survey: Survey, scores: dict[Scope, float]) -> Scope:
    """The scope of a figure from the words and times of its sentence.

    `scores` are those of the whole sentence. What a count is compared with comes after it: "61 so
    far this year, against 39 last year".
    """
    compared = _COMPARED.search(survey.folded, draft.char_end, sentence.char_end)
    if compared is not None:
        own = _heaviest(scores_within(draft, sentence, survey, compared.start()))
        if own != "operation":
            return own
    return _heaviest(scores)


_COMPARED = Cue(r"\b{compared}\b", "{compared}")


def _heaviest(scores: dict[Scope, float]) -> Scope:
    return max(scores, key=lambda s: scores[s])


def scores_within(draft: Draft, sentence: Sentence, survey: Survey, end: int) -> dict[Scope, float]:
    """How much a sentence up to an offset says for each scope."""
    score: dict[Scope, float] = {"operation": 2.0, "running_total": 0.0, "period_total": 0.0}
    for total, said in (
        *_said_by_terms(draft, sentence, survey, end),
        *_said_by_times(draft, sentence, survey, end),
    ):
        score[total] += said
    score["running_total"] += _by_wording(draft, sentence, survey)
    many = _by_number_of_operations(draft, sentence, survey)
    score["period_total"] += many
    if _is_of_days(sentence, survey) and not many:
        score["period_total"] -= 1.5
    if draft.measure == "trafficked" and _is_of_gang(draft, sentence, survey):
        score["running_total"] = 0.0
    return score


def _said_by_terms(
    draft: Draft, sentence: Sentence, survey: Survey, end: int
) -> Iterator[tuple[Scope, float]]:
    """What the words of a sentence say for each kind of total."""
    for first, last, values in survey.marks(survey.world.scope_terms, sentence.char_start, end):
        if _concerns(draft, first, last, survey):
            near = _nearness(draft, first, last)
            for scope, weight in values:
                if scope in _TOTALS:
                    yield _TOTALS[scope], weight * near


def _said_by_times(
    draft: Draft, sentence: Sentence, survey: Survey, end: int
) -> Iterator[tuple[Scope, float]]:
    """The same of its times; the window of one named operation makes no total."""
    one = _is_one_operation(survey)
    times = [t for t in survey.times(sentence) if t.start < end]
    for time in _of_figure(draft, times, survey):
        of_one = one and time.kind in ("window", "month", "days") and days_of(time) < _YEAR
        for total, said in _weights_of(draft, time, survey):
            if not (of_one and total == "period_total"):
                yield total, said * _nearness(draft, time.start, time.end)


def _of_figure(draft: Draft, times: list[Time], survey: Survey) -> list[Time]:
    """The times of a sentence that can be a figure's, where it tells of two stretches.

    "In 2022 it rescued 23 with the arrest of six, and in 2023 so far 185".
    """
    stretches = [t for t in times if t.kind in ("year", "month", "window", "since")]
    if len(stretches) < 2:
        return times
    after = [t for t in stretches if t.start >= draft.char_end]
    before = [t for t in stretches if t.end <= draft.char_start]
    if after and not _JOINT.search(survey.folded, draft.char_end, after[0].start):
        own = after[0]
    else:
        own = before[-1] if before else stretches[0]
    return [t for t in times if t not in stretches or t is own]


_JOINT = re.compile(r"[,;]|\band\b|\bbut\b|\bwhile\b")
_NEXT_NUMBER = 30  # letters from "has risen to" to its number


def _concerns(draft: Draft, start: int, end: int, survey: Survey) -> bool:
    """Whether a cue that leads to a number leads to this one: "the toll rose to 52"."""
    words = survey.folded[start:end]
    if words.startswith("br") and "total" in words:
        return end <= draft.char_start  # "four were freed, bringing the total to 30"
    if "compared" in words:
        return draft.char_end <= start  # "2,510 so far compared with 1,855"
    if words.endswith((" to", " at", " reached")):
        return 0 <= draft.char_start - end < _NEXT_NUMBER
    return True


def _by_number_of_operations(draft: Draft, sentence: Sentence, survey: Survey) -> float:
    """What the words for many operations, or a long one, say for a closed total."""
    start, end = sentence.char_start, sentence.char_end
    weight = 2.5 if _LONG_CAMPAIGN.search(survey.folded, start, end) else 0.0
    respectively = "respectively" in survey.folded[start:end]
    for found in () if respectively else _MANY.finditer(survey.folded, start, end):
        several = found["n"] is None or int(found["n"].replace(",", "")) > _FEW
        if several and (found["n"] or _nearness(draft, *found.span()) == 1.0):
            return weight + 3.0
    weeks = any(days_of(t) >= _WEEK for t in survey.times(sentence))
    if weeks and _STANDING.search(survey.folded, start, end):
        weight += 2.5
    named = any(c.is_operation and start <= c.start < end for c in survey.campaigns)
    return weight - 2.5 if named and not weight else weight


_YEAR = 300  # days from which no one operation lasts
_WEEK = 5  # days from which a closed stretch is no one raid
# "during checks conducted from April 13 to 19": what is always being done
_STANDING = pattern(r"\b{standing}\b")


def days_of(time: Time) -> int:
    """How many days a time lasts after its first."""
    if time.first is None or time.last is None:
        return 0
    return (time.last - time.first).days


# "the ring has smuggled 600 people this year" tells the crime of one case
_GANG = pattern(r"\b{gang}\b")


def _is_of_gang(draft: Draft, sentence: Sentence, survey: Survey) -> bool:
    """Whether the trafficked are those of one gang, told as the doer before them."""
    lead = survey.folded[max(sentence.char_start, draft.char_start - 110) : draft.char_start]
    return _GANG.search(lead) is not None


def _is_of_days(sentence: Sentence, survey: Survey) -> bool:
    """Whether all the times of a sentence are days."""
    return survey.once(("days", sentence.number), lambda: _are_days(survey.times(sentence)))


def _are_days(times: list[Time]) -> bool:
    known = [t for t in times if t.is_known]
    return bool(known) and all(t.kind in ("day", "days") and days_of(t) < _WEEK for t in known)


def _is_one_operation(survey: Survey) -> bool:
    """Whether an article is of one named operation, whose window makes no total of it."""
    campaigns = survey.campaigns
    return (
        bool(campaigns)
        and len({c.key for c in campaigns}) == 1
        and all(c.is_operation for c in campaigns)
    )


def _by_wording(draft: Draft, sentence: Sentence, survey: Survey) -> float:
    """What the turns of a sentence say for or against a running total."""
    weight = survey.once(("wording", sentence.number), lambda: _turns_of(sentence, survey))
    if _counts_up_to(draft, sentence, survey):
        weight += 3.0
    large = (draft.value or 0) >= _RECORD
    if large and _SO_FAR.search(survey.folded[sentence.char_start : sentence.char_end]):
        weight += 2.0
    return weight


def _turns_of(sentence: Sentence, survey: Survey) -> float:
    """What the turns of a sentence say, whichever its figure is."""
    text = survey.folded[sentence.char_start : sentence.char_end]
    superlative = SUPERLATIVE.search(text) is not None
    weight = -3.0 if superlative else 0.0
    since = not superlative and _SINCE_EVENT.search(text) is not None
    since = since and not _SINCE_DAY.search(text)
    if since:
        weight += 3.0
    if _is_of_days(sentence, survey) and not (survey.campaigns or since):
        weight -= 1.5  # the toll of one day's event
    if _LONG_WAR.search(text):
        weight += 5.0
    if _GOING_ON.search(text):
        weight += 3.0
    return weight + 2.0 if text.startswith("to date") else weight


# "since the inquiry began"
_SINCE_EVENT = Cue(
    r"\bsince (?:{since_event_it}|(?:{since_event_the} )?[\w' -]{3,45}?) (?:"
    r"{since_event_began}|{since_event_was} {since_event_launched})\b",
    "since ",
)
# "sixty thousand had been freed to date": more than one operation's
_SO_FAR = pattern(r"\b{so_far_has}\b[^.;]*\b{so_far_so_far}\b")
_RECORD = 500
# "the operation has so far led to", "now in its third week"
_GOING_ON = Cue(
    r"\bas of [^.;]{3,40} {going_on_has} {going_on_documented}\b|\b"
    r"{going_on_operation}\b[^.;]{0,60}\b{so_far_so_far}\b|\bnow in its \w+ "
    r"{going_on_week}\b",
    "as of ",
    "now in its ",
    "{so_far_so_far}",
)
# "has killed thousands in a seven-year-long insurgency"
_LONG_WAR = Cue(
    r"\b{going_on_has} [^.;]{0,80} {long_war_in} {long_war_an} (?:{long_war_decades}|"
    r"[a-z]+-year){long_war_long}? (?:[\w-]+ )?{long_war_insurgency}",
    "-year",
    "{long_war_decades}",
)
# "since the rally began on Saturday"
_SINCE_DAY = pattern(r"\bsince [^.;,]{3,60} (?:{since_day_on} )*{since_day_monday}\b")
# "the largest such operation to date", "the deadliest attack since 2009"
SUPERLATIVE = Cue(
    r"\b{superlative_largest}\b[^.;]{0,50}\b{superlative_to_date}\b", "{superlative_to_date}"
)
# "during different intelligence-led operations", "carried out 70 operations"; one sweep can be
# many raids, and two operations told together are two cases
_MANY = Cue(
    r"\b(?<!-)(?<!two )(?<!both )(?<!three )(?<!four )(?:{many_different}|(?P<n>\d[\d,]*)|"
    r"\w+teen) (?!of\b)(?:(?!{many_and}\b)[a-z-]+ ){0,3}(?<!criminal )"
    r"{many_operations}\b|(?<!simultaneous )(?<!coordinated )\boperations (?:"
    r"{many_carried_out} )?{many_nationwide}\b",
    "{many_operations}",
    "operations",
)
_FEW = 2
# "the six-month campaign"
_LONG_CAMPAIGN = Cue(
    r"\b(?:{long_campaign_year_long}|[a-z]+-months?|[a-z0-9]+-year|\d+-month)(?:[ "
    r"-](?!old\b)[a-z-]+){0,3} {long_campaign_campaign}\b",
    "{long_campaign_campaign}",
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
        return _weights_of_since(draft, time, survey)
    if _is_open(draft, time, survey):
        return [("running_total", 4.0)]
    if time.kind == "day":
        return []
    if time.kind == "year" and time.last is not None and time.last == survey.published:
        return [("running_total", 2.5)]
    after_in = survey.folded[max(0, time.start - 3) : time.start] == "in "
    fronted = time.start < draft.char_start
    alone = survey.folded.startswith(" alone", time.end)
    if time.kind == "month" and not _dates_an_event(draft, time, survey):
        all_of = _is_all_of(time, survey)
        many = (draft.value or 0) >= _MANY_IN_A_MONTH and draft.measure != "officers_deployed"
        if alone or all_of or (fronted and many and "earlier" not in _words(time, survey)):
            return [("period_total", 2.5)]
    return _weights_of_window(draft, time, survey, 0.6 if after_in and fronted else 0.0)


def _weights_of_since(draft: Draft, time: Time, survey: Survey) -> list[tuple[Scope, float]]:
    """The same, for the start of a count."""
    if _is_begun_then(draft, time, survey):
        return [("period_total", 2.5)]
    lead = survey.folded[max(0, time.start - 30) : time.end]
    if draft.measure == "trafficked":
        return [("running_total", 3.0)] if "since" in lead else []
    return [] if _is_one_event(time, survey) else [("running_total", 3.0)]


def _is_open(draft: Draft, time: Time, survey: Survey) -> bool:
    """Whether a count goes on from a time: "from 2018 to date", "the unit, set up in 2015, has"."""
    if time.kind == "year" and draft.measure != "trafficked" and _is_founding(time, survey):
        return True
    return survey.once(("open", time), lambda: _is_up_to_now(time, survey))


def _is_up_to_now(time: Time, survey: Survey) -> bool:
    lead = max(0, time.start - 30)
    return bool(
        _TO_NOW.match(survey.folded, time.end) or _FROM_START.search(survey.folded, lead, time.end)
    )


def _weights_of_window(
    draft: Draft, time: Time, survey: Survey, fronted: float
) -> list[tuple[Scope, float]]:
    """The same, for years and windows of a quarter or more."""
    few = (draft.value or draft.lower or 0) < 500
    long = time.kind in ("year", "window") or _is_long(time)
    if not long or (draft.measure == "trafficked" and few) or _dates_an_event(draft, time, survey):
        return []
    if (time.first is None) != (time.last is None):
        return []
    if time.first and time.last and not _is_long(time):
        return []
    under = time.kind == "window" and bool(survey.campaigns)
    if under and (_opens_campaign(time, survey) or _is_count_so_far(draft, time, survey)):
        return [("running_total", 4.0)]
    least = 2 if draft.measure in _STEPS else 5 if time.kind == "window" else 20
    big = draft.value is None or draft.value >= least
    return [("period_total", (2.5 if big else 1.0) + fronted)]


_MANY_IN_A_MONTH = 100
# "from 2018 to date", "the year 2023 so far"
# "in the past five months of this year"
_TO_NOW = pattern(r",? (?:(?:up )?{to_now_to} {to_now_date}|so far|of this year)\b")
# "from the beginning of this year"
_FROM_START = Cue(r"\bfrom the {from_start} of ", "from the ")


def _words(time: Time, survey: Survey) -> str:
    return survey.folded[time.start : time.end]


# "64 prosecutions were begun in 2019"
_BEGUN = pattern(r"\b{begun_was} {begun_begun} in $")


def _is_begun_then(draft: Draft, time: Time, survey: Survey) -> bool:
    """Whether what is counted was begun at a time, not counted from it."""
    between = survey.folded[draft.char_end : time.start]
    return "since " not in between and _BEGUN.search(between) is not None


# "during June 2023"
_ALL_OF = pattern(r"\b{all_of_during} (?:the (?:{all_of_entire} )?month of )?$")


def _is_all_of(time: Time, survey: Survey) -> bool:
    """Whether all of a month is meant, not a day in it."""
    lead = survey.folded[max(0, time.start - 35) : time.start]
    words = _words(time, survey)
    return _ALL_OF.search(lead) is not None or words.startswith(("during", "throughout"))


# "the court, set up in 1993, has tried 161"
_FOUNDED = pattern(r", (?:which was )?{founded_set_up} in (?:{founded_early} )?$")


def _is_founding(time: Time, survey: Survey) -> bool:
    """Whether a year is the one from which a body counts."""
    return _FOUNDED.search(survey.folded, max(0, time.start - 45), time.start) is not None


def _is_long(time: Time) -> bool:
    """Whether a time lasts a quarter or more."""
    return days_of(time) >= _LONG_WINDOW_DAYS


_OF_EVENT = pattern(r"\b{of_event} $")
# "2017's hurricane", "the 1995 massacre", "the first raids of 2018"
_EVENT_BEFORE = re.compile(r"\bfirst [^.;,]{0,40} of $")
# "the Women's Charter 1961"
_LAW = pattern(r"\b{law},? $")
_EVENT_AFTER = re.compile(r"'s [a-z]|(?= (?!and\b|to\b|in\b|by\b|were\b|was\b|with\b)[a-z]+ )")


def _dates_an_event(draft: Draft, time: Time, survey: Survey) -> bool:
    """Whether a year only says which event is meant."""
    lead = survey.folded[max(0, time.start - 60) : time.start]
    ago = time.first is None and _words(time, survey).endswith("ago")
    if ago or _EVENT_BEFORE.search(lead) or _LAW.search(lead):
        return True
    if time.kind == "month" and survey.folded.startswith("'s ", time.end):
        return True
    harm = draft.measure in ("killed", "injured", "trafficked")
    the = _OF_EVENT.search(lead) is not None or survey.folded.startswith("'s ", time.end)
    return (
        harm and time.kind == "year" and the and bool(_EVENT_AFTER.match(survey.folded, time.end))
    )


def _opens_campaign(time: Time, survey: Survey) -> bool:
    """Whether a window begins with the campaign: "from 1 February, when it began, to 31 July"."""
    around = survey.folded[max(0, time.start - 40) : time.end + 20]
    return any(word in around for word in survey.world.times["begin"])


def _is_count_so_far(draft: Draft, time: Time, survey: Survey) -> bool:
    """Whether a named campaign's count up to a recent day is given in a perfect tense."""
    if time.last is None or time.first is None or survey.published is None:
        return False
    if survey.folded[max(0, time.start - 9) : time.start].endswith("between "):
        return False  # both ends are told, so the count is closed
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
    if _SINCE_DAY.search(survey.folded, max(0, time.start - 70), time.end + 1):
        return not survey.campaigns
    if time.first is None or survey.published is None:
        return False
    if survey.campaigns and not time.is_relative:
        return False
    return (survey.published - time.first).days <= 14


_STATE = pattern(r"\b{state_held}(?: \w+){0,3} since (?:{state_early} )?$")
