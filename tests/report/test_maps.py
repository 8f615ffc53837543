"""The maps place what has a place, at its size, and name what has none."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from ingest.project import seeds_dir
from ingest.report.data import CountrySum
from ingest.report.maps import country_map, unplaced

if TYPE_CHECKING:
    from lxml.etree import _Element

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {"CN": "China", "KE": "Kenya", "GH": "Ghana", "ZZ": "Unknown or several countries"}


def told(country: str, counted: int, *, high: int | None = 0, undecided: int = 0) -> CountrySum:
    """A sum of arrests in a country; of an undecided one at least 10."""
    low = counted + 10 * undecided
    return CountrySum(
        "arrested",
        counted,
        low,
        max(low, high) if high is not None else None,
        1,
        undecided,
        country,
        NAMES.get(country, country),
        1,
    )


def drawn(*sums: CountrySum) -> tuple[_Element, str]:
    found = country_map("arrested", sums)
    assert found is not None
    return etree.fromstring(found.svg.encode()), found.alternative


def circles(svg: _Element, layer: str) -> list[tuple[float, float, float]]:
    """Place and radius of each circle of a layer (most, count) that has a size."""
    found = []
    for path in svg.iterfind(f".//{SVG}g[@class='mark-symbol role-mark {layer}']/{SVG}path"):
        place = re.fullmatch(r"translate\(([\d.]+),([\d.]+)\)", path.get("transform", ""))
        radius = re.match(r"M([\d.]+),0A", path.get("d", ""))
        assert place is not None
        if radius is not None and float(radius.group(1)):
            found.append((float(place.group(1)), float(place.group(2)), float(radius.group(1))))
    return found


def labels(svg: _Element) -> list[str]:
    return [str(text.text) for text in svg.iterfind(f".//{SVG}text")]


def test_area_is_the_number_and_the_place_is_the_country() -> None:
    svg, alternative = drawn(told("KE", 100), told("CN", 400), told("GH", 25))
    (china, kenya, ghana) = circles(svg, "count")
    assert china[2] == pytest.approx(2 * kenya[2], rel=0.01)
    assert china[2] == pytest.approx(4 * ghana[2], rel=0.01)
    assert ghana[0] < kenya[0] < china[0]
    assert china[1] < ghana[1] < kenya[1]
    assert sorted(labels(svg)) == ["China 400", "Ghana 25", "Kenya 100"]
    assert alternative.endswith("by country: China 400, Kenya 100, Ghana 25.")


def test_undecided_counts_are_pale_and_in_words() -> None:
    svg, alternative = drawn(
        told("CN", 100), told("KE", 0, undecided=1, high=99), told("GH", 0, undecided=1, high=None)
    )
    assert len(circles(svg, "count")) == 1
    assert len(circles(svg, "most")) == 3
    assert "Kenya 10–99" in labels(svg)
    assert "Ghana 10 or more" in alternative


def test_what_has_no_place_is_given_back_and_not_drawn() -> None:
    nowhere, island, nobody = told("ZZ", 12), told("TV", 3), told("GH", 0)
    svg, _ = drawn(told("CN", 100), nowhere, island, nobody)
    assert len(circles(svg, "most")) == 1
    assert unplaced([told("CN", 100), nowhere, island, nobody]) == [nowhere, island]
    assert country_map("arrested", [nowhere]) is None
    assert country_map("rescued", [told("CN", 100)]) is None


def test_every_country_but_a_few_small_territories_has_a_place() -> None:
    with (seeds_dir() / "regions.csv").open(encoding="utf-8", newline="") as rows:
        countries = [row["region_id"] for row in csv.DictReader(rows) if row["level"] == "country"]
    lost = {found.country_id for found in unplaced([told(code, 1) for code in countries])}
    assert len(countries) > 240
    assert lost <= {
        "ZZ", "BQ", "BV", "CC", "CX", "GF", "GI", "GP", "MQ", "RE", "SJ", "TK", "TV", "UM", "YT",
    }  # fmt: skip


def test_labels_of_many_countries_cover_nothing() -> None:
    codes = ("AT", "BE", "CH", "CZ", "DE", "FR", "HR", "HU", "IT", "NL", "PL", "SI", "SK")
    svg, alternative = drawn(*(told(code, 100 - at) for at, code in enumerate(codes)))
    assert len(circles(svg, "count")) == len(codes)
    assert 0 < len(labels(svg)) <= 12
    assert "3 more" in alternative
    boxes = []
    for text in svg.iterfind(f".//{SVG}text"):
        width = 6.7 * len(str(text.text))
        start = (
            float(text.get("x", ""))
            - width * {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor", "")]
        )
        bottom = float(text.get("y", ""))
        boxes.append((start, bottom - 10, start + width, bottom))
    for at, one in enumerate(boxes):
        assert all(
            one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            for other in boxes[:at]
        )


def test_names_are_text() -> None:
    name = "A <b> & “c”"
    svg, alternative = drawn(CountrySum("arrested", 5, 5, 5, 1, 0, "CN", name, 1))
    assert labels(svg) == [f"{name} 5"]
    assert name in alternative


def test_coastlines_are_told_in_short_and_close() -> None:
    svg, _ = drawn(told("CN", 1))
    land = [path.get("d", "") for path in svg.iterfind(f".//{SVG}path") if "l" in path.get("d", "")]
    assert len(land) > 100
    assert all(re.fullmatch(r"(M[-\d.]+,[-\d.]+(l[-\d.]+,[-\d.]+)*z)+", d) for d in land)
    assert sum(map(len, land)) < 90_000
