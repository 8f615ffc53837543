"""Mentions: what helps to tell which reports are of one operation."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.model import Article, Mention
from ingest.reading import mentions, outlets
from ingest.reading.folding import fold
from ingest.reading.normal import plain
from ingest.reading.sentences import split_sentences
from ingest.reference import load_reference


def find(text: str, outlet: str | None = None) -> list[Mention]:
    reference = load_reference()
    article = Article("a", text, None, date(2019, 5, 14), outlet)
    sentences = split_sentences(plain(text), reference.lexicon)
    return list(mentions.find(article, sentences, (), reference.world))


def keys(text: str, kind: str, outlet: str | None = None) -> set[str | None]:
    return {m.key for m in find(text, outlet) if m.kind == kind}


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        ("a gang led by a woman named Chen Xiumei sold children", "chen xiumei"),
        ("The ringleader, Ifeanyi Okoro, fled.", "ifeanyi okoro"),
    ],
)
def test_leaders(text: str, leader: str) -> None:
    assert keys(text, "leader") == {leader}


def test_gangs_by_name() -> None:
    assert keys("He ran the Southmore Kings gang with members of MS-13.", "gang") >= {"ms 13"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("OPERATION IRON GATE NETS 40 ARRESTS", {"iron gate"}),
        ("Two boats were stopped under Quiet Water, a campaign of the guard.", {"quiet water"}),
        ("In Peru, the campaign goes on.", set()),
        ("The gendarmes caught 63 in the Kestrel-23 operations.", {"kestrel 23"}),
        ("Operation Clear Border goes on. Clear Border has freed nine.", {"clear border"}),
    ],
)
def test_names_of_operations_end_where_they_end(text: str, names: set[str]) -> None:
    found = load_reference().world.campaign_finder.find(text, fold(text))
    assert {c.key for c in found if c.key} == names


def test_operations_and_campaigns() -> None:
    assert keys("Operation Faro began on Monday.", "operation") == {"faro"}


@pytest.mark.parametrize(
    ("text", "outlet", "credited"),
    [
        ("Six men were held. (AFP)", "Arab News", {"afp"}),
        ("Six men were held, Reuters reported.", "The Guardian", {"reuters"}),
        ("Six men were held, according to the Delta Beacon.", None, {"delta-beacon"}),
        ('"Six were held," he told the Delta Beacon.', "Delta Beacon", set()),
    ],
)
def test_credits_to_other_outlets(text: str, outlet: str | None, credited: set[str]) -> None:
    assert keys(text, "credit", outlet) == credited


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "Correction: an earlier version said 45 women were freed; the correct number is 39.",
            45,
            39,
        ),
        ("Correction: the police arrested 34 people, not 43.", 43, 34),
        (
            "Correction: An earlier report said that 43 people had been arrested. "
            "The Judicial Police arrested 34 people.",
            43,
            34,
        ),
    ],
)
def test_corrections(text: str, wrong: int, right: int) -> None:
    (notice,) = [m for m in find(text) if m.kind == "correction"]
    assert (notice.from_value, notice.to_value) == (wrong, right)


def test_subjects_have_weights() -> None:
    found = [m for m in find("Police freed victims of human trafficking.") if m.kind == "subject"]
    assert found[0].key == "human_trafficking"
    assert (found[0].weight or 0) > 0


@pytest.mark.parametrize(
    ("name", "agency_id"),
    [
        ("Riverside County (CA) District Attorney", "us-riverside-county-district-attorney"),
        ("Royal Thai Police, press office", "th-rtp"),
        ("Ministry of Public Security of China", "cn-mps"),
        ("Xinhua", None),
        ("Voice of Lagos 98.3 FM", None),
        ("", None),
    ],
)
def test_an_agency_s_own_outlet(name: str, agency_id: str | None) -> None:
    assert outlets.resolve(name, load_reference().world).agency_id == agency_id


def test_outlets_by_address_and_name_are_one() -> None:
    world = load_reference().world
    names = ("BBC", "BBC News", "www.bbc.co.uk", "bbc.com")
    assert {outlets.resolve(name, world).outlet_id for name in names} == {"bbc"}
