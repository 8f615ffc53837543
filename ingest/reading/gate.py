"""The gate: what can hold no figure is found out by two automata and costs almost nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from ingest.model import Sentence
    from ingest.reading.lexicon import Lexicon


class Gate:
    """Tells whether text has a trigger of a measure, and a number, at all."""

    def __init__(self, lexicon: Lexicon) -> None:
        options = re2.Options()
        options.case_sensitive = False
        options.never_capture = True
        options.max_mem = 64 << 20
        first_words = {phrase.split()[0] for phrase in lexicon.triggers}
        self._trigger = re2.compile(_any_of(first_words), options)
        words = {*lexicon.number_words, *lexicon.zero_words}
        self._number = re2.compile(_any_of(words) + r"|[0-9]", options)

    def passes(self, text: str) -> bool:
        """Return whether the text has both."""
        return bool(self._number.search(text)) and bool(self._trigger.search(text))

    def passing(self, text: str, sentences: tuple[Sentence, ...]) -> list[Sentence]:
        """Return the sentences that have both and are no page furniture."""
        return [
            sentence
            for sentence in sentences
            if sentence.kind != "furniture"
            and self.passes(text[sentence.char_start : sentence.char_end])
        ]


def _any_of(words: set[str]) -> str:
    return r"\b(?:" + "|".join(sorted(re.escape(word) for word in words)) + r")\b"
