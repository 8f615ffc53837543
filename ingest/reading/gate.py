"""The gate: what can hold no figure is found out in one pass over the text.

A trigger is strong if it alone may say a measure of people ("arrested", "12 dead"); other triggers
need company in their sentence: a noun of the class that they count ("cracked" a gang, "found"
victims, "held" people) or a companion ("face charges").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from ahocorasick_rs import MatchKind

from ingest.reading.automata import Automaton
from ingest.values import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.reading.lexicon import Lexicon, Noun, Term

_VICTIMS = {"children", "girls", "boys", "women"}
_PEOPLE = {"person", "victim", "captive", "migrant", "officer"}
# Plain digits that are no year, price, share, time or decimal. The first digit is sought first (a
# set of characters is found fastest), then what stands before it, then the rest.
_COUNTING = re.compile(
    r"[0-9](?<![0-9$£€.,:/].)(?<![0-9]%.)"
    r"(?:(?<=[03-9])[0-9]{3}|(?<=1)[0-8][0-9]{2}|(?<=2)[1-9][0-9]{2}|[0-9]{4,}"
    r"|[0-9]{0,2}(?:,[0-9]{2,3})*)[.,:]*+(?![0-9/%]| per ?cent)"
)
# Kinds that are not simply the class of a noun.
_OTHERWISE = {"criminal", "offender", "known_person", "bare_person", "listed_person", "victim"}
_STRONG = 1
_COUNTS, _MULTIPLIES = -1, -2  # number words trigger nothing
_SUM_REACH = 16  # characters of the number before "million"
_REACH = 300  # characters between a trigger and its company; sentences are rarely longer

# Letters and digits in lower case, everything else a blank.
_FOLDED = bytes(
    ord(small) if (small := chr(code).lower()).isalnum() else ord(" ") for code in range(256)
)


@value
class Hits:
    """Where the words that matter stand in a text: triggers and their company, and numbers."""

    triggers: list[tuple[int, int]]  # position, and what the word triggers, as bits
    company: list[tuple[int, int]]  # position, and what it is company for
    numbers: list[int]  # positions of numbers

    def has_number(self, start: int, end: int) -> bool:
        """Return whether a number stands in a span."""
        at = bisect_left(self.numbers, start)
        return at < len(self.numbers) and self.numbers[at] < end


def _bits_in(found: list[tuple[int, int]], start: int, end: int) -> int:
    """Return the bits of all words in a span."""
    bits = 0
    for _, bit in found[bisect_left(found, (start,)) : bisect_left(found, (end,))]:
        bits |= bit
    return bits


class Gate:
    """Tells where text has a trigger of a measure with the company it needs, and a number."""

    def __init__(self, lexicon: Lexicon) -> None:
        triggers, company = _words_of(lexicon)
        said: dict[str, tuple[int, int]] = {}
        for phrase in sorted({*triggers, *company}):
            folded = _folded(phrase)
            trigger, keeps = said.get(folded, (0, 0))
            said[folded] = trigger | triggers.get(phrase, 0), keeps | company.get(phrase, 0)
        for word in sorted({*lexicon.number_words, *lexicon.zero_words}):
            number = lexicon.number_words.get(word)
            is_large = number is not None and number.kind == "multiplier" and number.value > 100
            said[_folded(word)] = (_MULTIPLIES if is_large else _COUNTS), 0
        self._automaton = Automaton(list(said), MatchKind.LeftmostLongest)
        self._triggers = [trigger if trigger > 0 else 0 for trigger, _ in said.values()]
        self._company = [keeps for _, keeps in said.values()]
        self._counts = [trigger == _COUNTS for trigger, _ in said.values()]
        self._multiplies = [trigger == _MULTIPLIES for trigger, _ in said.values()]
        self._things = {form for form, noun in lexicon.nouns.items() if noun.noun_class == "thing"}
        more = sorted(re.escape(word) for word in lexicon.carrying)
        self._follows = re.compile(rf"\b(?:{'|'.join(more)})\b", re.IGNORECASE)

    def hits(self, text: str) -> Hits | None:
        """Return where triggers, their company and numbers stand; None if no trigger can count."""
        found = self._automaton.find(_folded(text))
        of, keeps = self._triggers, self._company
        triggers = [(start, of[word]) for word, start, _ in found if of[word]]
        company = [(start, keeps[word]) for word, start, _ in found if keeps[word]]
        triggered = reduce(or_, {bits for _, bits in triggers}, 0)
        if not triggered & reduce(or_, {bits for _, bits in company}, _STRONG):
            return None
        counts, multiplies = self._counts, self._multiplies
        numbers = [start for word, start, _ in found if counts[word]]
        large = [start for word, start, _ in found if multiplies[word]]
        numbers += [start for start in large if not self._is_amount(text, start)]
        numbers += [match.start() for match in _COUNTING.finditer(text)]
        numbers.sort()
        return Hits(triggers, company, numbers) if numbers else None

    def _is_amount(self, text: str, at: int) -> bool:
        """Return whether a word of large numbers is of a sum or of things: "$4 million"."""
        before = text[max(0, at - _SUM_REACH) : at].split()
        if before and not before[-1][0].isalnum():
            return True
        after = text[at : at + 2 * _SUM_REACH].lower().split()
        return len(after) > 2 and after[1] in self._things

    def candidates(self, hits: Hits) -> list[int]:
        """Return the positions of the triggers with a number and the company they need near.

        Company counts in the stretch of the trigger and those beside it.
        """
        kept: dict[int, int] = defaultdict(int)
        for position, keeps in hits.company:
            kept[position // _REACH] |= keeps
        found = []
        for position, trigger in hits.triggers:
            here = position // _REACH
            is_kept = trigger & _STRONG or trigger & (
                kept.get(here - 1, 0) | kept.get(here, 0) | kept.get(here + 1, 0)
            )
            if is_kept and hits.has_number(position - _REACH, position + _REACH):
                found.append(position)
        return found

    def passes(self, text: str, hits: Hits, start: int, end: int, *, follows: bool = False) -> bool:
        """Return whether a span has both, or follows figures and may say more of them."""
        if not hits.has_number(start, end):
            return False
        if _bits_in(hits.triggers, start, end) & (_bits_in(hits.company, start, end) | _STRONG):
            return True
        return follows and bool(self._follows.search(text[start:end]))


def _words_of(lexicon: Lexicon) -> tuple[dict[str, int], dict[str, int]]:
    """Return what each word or phrase triggers, and what it is company for, as bits.

    Bit 0 of a trigger says that it is strong; bit n that it needs company n.
    """
    triggers: dict[str, int] = defaultdict(int)
    company: dict[str, int] = defaultdict(int)
    bits: dict[tuple[str, frozenset[str]], int] = {}
    nouns = _nouns_by_kind(lexicon)

    def bit_of(needs: tuple[str, frozenset[str]]) -> int:
        if needs not in bits:
            bits[needs] = 1 << (len(bits) + 1)
            for word in _company_of(needs, nouns, lexicon):
                company[word] |= bits[needs]
        return bits[needs]

    for form, term in _worth_a_look(lexicon):
        needs = _needs(term, _is_participle(form, lexicon))
        for phrase in _phrases(form, term):
            triggers[phrase] |= bit_of(needs) if needs else _STRONG
        head, rest = _separable(form, term, lexicon)
        if rest:
            triggers[head] |= bit_of(("words", frozenset({rest})))
    for phrase in [phrase for phrase in triggers if " " in phrase]:
        words = phrase.split()  # the longer match hides what its beginning says
        for size in range(1, len(words)):
            opening = " ".join(words[:size])
            triggers[phrase] |= triggers.get(opening, 0)
            company[phrase] |= company.get(opening, 0)
    return triggers, company


def _is_participle(form: str, lexicon: Lexicon) -> bool:
    word = lexicon.words.get(form)
    return word is not None and word.verb is not None and "participle" in word.verb.forms


def _worth_a_look(lexicon: Lexicon) -> Iterator[tuple[str, Term]]:
    """Yield the forms that say a measure, but for verbs like nouns ("book", "nets")."""
    for form, terms in lexicon.said.items():
        word = lexicon.words.get(form)
        noun_first = word is not None and "noun_first" in word.classes
        for term in terms:
            if not (noun_first and term.part == "verb"):
                yield form, term


def _folded(text: str) -> str:
    """Return the words, capitalised and nothing else between them than blanks, in their places.

    So a folded phrase is found only where its first word starts and, by its blank, its last ends.
    """
    return text.encode("latin-1", "replace").translate(_FOLDED).title().decode("latin-1") + " "


def _phrases(form: str, term: Term) -> list[str]:
    """Return what stands in the text: an event noun that only counts by "of" stands with it."""
    if term.part == "noun" and term.role == "of":
        return [f"{form} {link}" for link in (*term.companions, "and")]
    return [form]


def _separable(form: str, term: Term, lexicon: Lexicon) -> tuple[str, str]:
    """Cut "put out of action", which may stand around its object, unless the rest is too common."""
    if term.part != "verb" or term.role == "subject":
        return form, ""
    head, _, rest = form.partition(" ")
    word = lexicon.words.get(rest)
    common = word is not None and bool(word.classes & {"preposition", "adverb", "conjunction"})
    return (head, "") if common else (head, rest)


def _needs(term: Term, is_participle: bool) -> tuple[str, frozenset[str]] | None:
    """Return the company that a term needs, None if it needs none."""
    if term.companions and term.part == "verb":
        return "words", term.companions
    if term.role == "captor":
        return "captor", frozenset()
    bare = term.takes == "bare_person" and is_participle  # "12 held"
    rare = term.takes in {"known_person", "moved_person"} and term.measure == "trafficked"
    counted = term.part == "noun" and term.role != "of"
    if (
        term.takes in {"person", "innocent", ""}
        or term.part == "predicate"
        or bare
        or rare
        or counted
    ):
        return None
    return term.takes, frozenset()


def _company_of(
    needs: tuple[str, frozenset[str]], nouns: dict[str, set[str]], lexicon: Lexicon
) -> set[str]:
    """Return the words that are company enough."""
    kind, words = needs
    if kind == "words":
        return set(words)
    if kind == "captor":
        kind = "criminal"
    company = set(nouns.get(kind, ()))
    if kind in {"migrant", "captive", "victim", "offender", "criminal"}:
        company |= {form for form, word in lexicon.words.items() if kind in word.effects}
    return company


def _nouns_by_kind(lexicon: Lexicon) -> dict[str, set[str]]:
    """Return the nouns that are company for a trigger that needs one of a kind."""
    nouns: dict[str, set[str]] = defaultdict(set)
    for form, noun in lexicon.nouns.items():
        if noun.is_plural or noun.category:
            for kind in _kinds_of(noun):
                nouns[kind].add(form)
    return nouns


def _kinds_of(noun: Noun) -> Iterator[str]:
    """Yield what a trigger may need that has a noun beside it."""
    if noun.category == "suspects":
        yield from ("criminal", "offender")
    if noun.noun_class in _PEOPLE:
        yield from ("known_person", "bare_person", "listed_person")
    if noun.noun_class in {"victim", "captive", "migrant"} or noun.category in _VICTIMS:
        yield "victim"
    if noun.noun_class not in _OTHERWISE:
        yield noun.noun_class
