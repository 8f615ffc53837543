"""The time of a figure: its sentence's own, else the operation's as told elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.reading.wordlists import pattern, words
from ingest.values import value

if TYPE_CHECKING:
    from datetime import date

    from ingest.model import Draft, Scope, Sentence
    from ingest.reading.survey import Survey
    from ingest.reading.times import Time


@value
class Period:
    """The dates of a figure, both inclusive, each null where it can't be known."""

    first: date | None
    last: date | None

    @property
    def is_empty(self) -> bool:
        """Whether neither end is known."""
        return self.first is None and self.last is None


NO_PERIOD = Period(None, None)


def own_time(draft: Draft, scope: Scope, sentence: Sentence, survey: Survey) -> Time | None:
    """The time that the figure's sentence gives it, if it gives one."""
    times = survey.once(("datable", sentence.number), lambda: _datable(sentence, survey))
    if not times:
        return _since_then(draft, sentence, survey) if scope == "running_total" else None
    if scope == "running_total":
        since = [t for t in times if t.kind == "since"]
        since = since or [t for t in times if t.kind == "window" and not _is_same(t, survey)]
        stretches = [t for t in times if t.kind in ("year", "month", "week")]
        stretches = [t for t in stretches if t.last == survey.published]
        chosen = min(since or stretches, key=lambda t: _gap(draft, t), default=None)
        return chosen or _since_then(draft, sentence, survey)
    if scope == "operation":
        times = [t for t in times if t.kind != "until"]
    if scope == "period_total":
        long = [t for t in times if t.kind in _LONG_KINDS]
        long = long or [t for t in times if t.kind != "day" or not _is_said(t, sentence, survey)]
        return min(long, key=lambda t: _gap(draft, t), default=None)
    fitting = [t for t in times if _tells(draft, t, sentence, survey)]
    return min(
        fitting,
        key=lambda t: distance(draft.trigger_start, draft.trigger_end, t, survey),
        default=None,
    )


def _datable(sentence: Sentence, survey: Survey) -> list[Time]:
    """The times of a sentence that can be that of something counted in it."""
    return [
        t
        for t in survey.times(sentence)
        if t.kind != "as_of"
        and not _is_dateline(t, sentence, survey)
        and not _is_ahead(t, survey)
        and not _is_compared(t, survey)
    ]


_LONG_KINDS = frozenset({"year", "window", "month", "quarter", "until", "since"})


def _is_ahead(time: Time, survey: Survey) -> bool:
    """Whether a time comes after publication: nothing was done then."""
    published = survey.published
    return published is not None and time.first is not None and time.first > published


# "up 17 from the previous year", "more than in the past year"
_COMPARED = pattern(r"\b{compared_from}(?: {compared_in})? ?$")


def _is_compared(time: Time, survey: Survey) -> bool:
    """Whether a time is only that of an earlier count, without a number of its own."""
    words = survey.folded[time.start : time.end].strip()
    lead = survey.folded[max(0, time.start - 20) : time.start]
    return "previous" in words and _COMPARED.search(lead + " ") is not None


def _is_same(time: Time, survey: Survey) -> bool:
    """Whether a window is only one to compare with: "the same period last year"."""
    return survey.folded.startswith("the same ", time.start)


def _since_then(draft: Draft, sentence: Sentence, survey: Survey) -> Time | None:
    """The time that "since then" points back to, in the sentence before."""
    if "since then" not in survey.folded[sentence.char_start : draft.char_end + 60]:
        return None
    for before in reversed(survey.sentences[: sentence.number]):
        known = [t for t in survey.times(before) if t.first is not None]
        if known:
            return replace(known[-1], kind="since", last=survey.published)
        if before.number < sentence.number - 2:
            break
    return None


def kinds_of(measure: str, survey: Survey) -> frozenset[str]:
    """The kinds of event that date a measure."""
    own = survey.world.measure_events[measure]
    if own == "victims":
        return frozenset({"harm", "victims", "any"})
    return frozenset({own, "any"}) if own in ("harm", "action") else frozenset({own})


def event_of(time: Time, sentence: Sentence, survey: Survey) -> tuple[int, int, str] | None:
    """The event that a time belongs to: the nearest one in its sentence, or its only one."""
    events = survey.events(sentence)
    return survey.once(("event", time), lambda: _nearest_event(events, time, sentence, survey))


def _event_beside(
    own: tuple[int, int, str], time: Time, sentence: Sentence, survey: Survey
) -> tuple[int, int, str] | None:
    """The same where one of the events is a figure's own."""
    events = [e for e in survey.events(sentence) if e[1] <= own[0] or e[0] >= own[1]]
    return _nearest_event([*events, own], time, sentence, survey)


