"""What a sentence is made of after shallow parsing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.reading.lexicon import Noun, Term
    from ingest.reading.numbers import Number


@dataclass(slots=True)
class Item:
    """One piece of a sentence: tokens [first, last).

    ========  ================================================================
    count     a number with the noun that it counts, if any
    phrase    another noun phrase
    verb      a verb group: auxiliaries, adverbs and the verb
    state     a predicate that says a measure ("under arrest", "dead")
    prep      a preposition; `clausal` if it may open a clause ("after")
    conj      and, or, as well as
    comma     a comma
    relative  who, which, that
    sub       while, because, if …
    include   "including", "among them"
    adverb    today, also
    stop      the end of a clause: ; : — ( )
    ========  ================================================================
    """

    kind: str
    first: int
    last: int
    text: str = ""
    # count
    number: Number | None = None
    noun: Noun | None = None
    head: int | None = None  # token of the noun
    effects: frozenset[str] = frozenset()
    of_pronoun: bool = False  # "two of them"
    of_count: bool = False  # "three of the 12 men"; the 12 are the next count
    of_definite: bool = False  # "three of the men"
    definite: bool = False
    # phrase
    is_time: bool = False
    is_all: bool = False  # "all girls"
    is_plural: bool = False
    partitive: bool = False
    is_opened: bool = False  # by an article or the like: "many women"
    # count and phrase: an event noun as head; verb: what it may say; state
    terms: tuple[Term, ...] = ()
    # verb
    voice: str = ""  # passive, active, bare (a participle or past without auxiliary), ing, to
    forms: frozenset[str] = frozenset()
    verb_kind: str = ""
    agreement: str = ""  # singular, plural
    modal: bool = False
    perfect: bool = False
    negated: bool = False
    is_being: bool = False  # "being recovered"
    is_rest: bool = False  # "been arrested" apart from its "have"
    is_causative: bool = False  # "saw", "got": what its object suffers may follow
    # prep
    clausal: bool = False
    hypothetical: bool = False

    @property
    def is_nominal(self) -> bool:
        """Whether it is a noun phrase, counted or not."""
        return self.kind in {"count", "phrase"}
