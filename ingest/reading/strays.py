"""Figures that only look like such: words of two meanings far from any police work or rescue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.model import Draft, Sentence
    from ingest.reading.lexicon import Lexicon, Term

_NEAR = 2  # sentences on each side in which a word of police work is looked for
_LEAST = 6  # sentences; a shorter text does not show what it is about
_ABOUT_IT = 3  # results told for certain: the article is about police work
_LONGEST = 4  # words of a trigger
_WORD = re.compile(r"[\w'-]+")
_NAMED = words("role_words")
_CLEAR = {"person", "innocent", "captive", "offender", "victim", "migrant", "life"}
_RESULTS = {"arrested", "rescued", "charged", "convicted", "sentenced", "trafficked"}


def without_strays(
    text: str, sentences: Sequence[Sentence], drafts: list[Draft], lexicon: Lexicon
) -> list[Draft]:
    """Drop drafts of doubtful words where nothing near is about police work, crime or rescue.

    The text must be long enough to show what it is about.
    """
    if len(sentences) < _LEAST:
        return drafts
    doubtful = [_is_doubtful(text, draft, lexicon) for draft in drafts]
    if not any(doubtful):
        return drafts
    certain = [
        draft.sentence
        for draft, is_open in zip(drafts, doubtful, strict=True)
        if not is_open and draft.measure in _RESULTS
    ]
    if len(certain) >= _ABOUT_IT:
        return drafts
    return [
        draft
        for draft, is_open in zip(drafts, doubtful, strict=True)
        if not is_open
        or any(abs(at - draft.sentence) <= _NEAR for at in certain)
        or _has_context(text, sentences, draft, lexicon)
    ]


def _is_doubtful(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Return whether the word that says the measure often says something else."""
    terms = _terms(text[draft.trigger_start : draft.trigger_end].lower(), lexicon)
    said = [term for term in terms if term.measure == draft.measure]
    named = draft.counted is not None and any(word in draft.counted for word in _NAMED)
    if not said or named or draft.measure == "groups_dismantled":
        return False
    return not any(term.takes in _CLEAR for term in said)


def _terms(trigger: str, lexicon: Lexicon) -> tuple[Term, ...]:
    words = trigger.split()
    for size in range(_LONGEST, 0, -1):
        found = lexicon.said.get(" ".join(words[-size:]))
        if found:
            return found
    return ()


def _has_context(text: str, sentences: Sequence[Sentence], draft: Draft, lexicon: Lexicon) -> bool:
    first = sentences[max(0, draft.sentence - _NEAR)]
    last = sentences[min(len(sentences) - 1, draft.sentence + _NEAR)]
    span = text[first.char_start : last.char_end].lower()
    return not lexicon.police_words.isdisjoint(_WORD.findall(span))
