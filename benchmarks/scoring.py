"""Compare found figures with gold figures, as the figure specification defines them.

A figure here is a mapping with the fields of the specification; dates are ISO strings or None.

found    a found figure meets a gold one: same measure, overlapping spans, one to one
number   found, and value, lower and upper are right
figure   number, and category and scope are right too: what a sum in SQL needs
core_*   the same over arrests and rescues alone
The rates of the attributes are over the figures found. A gold figure marked `optional` (careful
people differ over it) counts neither way.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

FigureRow = dict[str, Any]
Pairs = list[tuple[FigureRow, FigureRow]]

CORE = frozenset({"arrested", "rescued"})
# Words that don't tell one agency from another.
STOP_WORDS = frozenset({"the", "a", "an", "of", "and", "s", "in", "for"})


@dataclass(slots=True)
class Rate:
    """How many were hit, of how many gold and how many found."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of the found that is right; 1 where nothing was to be found or was found."""
        return self.hit / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where there is no gold."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Wrong:
    """One error: a figure missed (`found` is None), extra (`gold` is None) or read wrongly."""

    article: str
    fields: tuple[str, ...]
    gold: FigureRow | None
    found: FigureRow | None

    @property
    def kind(self) -> str:
        """Name the error: missed, extra or the fields that are wrong."""
        if self.found is None:
            return "missed"
        if self.gold is None:
            return "extra"
        return "wrong " + ", ".join(self.fields)


@dataclass(slots=True)
class Score:
    """All rates of one gold set, and its errors in reading order."""

    articles: int = 0
    headline: dict[str, Rate] = field(default_factory=dict)
    attributes: dict[str, Rate] = field(default_factory=dict)
    measures: dict[str, Rate] = field(default_factory=dict)
    errors: list[Wrong] = field(default_factory=list)


def agency_words(name: str | None) -> frozenset[str]:
    """Words of an agency's name that tell it from others."""
    return frozenset(re.findall(r"[a-z0-9]+", (name or "").lower())) - STOP_WORDS


def same_agency(gold: str | None, found: str | None) -> bool:
    """Tell whether two printed names can be one agency.

    They can where half their words are shared, or one name holds all the words of the other.
    """
    left, right = agency_words(gold), agency_words(found)
    if not left or not right:
        return left == right
    return 2 * len(left & right) >= len(left | right) or left <= right or right <= left


def same(name: str) -> Callable[[FigureRow, FigureRow], bool]:
    """Give the check that a field of that name is equal."""
    return lambda gold, found: bool(gold.get(name) == found.get(name))


# What is checked of each figure found. A check applies where the gold figure has all its fields
# (a row of our own suite states only the fields that it is about).
CHECKS: dict[str, tuple[tuple[str, ...], Callable[[FigureRow, FigureRow], bool]]] = {
    "number": (
        ("value", "lower", "upper"),
        lambda g, f: all(g[name] == f.get(name) for name in ("value", "lower", "upper")),
    ),
    "qualifier": (("qualifier",), same("qualifier")),
    "category": (("category",), same("category")),
    "scope": (("scope",), same("scope")),
    "agency": (("agency",), lambda g, f: same_agency(g["agency"], f.get("agency"))),
    "region": (("region",), same("region")),
    "country": (
        ("region",),
        lambda g, f: (g["region"] or "")[:2] == (f.get("region") or "")[:2],
    ),
    "period": (
        ("period_start", "period_end"),
        lambda g, f: all(g[name] == f.get(name) for name in ("period_start", "period_end")),
    ),
    "campaign": (("campaign",), lambda g, f: bool(g["campaign"]) == bool(f.get("campaign"))),
    "part_of": (
        ("part_of",),
        lambda g, f: (g["part_of"] is None) == (f.get("part_of") is None),
    ),
}


def overlap(gold: FigureRow, found: FigureRow) -> int:
    """Characters that two figures of one measure share; 0 for different measures."""
    if gold["measure"] != found["measure"]:
        return 0
    end = min(gold["char_end"], found["char_end"])
    return max(0, int(end - max(gold["char_start"], found["char_start"])))


