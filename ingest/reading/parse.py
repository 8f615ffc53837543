"""One parsed sentence, and the links between its counts and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.reading.wordlists import words
from ingest.values import value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.reading.items import Item
    from ingest.reading.lexicon import Term
    from ingest.reading.tokens import Tokens

_OVERRULED_BY = {  # the stronger word for one and the same thing that happened
    "injured": {"killed", "charged"},
    "identified_victims": {"killed", "rescued"},
    "trafficked": {"injured"},
    "officers_deployed": {"arrested", "charged", "convicted", "sentenced"},
    "rescued": {"killed", "arrested", "charged", "convicted", "sentenced"},
    "arrested": {"trafficked"},
    "cases": {"charged", "convicted"},  # "27 prosecutions were recorded"
}
_COURT_CUSTODY = frozenset(words("court_custody"))


@dataclass(frozen=True, slots=True)
class Parse:
    """The items of a sentence, its tokens, and the subjects of its verbs (indices of items).

    `shares` are the counts that only break down a number told before.
    """

    items: list[Item]
    tokens: Tokens
    subjects: dict[int, list[int]]
    shares: list[int] = field(default_factory=list)


@value
class Link:
    """A count joined to the measure that a trigger says of it; both are indices of items."""

    count: int
    trigger: int
    term: Term
    whole: int | None = None  # the count that this one is a part of


def stronger(links: Iterable[Link]) -> list[Link]:
    """Keep one link of each count and measure, without the weaker of two measures of one count.

    The wounds of the dead and the arrests of the abducted go.
    """
    said: dict[int, dict[str, Link]] = {}
    for link in links:
        said.setdefault(link.count, {}).setdefault(link.term.measure, link)
    return [
        link
        for measures in said.values()
        for measure, link in measures.items()
        if not _OVERRULED_BY.get(measure, set()) & measures.keys() or _is_plain_arrest(link)
        if not ("charged" in measures and _is_of_court(link))
    ]


def _is_of_court(link: Link) -> bool:
    """Return whether the court kept them after their arrest: "charged and remanded in custody"."""
    said = link.term.term.split()
    return link.term.measure == "arrested" and not _COURT_CUSTODY.isdisjoint(said)


def _is_plain_arrest(link: Link) -> bool:
    """Return whether they were arrested beyond doubt: "arrested 20 people smuggled in"."""
    return link.term.measure == "arrested" and link.term.takes == "person"
