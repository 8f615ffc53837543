"""Cues are spelled once and weigh the same however often they are said."""

from __future__ import annotations

from ingest.reading.weighing import Said, Weights, spelled


def test_cues_weigh_what_their_names_do_and_are_spelled_once() -> None:
    asked: list[str] = []

    def of_place(role: str, where: str) -> list[str]:
        asked.append(role)
        return [f"{role}_{where}", role]

    weights = Weights({"at_title": 3, "at": -1, "seat": 7})
    said: list[Said] = [(of_place, ("at", "title")), (of_place, ("seat", "here"))]
    assert [weights.of(said), weights.of(said), weights.of(said[:1])] == [9, 9, 2]
    assert asked == ["at", "seat"]
    assert spelled(said) == ["at_title", "at", "seat_here", "seat"]


def test_what_is_not_listed_weighs_nothing() -> None:
    said: list[Said] = [(lambda word: [word], ("unheard",))]
    assert Weights({}).of(said) == 0
    assert Weights({}).of([]) == 0