def pair(gold: Sequence[FigureRow], found: Sequence[FigureRow]) -> list[tuple[int, int]]:
    """Pair figures one to one, the largest overlaps first; positions in the two sequences."""
    options = sorted(
        (-shared, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if (shared := overlap(one, other))
    )
    pairs: list[tuple[int, int]] = []
    for _, i, j in options:
        if all(i != left and j != right for left, right in pairs):
            pairs.append((i, j))
    return pairs


def wrong_fields(gold: FigureRow, found: FigureRow) -> tuple[str, ...]:
    """Names of the checks that a found figure fails against its gold figure."""
    return tuple(
        name
        for name, (fields, check) in CHECKS.items()
        if all(one in gold for one in fields) and not check(gold, found)
    )


def without_optional(
    gold: Sequence[FigureRow], found: Sequence[FigureRow]
) -> tuple[list[FigureRow], list[FigureRow]]:
    """Leave out optional gold figures, and the found ones that only they account for."""
    needed = [one for one in gold if not one.get("optional")]
    optional = [one for one in gold if one.get("optional")]
    required = {j for _, j in pair(needed, found)}
    allowed = {j for _, j in pair(optional, found)} - required
    return needed, [one for j, one in enumerate(found) if j not in allowed]


def compare(
    article: str, gold: Sequence[FigureRow], found: Sequence[FigureRow]
) -> tuple[Pairs, list[Wrong]]:
    """Pairs and errors of one article."""
    needed, kept = without_optional(gold, found)
    positions = pair(needed, kept)
    pairs = [(needed[i], kept[j]) for i, j in positions]
    errors = [
        Wrong(article, fields, one, other)
        for one, other in pairs
        if (fields := wrong_fields(one, other))
    ]
    paired_gold = {i for i, _ in positions}
    paired_found = {j for _, j in positions}
    errors += [
        Wrong(article, (), one, None) for i, one in enumerate(needed) if i not in paired_gold
    ]
    errors += [
        Wrong(article, (), None, other) for j, other in enumerate(kept) if j not in paired_found
    ]
    return pairs, errors


def count_pair(result: Score, gold: FigureRow, found: FigureRow) -> None:
    """Add one pair to the rates."""
    wrong = set(wrong_fields(gold, found))
    for name, (fields, _) in CHECKS.items():
        if all(one in gold for one in fields):
            rate = result.attributes[name]
            rate.gold += 1
            rate.found += 1
            rate.hit += name not in wrong
    hits = {
        "found": True,
        "number": "number" not in wrong,
        "figure": not wrong & {"number", "category", "scope"},
    }
    for name, hit in hits.items():
        result.headline[name].hit += hit
        if gold["measure"] in CORE and f"core_{name}" in result.headline:
            result.headline[f"core_{name}"].hit += hit
    result.measures[gold["measure"]].hit += 1


def count_totals(result: Score, gold: Counter[str], found: Counter[str]) -> None:
    """Set how many figures of each measure there were in gold and found."""
    for measure in sorted(gold | found):
        rate = result.measures.setdefault(measure, Rate())
        rate.gold, rate.found = gold[measure], found[measure]
    for name, rate in result.headline.items():
        core = name.startswith("core_")
        rate.gold = sum(n for m, n in gold.items() if not core or m in CORE)
        rate.found = sum(n for m, n in found.items() if not core or m in CORE)


def score(
    gold: Mapping[str, Sequence[FigureRow]], found: Mapping[str, Sequence[FigureRow]]
) -> Score:
    """Score what was found in each article (a missing one counts as empty) against the gold."""
    result = Score(
        articles=len(gold),
        headline={
            name: Rate() for name in ("found", "number", "figure", "core_found", "core_figure")
        },
        attributes={name: Rate() for name in CHECKS},
    )
    gold_counts: Counter[str] = Counter()
    found_counts: Counter[str] = Counter()
    for article, figures in gold.items():
        needed, kept = without_optional(figures, found.get(article, ()))
        gold_counts.update(one["measure"] for one in needed)
        found_counts.update(one["measure"] for one in kept)
        pairs, errors = compare(article, figures, found.get(article, ()))
        for one, other in pairs:
            result.measures.setdefault(one["measure"], Rate())
            count_pair(result, one, other)
        result.errors += errors
    count_totals(result, gold_counts, found_counts)
    return result
