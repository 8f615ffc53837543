"""Bare numbers whose verb must know whom it takes, as told by the numbers before them.

"123 children were found in flats, while 77 were located in shelters"; "Seven victims were
rescued. Two were recovered by the county's police."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.blocks import is_blocked
from ingest.reading.parse import Link, Parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ingest.model import Draft, Measure
    from ingest.reading.lexicon import Term

_NEAR = 2  # sentences back to the people meant
_UNSURE = {"known_person", "victim", "captive", "migrant", "offender"}
_VICTIMS: set[Measure] = {"rescued", "identified_victims", "trafficked"}


def of_the_same_people(parse: Parse, links: list[Link]) -> list[Link]:
    """Return the links of bare numbers to verbs that say again what was said of a number before."""
    linked = {link.count for link in links}
    found = []
    for count, verb, terms in _bare_subjects(parse, linked):
        said = {link.term.measure for link in links if link.count < count}
        term = _term_of(terms, said)
        if term is not None:
            found.append(Link(count, verb, term))
    return found


def of_people_before(
    parse: Parse, linked: Collection[int], earlier: Sequence[Draft], sentence: int
) -> list[Link]:
    """Return the links of bare numbers to verbs that fit the last figure of the sentences before.

    `linked` are the counts that have a measure, `sentence` is the number of the sentence read.
    """
    last = earlier[-1] if earlier else None
    if last is None or last.sentence < sentence - _NEAR:
        return []
    said = {draft.measure for draft in earlier if draft.sentence == last.sentence}
    found = []
    for count, verb, terms in _bare_subjects(parse, linked):
        term = _term_of(terms, said)
        if term is not None:
            found.append(Link(count, verb, term))
    return found


def _bare_subjects(
    parse: Parse, linked: Collection[int]
) -> Iterator[tuple[int, int, tuple[Term, ...]]]:
    """Yield bare numbers with the passive verb that they suffer, and what this may say."""
    items = parse.items
    for verb, subjects in parse.subjects.items():
        item = items[verb]
        if item.voice != "passive" or item.modal or item.negated or not item.terms:
            continue
        terms = tuple(
            term
            for term in item.terms
            if term.takes in _UNSURE and term.role == "object" and not term.companions
        )
        if not terms or is_blocked(items, verb, parse.tokens):
            continue
        for at in subjects:
            count = items[at]
            bare = count.kind == "count" and count.noun is None and count.head is None
            number = count.number
            if bare and number is not None and number.size and at not in linked:
                yield at, verb, terms


def _term_of(terms: tuple[Term, ...], said: set[Measure]) -> Term | None:
    """Return the term that says what was said before, or else another of victims."""
    of_victims = bool(said & _VICTIMS)
    return next(
        (term for term in terms if term.measure in said),
        next((term for term in terms if of_victims and term.measure in _VICTIMS), None),
    )
