"""Turns of phrase that leave no doubt what a count totals, whatever else speaks against it.

A campaign's count "from its launch up to 31 October" is its running total even where everything
around it is of one raid; "in the same period" goes on with what was counted before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.cases import last_before
from ingest.reading.cues import Cue
from ingest.reading.scope import SUPERLATIVE

if TYPE_CHECKING:
    from ingest.model import Scope, Sentence
    from ingest.reading.cases import Case
    from ingest.reading.survey import Survey

# "from its launch on 1 March up to 31 October", "since the operation was launched, 430 have been"
_FROM_LAUNCH = Cue(
    r"\bfrom (?:{sure_its} )?(?:[a-z]+ )?{sure_launch}\b[^.;]{0,40}\b{sure_up_to} "
    r"|\bsince (?:{sure_its} )?(?:[a-z]+ )?{sure_launch}\b(?! of {sure_its} {sure_calendar})"
    r"|\bsince (?:{sure_its} )?(?:[\w' -]{1,40} )?{sure_begun}\b[^.;]{0,50}\b{sure_has}\b"
    r"|\b{sure_units} (?:after|since) (?:{sure_its} )?(?:[\w' -]{1,40} )?{sure_begun}\b"
    r"[^.;]{0,60}\b{sure_has}\b",
    "{sure_launch}",
    "{sure_begun}",
)
# "in the campaign, which was launched on 2 May, 410 were rescued by 15 November"
_WITHIN = Cue(
    r"\b{sure_within} (?:{sure_its} )?[\w' -]{0,30}\b{sure_campaign}\b[^.;]{0,40}\b{sure_begun}\b"
    r"[^.;]{0,80}\bby (?:{sure_end} of )?(?:\d|{sure_month})",
    "{sure_campaign}",
)
# "in the first 100 days of the crackdown"
_FIRST = Cue(
    r"\b{sure_within} the first [\w-]+ {sure_units} of {sure_its} (?:[\w'-]+ ){0,4}?"
    r"{sure_campaign}\b",
    " first ",
)
# "the operation's tally by last Friday"
_TALLY = Cue(r"\b{sure_tally} (?:up to|until|by|as of|to date|so far)\b", "{sure_tally}")
_RUNNING = (_FROM_LAUNCH, _WITHIN, _FIRST, _TALLY)
# "during the quarter January-March 2024 alone"
_ALONE = Cue(
    r"\b{sure_within} (?:{sure_its} )?(?:[a-z]+ )?{sure_closed}\b[^.;,]{0,30} alone\b", " alone"
)
# "which was the highest since the inception"
_RECORD = Cue(r"\b{superlative_largest}\b[^.;]{0,50}\bsince\b", "since")
# "in the same period"
_SAME = Cue(
    r"\b{sure_within} {sure_its} same {sure_window}\b(?! (?:in|of|last|a year)\b)", " same "
)


def sure_scope(case: Case, cases: list[Case], seen: Survey) -> Scope | None:
    """The scope that a figure's sentence leaves no doubt of, None where it says nothing so clear.

    `cases` are the article's figures in order of position, their scopes chosen up to this one.
    """
    sentence = case.sentence
    said = seen.once(("sure", sentence.number), lambda: _said(sentence, seen))
    if said is not None or not _SAME.search(seen.folded, sentence.char_start, sentence.char_end):
        return said
    before = last_before(case, cases)
    while before is not None and before.sentence.number == sentence.number:
        before = last_before(before, cases)
    near = before is not None and sentence.number - before.sentence.number <= _NEAR
    return before.scope if before is not None and near else None


_NEAR = 2  # sentences back to what was counted in "the same period"


def _said(sentence: Sentence, seen: Survey) -> Scope | None:
    text = seen.folded
    start, end = sentence.char_start, sentence.char_end
    if _ALONE.search(text, start, end):
        return "period_total"
    if SUPERLATIVE.search(text, start, end) or _RECORD.search(text, start, end):
        return None
    running = any(cue.search(text, start, end) for cue in _RUNNING)
    return "running_total" if running else None
