"""The gate: what can hold no figure is found out by automata and costs almost nothing.

A trigger is strong if it alone may say a measure of people ("arrested", "rescue", "dead"), weak if
it does so only of things of one class ("cracked" of cases and gangs, "found" of victims): then a
noun of the class must stand there too. A verb that needs a companion ("face charges") counts by
its companion.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.model import Sentence
    from ingest.reading.lexicon import Lexicon

_STRONG = {"person", "known_person", "captive", "life", ""}
_CLASSES = {"group", "case", "officer", "place", "warrant", "victim", "captive", "migrant"}
_VICTIMS = {"children", "girls", "boys", "women"}


class Gate:
    """Tells whether text has a trigger of a measure, and a number, at all."""

    def __init__(self, lexicon: Lexicon) -> None:
        strong: set[str] = set()
        weak: set[str] = set()
        for form, terms in lexicon.said.items():
            for term in terms:
                if term.companions and term.part == "verb":
                    strong |= term.companions
                elif term.takes in _STRONG:
                    strong.add(form)
                else:
                    weak.add(form)
        classes = {
            form
            for form, noun in lexicon.nouns.items()
            if noun.noun_class in _CLASSES or noun.category in _VICTIMS
        }
        self._strong = _any_of(strong)
        self._weak = _any_of(weak - strong)
        self._classes = _any_of(classes)
        self._number = _any_of({*lexicon.number_words, *lexicon.zero_words}, r"|[0-9]")
        self._follows = re.compile(r"\bof (?:the|them|those|these)\b|\bthey\b", re.IGNORECASE)

    def passes(self, text: str) -> bool:
        """Return whether the text has both."""
        return bool(self._number.search(text)) and self._has_trigger(text)

    def passes_sentence(self, text: str, sentence: Sentence, *, follows: bool) -> bool:
        """Return whether a sentence has both, or follows figures and may say more of them."""
        if sentence.kind == "furniture":
            return False
        said = text[sentence.char_start : sentence.char_end]
        if not self._number.search(said):
            return False
        return self._has_trigger(said) or (follows and bool(self._follows.search(said)))

    def _has_trigger(self, text: str) -> bool:
        if self._strong.search(text):
            return True
        return bool(self._weak.search(text)) and bool(self._classes.search(text))


def _any_of(phrases: Iterable[str], more: str = "") -> re2._Regexp[str]:
    """Compile an alternation of phrases, whatever blanks are between their words."""
    options = re2.Options()
    options.case_sensitive = False
    options.never_capture = True
    options.max_mem = 64 << 20
    escaped = (r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases))
    return re2.compile(r"\b(?:" + "|".join(escaped) + r")\b" + more, options)