def _nearest_event(
    events: list[tuple[int, int, str]], time: Time, sentence: Sentence, survey: Survey
) -> tuple[int, int, str] | None:
    if len(events) < _SEVERAL:
        return events[0] if events else None
    return min(events, key=lambda e: _attachment(e, time, sentence, survey), default=None)


_SEVERAL = 2


def _attachment(
    event: tuple[int, int, str], time: Time, sentence: Sentence, survey: Survey
) -> float:
    """How far a time is from an event.

    A time belongs to what stands before it, unless it opens its sentence or is part of the
    event's name ("the 1982 attack").
    """
    folded = survey.folded
    gap = distance(event[0], event[1], time, survey)
    follows = event[0] >= time.end
    if folded[max(0, time.start - 4) : time.start] in ("the ", "'s "):
        return gap if follows else gap + 60.0
    if follows and _CLOSED.match(folded, time.end):
        return gap + 100.0
    opens = time.start - sentence.char_start < 25
    return gap + 15.0 if follows and not opens else gap


def is_aside(time: Time, sentence: Sentence, survey: Survey) -> bool:
    """Whether a time is only that of publication, of speech, or of what may yet be."""
    return survey.once(("aside", time), lambda: _is_aside(time, sentence, survey))


def _is_aside(time: Time, sentence: Sentence, survey: Survey) -> bool:
    lead = survey.folded[max(sentence.char_start, time.start - 60) : time.start]
    return (
        _is_dateline(time, sentence, survey)
        or _is_said(time, sentence, survey)
        or _YET_TO_BE.search(lead) is not None
        or _is_ahead(time, survey)
    )


# "the fish could be on your plate ", "they will appear in court on "
_YET_TO_BE = pattern(
    r"\b{yet_to_be_could} (?:{yet_to_be_be} )?[^.;,]{0,40}$|\b{yet_to_be_scheduled} "
    r"{yet_to_be_to} [^.;]{0,50}$"
)
# "Wednesday's report"
_EDITION = pattern(r"'s {edition}\b")


def _tells(draft: Draft, time: Time, sentence: Sentence, survey: Survey) -> bool:
    """Whether a time of the sentence is that of what the figure counts."""
    corrects = survey.marks(
        survey.world.terms("mention", "correction_cue"), sentence.char_start, sentence.char_end
    )
    if corrects or _is_of_report(time, draft, sentence, survey):
        return False
    if _is_trailing(draft, time, sentence, survey):
        return True
    own = draft.trigger_start, draft.trigger_end, "own"
    event = _event_beside(own, time, sentence, survey)
    if event is None or event[2] == "deed":
        return _is_todays_step(draft, time, sentence, survey)
    kinds = kinds_of(draft.measure, survey)
    return _is_own_time(draft, time, kinds, survey) if event[2] == "own" else event[2] in kinds


def _is_todays_step(draft: Draft, time: Time, sentence: Sentence, survey: Survey) -> bool:
    """Whether today is when a court's step was taken, not the deed: "jailed for fraud today"."""
    today = time.is_relative and time.kind == "day" and time.first == survey.published
    steps = survey.world.measure_events[draft.measure] not in ("action", "harm", "victims")
    said = survey.folded[time.start : time.end] in words("court_today")
    return today and steps and said and draft.trigger_start < time.start <= sentence.char_end


def _is_own_time(draft: Draft, time: Time, kinds: frozenset[str], survey: Survey) -> bool:
    """Whether a time nearest to a figure's own verb is that of the verb."""
    if time.start < draft.trigger_end:
        return True
    between = survey.folded[draft.trigger_end : time.start]
    deed = kinds.isdisjoint(("action", "harm")) and _FOR_DEED.search(between) is not None
    return len(between) < FAR and not deed and _SUBORDINATE.search(between) is None


def _is_trailing(draft: Draft, time: Time, sentence: Sentence, survey: Survey) -> bool:
    """Whether a time set off at a sentence's end is that of its main verb.

    "Police arrested 34 members of Los Primos, a gang that extorts traders, on Tuesday."
    """
    first = not any(
        e[2] in ("action", "harm") for e in survey.events(sentence) if e[1] <= draft.trigger_start
    )
    ends = not survey.folded[time.end : sentence.char_end].strip(" .\n")
    set_off = survey.folded[max(0, time.start - 5) : time.start].endswith((", on ", ", "))
    return first and ends and time.kind == "day" and set_off


FAR = 130


