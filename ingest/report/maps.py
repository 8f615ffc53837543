"""The maps: circles over the world, as large as what was counted, drawn by Vega into SVG.

Sums are shown by area of a circle and not by colouring countries: a large country is not more.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import vl_convert

from ingest.report.charts import COLOURS, FONT, INK, NAMES, without_roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.report.data import CountrySum

MEASURES = ("arrested", "rescued")
_WIDTH, _HEIGHT = 460, 226
_LARGEST = 2200  # square pixels of the circle's square
_LAND = "#e4e8ed"
_SMALLEST = 14
_MOST_LABELS = 12
_MOST_TOLD = 10
_FONT_SIZE, _LETTER, _GAP = 13, 6.7, 3  # pixels; the second is the width of a letter, or more
_CENTRE = re.compile(r'transform="translate\(([\d.]+),([\d.]+)\)" d="M[^"]*A')
_ZERO = re.compile(r"(?<![\d.])0\.")  # 0.5 as .5
_STEP = re.compile(r"([ML])(-?[\d.]+),(-?[\d.]+)|Z")


_Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Map:
    """A map of one measure as SVG; `alternative` says in words what it shows."""

    measure_id: str
    svg: str
    alternative: str


def country_map(measure: str, sums: Sequence[CountrySum]) -> Map | None:
    """A circle for each country with a sum of that measure; None where none can be placed."""
    own = [found for found in sums if found.measure_id == measure]
    points = _world()["points"]
    placed = sorted(
        (found for found in own if found.country_id in points and _at_most(found)),
        key=lambda found: (-_at_most(found), found.country_name),
    )
    if not placed:
        return None
    told = [f"{found.country_name} {_in_words(found)}" for found in placed[:_MOST_TOLD]]
    if more := len(placed) - len(told):
        told.append(f"{more} more")
    return Map(
        measure,
        _drawn(measure, placed),
        f"Map of the world, {NAMES[measure].lower()} by country: {', '.join(told)}.",
    )


def unplaced(sums: Sequence[CountrySum]) -> list[CountrySum]:
    """The sums that have no place on the maps: of several or unknown countries, of tiny islands."""
    points = _world()["points"]
    return [s for s in sums if s.measure_id in MEASURES and s.country_id not in points]


def _at_most(found: CountrySum) -> int:
    """What a sum may come to, as far as it is known."""
    return max(found.counted, found.low if found.high is None else found.high)


def _in_words(found: CountrySum) -> str:
    if found.facts > found.undecided:
        return f"{found.counted:,}"
    if found.high is None:
        return f"{found.low:,} or more"
    return f"{found.low:,}–{found.high:,}"


@cache
def _world() -> dict[str, Any]:
    """The outlines of countries as TopoJSON, and a point in each: see scripts/build_map.py."""
    text = files("ingest.report").joinpath("world.json").read_text("utf-8")
    world: dict[str, Any] = json.loads(text)
    return world


def _drawn(measure: str, placed: Sequence[CountrySum]) -> str:
    """The map with these sums, the largest first."""
    circles = [_circle(found) for found in placed]
    svg: str = vl_convert.vega_to_svg(_spec(COLOURS[measure], circles))
    labelled = svg.replace("</svg>", f"{_labels(svg, circles)}</svg>")
    return without_roles(_shortened(labelled), _WIDTH)


def _circle(found: CountrySum) -> dict[str, Any]:
    longitude, latitude = _world()["points"][found.country_id]
    return {
        "longitude": longitude,
        "latitude": latitude,
        "count": found.counted,
        "most": _at_most(found),
        "label": f"{found.country_name} {_in_words(found)}",
    }


def _spec(colour: str, circles: Sequence[dict[str, Any]]) -> dict[str, Any]:
    place = {"type": "geopoint", "projection": "world", "fields": ["longitude", "latitude"]}
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "padding": 0,
        "autosize": "none",
        "data": [
            {
                "name": "land",
                "values": _world()["outlines"],
                "format": {"type": "topojson", "feature": "countries"},
            },
            {"name": "circles", "values": list(circles), "transform": [place]},
        ],
        "projections": [
            {
                "name": "world",
                "type": "equalEarth",
                "rotate": [-11, 0, 0],  # cut through the Bering Strait, not through Siberia
                "fit": {"signal": "data('land')"},
                "size": [_WIDTH, _HEIGHT],
                "precision": 1,
            }
        ],
        "scales": [
            {
                "name": "size",
                "type": "linear",
                "domain": [0, circles[0]["most"]],
                "range": [0, _LARGEST],
            }
        ],
        "marks": [
            {
                "type": "shape",
                "from": {"data": "land"},
                "encode": {"enter": {"fill": {"value": _LAND}, "stroke": {"value": "#fff"}}},
                "transform": [{"type": "geoshape", "projection": "world"}],
            },
            _circles("most", colour, opacity=0.28),
            _circles("count", colour, opacity=0.8),
        ],
    }


def _circles(field: str, colour: str, *, opacity: float) -> dict[str, Any]:
    size = f"datum.{field} ? max(scale('size', datum.{field}), {_SMALLEST}) : 0"
    return {
        "type": "symbol",
        "name": field,
        "from": {"data": "circles"},
        "encode": {
            "enter": {
                "x": {"field": "x"},
                "y": {"field": "y"},
                "size": {"signal": size},
                "fill": {"value": colour},
                "fillOpacity": {"value": opacity},
                "stroke": {"value": "#fff"},
                "strokeWidth": {"value": 0.6},
            }
        },
    }


def _labels(svg: str, circles: Sequence[dict[str, Any]]) -> str:
    """The largest countries' names and numbers, where they cover neither circles nor each other.

    Where its circles are is read from Vega's drawing.
    """
    most = circles[0]["most"]
    centres = [(float(x), float(y)) for x, y in _CENTRE.findall(svg)[: len(circles)]]
    radii = [max(_LARGEST * circle["most"] / most, _SMALLEST) ** 0.5 / 2 for circle in circles]
    discs = [
        (x - radius, y - radius, x + radius, y + radius)
        for (x, y), radius in zip(centres, radii, strict=True)
    ]
    taken: list[_Box] = []
    labels = []
    for own, circle in zip(discs[:_MOST_LABELS], circles, strict=False):
        others = [disc for disc in discs if disc is not own]
        for box, anchor in _beside(own, circle["label"]):
            if _is_within(box) and not any(_meet(box, other) for other in [*taken, *others]):
                taken.append(box)
                labels.append(_text(box, anchor, circle["label"]))
                break
    return "".join(labels)


def _beside(disc: _Box, label: str) -> Iterator[tuple[_Box, str]]:
    """Where a label may stand (beside its circle, below, above), and how it is anchored."""
    left, top, right, bottom = disc
    width, height = len(label) * _LETTER, _FONT_SIZE
    x, y = (left + right) / 2, (top + bottom) / 2
    for corner_x, corner_y, anchor in (
        (right + _GAP, y - height / 2, "start"),
        (left - _GAP - width, y - height / 2, "end"),
        (x - width / 2, bottom + _GAP / 2, "middle"),
        (x - width / 2, top - _GAP / 2 - height, "middle"),
        (x, bottom + _GAP / 2, "start"),
        (x, top - _GAP / 2 - height, "start"),
        (x - width, bottom + _GAP / 2, "end"),
        (x - width, top - _GAP / 2 - height, "end"),
    ):
        yield (corner_x, corner_y, corner_x + width, corner_y + height), anchor


def _is_within(box: _Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= _WIDTH and box[3] <= _HEIGHT


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _text(box: _Box, anchor: str, label: str) -> str:
    x = {"start": box[0], "end": box[2], "middle": (box[0] + box[2]) / 2}[anchor]
    return (
        f'<text x="{x:.1f}" y="{box[3] - 2.5:.1f}" text-anchor="{anchor}" fill="{INK}" '
        f'font-family="{FONT}" font-size="{_FONT_SIZE}">{escape(label)}</text>'
    )


def _shortened(svg: str) -> str:
    """The same picture with coastlines told step by step, to a tenth of a pixel: half as long."""
    return re.sub(r'd="(M[^"]{200,})"', lambda path: f'd="{_steps(path.group(1))}"', svg)


def _steps(path: str) -> str:
    steps = []
    here = start = (0, 0)
    for step in _STEP.finditer(path):
        if step.group(1) is None:
            steps.append("z")
            here = start
            continue
        there = round(float(step.group(2)) * 10), round(float(step.group(3)) * 10)
        if step.group(1) == "M":
            steps.append(f"M{there[0] / 10:g},{there[1] / 10:g}")
            start = there
        elif there != here:
            steps.append(f"l{(there[0] - here[0]) / 10:g},{(there[1] - here[1]) / 10:g}")
        here = there
    return _ZERO.sub(".", "".join(steps))
