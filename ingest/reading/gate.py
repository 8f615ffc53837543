"""The gate: what can hold no figure is found out by automata and costs almost nothing.

A trigger is strong if it alone may say a measure of people ("arrested", "12 dead"); other triggers
need company in their sentence: a noun of the class that they count ("cracked" a gang, "found"
victims, "held" people), a companion ("face charges") or a preposition ("the sale of").
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.model import Sentence
    from ingest.reading.lexicon import Lexicon, Noun, Term

_VICTIMS = {"children", "girls", "boys", "women"}
_PEOPLE = {"person", "victim", "captive", "migrant", "officer"}
# Plain digits that are no year, price, share, time or decimal.
_DIGITS = (
    r"(?:^|[^0-9$£€.,:/])"
    r"(?:[0-9]{1,3}|[03-9][0-9]{3}|1[0-8][0-9]{2}|2[1-9][0-9]{2}|[0-9]{5,}|[0-9]{1,3}(?:,[0-9]{2,3})+)"
    r"(?:[^0-9%:./,]|[,.][^0-9]|[.,]?$)"
)
_FOLLOWS = r"\bof (?:the|them|those|these)\b|\bthey\b"


class Gate:
    """Tells whether text has a trigger of a measure, and a number, at all."""

    def __init__(self, lexicon: Lexicon) -> None:
        strong: set[str] = set()
        company: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
        for form, terms in lexicon.said.items():
            for term in terms:
                needs = _needs(term)
                if needs is None:
                    strong.add(form)
                else:
                    company[needs].add(form)
        self._number = _compile(rf"{_words(_number_words(lexicon))}|{_DIGITS}")
        self._strong = _compile(_words(strong))
        self._weak = _compile(_words(set[str]().union(*company.values()) - strong))
        self._company = [
            (_compile(_words(forms)), _compile(_words(_company_of(needs, lexicon))))
            for needs, forms in company.items()
        ]
        self._follows = re.compile(_FOLLOWS, re.IGNORECASE)

    def passes(self, text: str) -> bool:
        """Return whether the text has both."""
        return self._has_trigger(text) and bool(self._number.search(text))

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
        if not self._weak.search(text):
            return False
        return any(verb.search(text) and noun.search(text) for verb, noun in self._company)


def _needs(term: Term) -> tuple[str, frozenset[str]] | None:
    """Return the company that a term needs, None if it needs none."""
    if term.part == "noun":
        return ("words", term.companions) if term.role == "of" and term.companions else None
    if term.companions:
        return "words", term.companions
    if term.role == "captor":
        return "captor", frozenset()
    if term.takes == "person" or term.part == "predicate":
        return None
    return term.takes, frozenset()


def _company_of(needs: tuple[str, frozenset[str]], lexicon: Lexicon) -> set[str]:
    """Return the words that are company enough."""
    kind, words = needs
    if kind == "words":
        return set(words)
    return {form for form, noun in lexicon.nouns.items() if _keeps(kind, noun)} | {
        form
        for form, word in lexicon.words.items()
        if kind in {"migrant", "captive", "victim"} and kind in word.effects
    }


def _keeps(kind: str, noun: Noun) -> bool:
    if kind == "captor":
        return noun.category == "suspects"
    if kind in {"known_person", "listed_person"}:
        return noun.noun_class in _PEOPLE
    if kind == "victim":
        return noun.noun_class in {"victim", "captive", "migrant"} or noun.category in _VICTIMS
    return noun.noun_class == kind


def _number_words(lexicon: Lexicon) -> set[str]:
    return {*lexicon.number_words, *lexicon.zero_words}


def _words(phrases: Iterable[str]) -> str:
    """Return an alternation of phrases, whatever blanks are between their words."""
    escaped = (r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases))
    return r"\b(?:" + "|".join(escaped) + r")\b"


def _compile(pattern: str) -> re2._Regexp[str]:
    options = re2.Options()
    options.case_sensitive = False
    options.never_capture = True
    options.max_mem = 64 << 20
    return re2.compile(pattern, options)