# A time that a subordinate clause follows belongs to what stands before it.
_CLOSED = pattern(r",? {closed}\b")
_SUBORDINATE = pattern(r"\b{subordinate_who_2}\b")
# What a court step was for is of another time: "charged over a shooting on Wednesday".
_FOR_DEED = pattern(r"\b{for_deed}\b")


def _gap(draft: Draft, time: Time) -> int:
    return max(time.start - draft.char_end, draft.char_start - time.end, 0)


def distance(start: int, end: int, time: Time, survey: Survey) -> float:
    """Characters between a time and a word, more across the joints of a sentence."""
    first, last = (end, time.start) if time.start >= end else (time.end, start)
    return last - first + 45.0 * survey.breaks_between(first, last)


# "NAIROBI, " before "June 12 - "
_FILED = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'-]{2,30}(?:, [A-Z][A-Za-z. ]{1,20})?[,.]? \(?")


_DATELINE = 60  # letters that a dateline takes at most


def _is_dateline(time: Time, sentence: Sentence, survey: Survey) -> bool:
    """Whether a date only says when the article came out: alone on its line, or in the dateline."""
    if time.is_relative or time.kind != "day":
        return False
    if _FILED.fullmatch(survey.text, sentence.char_start, time.start) and survey.folded[
        time.end : time.end + 12
    ].lstrip(" )").startswith(("-", "(")):
        return True
    if time.first != survey.published:
        return False
    lead = survey.folded[sentence.char_start : time.start]
    tail = survey.folded[time.end : sentence.char_end]
    return (
        (lead.endswith("(") and len(lead) < _DATELINE)
        or tail.lstrip(" )").startswith((":", "-"))
        or not (lead + tail).strip(" .,():-")
        or sentence.kind == "headline"
    )


def _is_of_report(time: Time, draft: Draft, sentence: Sentence, survey: Survey) -> bool:
    """Whether a time says when something was said: "police said Tuesday", "released Tuesday"."""
    if draft.trigger_start < time.start and survey.folded[draft.trigger_end : time.start].strip(
        " ,"
    ) in ("", "on", "late", "early"):
        return False
    return _is_said(time, sentence, survey)


_OPENING_ON = pattern(r"(?: {said_on})+$")
# "in a statement here", "at a news conference in Orillia"
_WHERE_SAID = pattern(r"\b({said_event}) (?:here|{said_in} [\w .'-]{2,25})$")
# " in a statement on"
_HOW_SAID = pattern(r"(?: {how_said})+$")


def _is_said(time: Time, sentence: Sentence, survey: Survey) -> bool:
    return survey.once(("said", time), lambda: _says(time, sentence, survey))


def _says(time: Time, sentence: Sentence, survey: Survey) -> bool:
    lead = survey.folded[max(0, time.start - 60) : time.start].rstrip(" ,")
    lead = _OPENING_ON.sub("", _WHERE_SAID.sub(r"\1", _OPENING_ON.sub("", lead)))
    saying = survey.world.endings("agency", "saying")
    if lead.endswith(saying):
        return True
    lead = _HOW_SAID.sub("", lead)
    if lead.endswith(saying) or _TOLD.search(lead):
        return True
    if _ANNOUNCES.match(survey.folded, time.end) or _EDITION.match(survey.folded, time.end):
        return True
    after = _SAYS.match(survey.folded, time.end) if time.start - sentence.char_start < 12 else None
    return after is not None and after[1].endswith(saying)


# "police on Monday announced the arrests of two"
_ANNOUNCES = pattern(r" (?:{announces_are} ){0,2}{announces_announc}\b")
_TOLD = pattern(
    r"\b{told_published} in \w+$|\b{told_made_available} by (?:the )?(?:[\w.'-]+ ?){"
    r"1,3}$|\b{told_told} (?:the )?(?:[\w.'-]+ ?){1,3}$|\b{told_said} (?:{told_the} "
    r")?(?:[\w-]+ )?{told_police}$"
)
_SAYS = pattern(r", ((?:[\w.'-]+ ){1,6}?{says})\b")


def period_of(time: Time | None, scope: Scope, survey: Survey, sentence: Sentence) -> Period:
    """The dates of a time, as the scope reads them."""
    if scope == "running_total":
        as_of = next((t for t in survey.times(sentence) if t.kind in ("as_of", "until")), None)
        if time is not None and time.kind == "window":
            return Period(time.first, time.last)
        last = as_of.last if as_of is not None and as_of.last is not None else survey.published
        first = time.first if time is not None and time.kind not in ("as_of", "until") else None
        return Period(first, last)
    if time is None:
        return NO_PERIOD
    if time.kind == "since":
        return Period(time.first, survey.published)
    return Period(time.first, time.last)
