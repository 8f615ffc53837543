"""Automata find the same, whichever way they are made."""

from __future__ import annotations

import pytest
from ahocorasick_rs import MatchKind

from ingest.reading import automata
from ingest.reading.automata import Automaton

TERMS = ["police", "police officer", "officer", "office", "ice", "río", "he"]
TEXT = "the police officer of the office at río says the police are on ice"


@pytest.mark.parametrize("kind", [MatchKind.Standard, MatchKind.LeftmostLongest])
def test_matches_are_the_same_after_many_texts(
    kind: MatchKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(automata, "_WORTH", 3)
    automaton = Automaton(TERMS, kind)
    overlapping = kind == MatchKind.Standard
    found = [automaton.find(TEXT, overlapping=overlapping) for _ in range(5)]
    assert found[1:] == found[:-1]
    assert (1, 4, 18) in found[0]
    assert ((0, 4, 10) in found[0]) == overlapping  # a part of the longer one
