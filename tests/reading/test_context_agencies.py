"""Agencies: listed names, patterns, and an id for each."""

from __future__ import annotations

import pytest

from ingest.reading.agencies import find_agencies
from ingest.reading.folding import fold
from ingest.reading.places import find_places
from ingest.reference import load_reference


def agencies(text: str) -> dict[str, str | None]:
    world = load_reference().world
    folded = fold(text)
    found = find_agencies(text, find_places(text, folded, world), world)
    return {text[a.start : a.end]: a.agency_id for a in found}


@pytest.mark.parametrize(
    ("text", "name", "agency_id"),
    [
        ("Chinese police freed nine.", "Chinese police", "cn-mps"),
        ("Nigerian police freed nine.", "Nigerian police", "ng-npf"),
        ("Police in Fujian freed nine.", "Police in Fujian", "cn-mps"),
        ("The FBI arrested nine.", "FBI", "us-fbi"),
        ("Anaheim Police Department officers held two.", None, "us-anaheim-police"),
        (
            "The Orange County District Attorney’s Office charged two.",
            "Orange County District Attorney’s Office",
            "us-orange-county-district-attorney",
        ),
        ("The Wayne County Sheriff's Office, Michigan, held two.", None, "us-wayne-county-sheriff"),
        ("Marion County deputies and Ohio State Highway Patrol", None, "us-ohio-state-police"),
        ("Spain's Civil Guard freed nine.", "Spain's Civil Guard", "es-guardia-civil"),
        (
            "The National Crime Bureau of Kenya held nine.",
            None,
            "ke-national-crime-bureau-of-kenya",
        ),
    ],
)
def test_an_agency_has_an_id(text: str, name: str | None, agency_id: str) -> None:
    found = agencies(text)
    assert agency_id in found.values(), found
    assert name is None or found.get(name) == agency_id


def test_a_shared_name_is_settled_by_the_country() -> None:
    vietnam = agencies("In Hanoi, Vietnam, the Ministry of Public Security freed nine.")
    china = agencies("In Beijing, China, the Ministry of Public Security freed nine.")
    assert vietnam["Ministry of Public Security"] == "vn-mps"
    assert china["Ministry of Public Security"] == "cn-mps"


def test_a_bare_word_means_the_agency_named_before() -> None:
    found = agencies("Anaheim police raided a motel in Anaheim, Calif. Police arrested six.")
    assert found["Police"] == "us-anaheim-police"


def test_counted_officers_name_no_agency() -> None:
    assert (
        agencies("In Durres, Albania, two customs officers were arrested.")["customs officers"]
        is None
    )
