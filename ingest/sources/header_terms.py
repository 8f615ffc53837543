"""The words that open a plain text article's head, from seeds/header_terms.csv."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.seeds import read_seed

if TYPE_CHECKING:
    from pathlib import Path


_LISTED = (
    ("outlets", "outlet_name"),
    ("agencies", "agency_name"),
    ("agency_aliases", "alias"),
)


@dataclass(frozen=True)
class HeaderTerms:
    """The terms by kind, lower case; see seeds/header_terms.yml."""

    published_label: frozenset[str]
    updated_label: frozenset[str]
    source_label: frozenset[str]
    byline: frozenset[str]
    heading: frozenset[str]
    not_an_outlet: frozenset[str]
    outlet_word: frozenset[str]
    known_outlets: frozenset[str]  # names of outlets and agencies in the seeds

    @cached_property
    def date_label(self) -> re.Pattern[str]:
        """Matches a label at the start of what follows it: group 1 is the label."""
        return _starts_with(self.published_label | self.updated_label)

    @cached_property
    def source(self) -> re.Pattern[str]:
        """Matches "Source:" and the like, which need their colon."""
        return re.compile(rf"(?:{_any(self.source_label)})\s*:\s*(.+)", re.IGNORECASE)

    @cached_property
    def author(self) -> re.Pattern[str]:
        """Matches a byline: group 1 is what follows "By"."""
        return re.compile(rf"(?:{_any(self.byline)})\s*:?\s+(.+)", re.IGNORECASE)


def load_header_terms(seeds: Path) -> HeaderTerms:
    """Read header_terms.csv, and who is listed, from the folder of seeds."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in read_seed(seeds, "header_terms"):
        kinds[row["kind"]].add(row["term"])
    known = frozenset(
        row[column].casefold().removeprefix("the ")
        for name, column in _LISTED
        for row in read_seed(seeds, name)
    )
    words = {kind: frozenset(terms) for kind, terms in kinds.items()}
    return HeaderTerms(**words, known_outlets=known)


def _any(terms: frozenset[str]) -> str:
    return "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))


def _starts_with(terms: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"({_any(terms)})\b\s*(?:(?:on|at)\b\s*)*[:\-–—]?\s*", re.IGNORECASE)
