"""Whether a figure counts one operation, all so far, or all in a closed window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.model import Draft, Scope, Sentence
    from ingest.reading.survey import Survey
    from ingest.reading.times import Time

_LONG_WINDOW_DAYS = 80


def scope_of(draft: Draft, sentence: Sentence, survey: Survey) -> Scope:
    """The scope of a figure from the words and times of its sentence."""
    score: dict[Scope, float] = {"operation": 2.0, "running_total": 0.0, "period_total": 0.0}
    for start, end, values in survey.world.scope_terms.longest(
        survey.folded, sentence.char_start, sentence.char_end
    ):
        near = _nearness(draft, start, end)
        for scope, weight in values:
            if scope in ("running_total", "period_total"):
                score[scope] += weight * near  # type: ignore[index]
    for time in survey.times(sentence):
        _weigh_time(draft, time, survey, score)
    return max(score, key=lambda s: score[s])


def _nearness(draft: Draft, start: int, end: int) -> float:
    """How much a cue of the sentence concerns a figure: wholly in its clause, less farther off."""
    if draft.clause_start <= start and end <= draft.clause_end:
        return 1.0
    gap = max(draft.char_start - end, start - draft.char_end, 0)
    return 1.0 if gap < 60 else 0.6


def _weigh_time(draft: Draft, time: Time, survey: Survey, score: dict[Scope, float]) -> None:
    near = _nearness(draft, time.start, time.end)
    if time.kind == "since":
        score["running_total"] += 3 * near
        return
    if time.kind not in ("year", "window") or draft.measure in ("trafficked",):
        return
    if time.first is not None and time.last is not None:
        if (time.last - time.first).days < _LONG_WINDOW_DAYS:
            return
    elif time.is_known:
        return
    big = draft.value is None or draft.value >= 20
    score["period_total"] += (2.5 if big else 1.0) * near
    if survey.folded[max(0, time.start - 3) : time.start] == "in " and time.start < draft.char_start:
        score["period_total"] += 0.6
