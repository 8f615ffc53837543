"""Places: each name settled to one region by what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.reading.folding import fold
from ingest.reading.places import find_places
from ingest.reference import load_reference

if TYPE_CHECKING:
    from ingest.reading.world import World


@pytest.fixture(scope="module")
def world() -> World:
    return load_reference().world


def regions(text: str, world: World, title: str = "", home: str | None = None) -> dict[str, str]:
    places = find_places(text, fold(text), world, home, title)
    return {text[p.start : p.end]: p.region_id for p in places if p.role != "adjective"}


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Sichuan", "CN-SC"),
        ("Xinjiang", "CN-XJ"),
        ("Bavaria", "DE-BY"),
        ("Gujarat", "IN-GJ"),
        ("Lào Cai", "VN-02"),
        ("Lao Cai", "VN-02"),
        ("Andalusia", "ES-AN"),
        ("Hong Kong", "HK"),
        ("Puerto Rico", "PR"),
        ("Pampanga", "PH-03"),  # a province within the region that is the first level
        ("Lancashire", "GB-ENG"),
        ("Mumbai", "IN-MH"),
        ("Bombay", "IN-MH"),
    ],
)
def test_a_name_leads_to_its_first_level_region(name: str, region: str, world: World) -> None:
    assert regions(f"Police in {name} arrested six men.", world)[name] == region


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("Police in Birmingham, Ala., arrested two men.", "Birmingham", "US-AL"),
        ("Police in Birmingham arrested two men.", "Birmingham", "GB-ENG"),
        ("LONDON, Ontario - Two men were held in London.", "London", "CA-ON"),
        ("Officers in Tbilisi, Georgia, freed nine women.", "Tbilisi", "GE-TB"),
        ("Deputies in Georgia searched a home near Atlanta.", "Georgia", "US-GA"),
        ("Nigerian police freed nine women in Benin, Lagos and Kano.", "Benin", "NG-ED"),
        ("A home in Moore, Okla., was searched.", "Moore", "US-OK"),
        ("A home in Plano, TX, was searched.", "Plano", "US-TX"),
    ],
)
def test_what_stands_beside_a_name_settles_it(
    text: str, name: str, region: str, world: World
) -> None:
    assert regions(text, world)[name] == region


def test_the_title_settles_a_county() -> None:
    world = load_reference().world
    text = "A man was arrested in DeKalb County."
    assert regions(text, world, title="Man held - South Georgia News")["DeKalb County"] == "US-GA"


@pytest.mark.parametrize(
    "text",
    [
        "Officers met in March and in May.",
        "They paid 11 Singapore dollars.",
        "Jordan Miller, 31, was arrested.",
    ],
)
def test_words_that_are_no_places(text: str, world: World) -> None:
    assert regions(text, world) == {}


@pytest.mark.parametrize(
    "text",
    [
        "They rescued 38 migrants from Syria.",
        "The women were being taken to Kuwait.",
        "The boat was heading toward Italy.",
        "The province lies at the border with China.",
    ],
)
def test_origins_and_destinations_are_not_where_it_happened(text: str, world: World) -> None:
    roles = {p.role for p in find_places(text, fold(text), world)}
    assert roles <= {"origin", "named"}
    assert "at" not in roles
