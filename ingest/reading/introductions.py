"""Lists under a sentence that ends in a colon: what it tells, each of their lines is told with.

"The task force has so far made:" tells of every count below it whose it is, when, and that it is
a running total.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.model import Draft, Sentence
    from ingest.reading.survey import Survey

_BULLETS = "•*·▪●◦-–—"
_LONGEST = 40  # lines of a list that one sentence introduces


def introduction_of(sentence: Sentence, seen: Survey) -> Sentence | None:
    """The sentence that introduces the list in which a sentence is a line, if it is one."""
    if ":\n" not in seen.article.text:
        return None
    return seen.once("introductions", lambda: _introductions(seen)).get(sentence.number)


def _introductions(seen: Survey) -> dict[int, Sentence]:
    """The sentences that introduce a list, by the numbers of its lines."""
    found: dict[int, Sentence] = {}
    opened: Sentence | None = None
    for sentence in seen.sentences:
        words = seen.article.text[sentence.char_start : sentence.char_end].rstrip()
        if words.endswith(":"):
            opened = sentence
        elif opened is not None and _is_line(sentence, opened, seen):
            found[sentence.number] = opened
        else:
            opened = None
    return found


def _is_line(sentence: Sentence, opened: Sentence, seen: Survey) -> bool:
    """Whether a sentence is a line of a list: a bullet or number opens it."""
    if sentence.number - opened.number > _LONGEST:
        return False
    first = seen.article.text[sentence.char_start]
    on_line = "\n" in seen.article.text[max(0, sentence.char_start - 4) : sentence.char_start]
    return first in _BULLETS or (on_line and first.isdigit())


def as_introduced(draft: Draft, opened: Sentence) -> Draft:
    """A count of a list as if it stood at the end of the sentence that introduces it."""
    end = opened.char_end
    return replace(
        draft,
        char_start=end,
        char_end=end,
        sentence=opened.number,
        trigger_start=end,
        trigger_end=end,
        clause_start=opened.char_start,
        clause_end=end,
        agent_start=None,
        agent_end=None,
    )
