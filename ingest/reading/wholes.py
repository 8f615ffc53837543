"""Wholes that are told after their parts: "19 were arrested … Police arrested 44 in all"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.model import Draft, Sentence
    from ingest.reading.lexicon import Lexicon

_REACH = 3  # sentences from a part to a whole that sums up


def with_wholes(
    text: str, sentences: Sequence[Sentence], drafts: list[Draft], lexicon: Lexicon
) -> list[Draft]:
    """Nest figures in a later one that says that it sums up."""
    found = list(drafts)
    for place, whole in enumerate(drafts):
        span = sentences[whole.sentence]
        said = f" {text[span.char_start : span.char_end].lower()} "
        if whole.part_of is not None or not any(f" {words}" in said for words in lexicon.sums):
            continue
        for at in range(place - 1, -1, -1):
            if found[at].sentence < whole.sentence - _REACH:
                break
            if _is_part(found[at], whole):
                found[at] = replace(found[at], part_of=whole.char_start)
    return found


def _is_part(part: Draft, whole: Draft) -> bool:
    near = part.sentence < whole.sentence
    counted = part.value is not None and part.qualifier == "exact" and whole.value is not None
    smaller = counted and (part.value or 0) < (whole.value or 0)
    return near and smaller and part.part_of is None and part.measure == whole.measure
