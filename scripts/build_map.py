"""Write ingest/report/world.json: the world's land, its borders, and a point in each country.

    python scripts/build_map.py --atlas DIR

DIR is the unpacked npm package `world-atlas` 2.0.2 (npm pack world-atlas). Source and licence,
repeated in NOTICE: Natural Earth 4.1.0, in the public domain, as TopoJSON by world-atlas, ISC
licence. Taken over are the outlines at 1:110 million without Antarctica; of each country on the map
at 1:50 million, which has small islands too, a point well within its largest part.
Nothing here runs when Casecount runs; the file is kept in the repository.
"""

from __future__ import annotations

import argparse
import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

OUTPUT = Path(__file__).resolve().parent.parent / "ingest" / "report" / "world.json"
ANTARCTICA = "010"
WITHOUT_CODE = {"Kosovo": "XK"}  # on the map by name alone; the code is that of seeds/regions.csv

Point = tuple[float, float]  # longitude, latitude
Ring = list[Point]


def main() -> None:
    """Write the map."""
    arguments = argparse.ArgumentParser(description="Write ingest/report/world.json.")
    arguments.add_argument("--atlas", type=Path, required=True)
    atlas = arguments.parse_args().atlas
    coarse, fine = (
        json.loads((atlas / f"countries-{scale}.json").read_text("utf-8"))
        for scale in ("110m", "50m")
    )
    world = {"outlines": outlines(coarse), "points": points(fine)}
    OUTPUT.write_text(json.dumps(world, separators=(",", ":")) + "\n", "utf-8")


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """The topology of all countries but Antarctica, without their names."""
    countries = [
        {"type": country["type"], "arcs": country["arcs"]}
        for country in topology["objects"]["countries"]["geometries"]
        if country.get("id") != ANTARCTICA
    ]
    used = sorted({arc for country in countries for arc in _arcs_of(country["arcs"])})
    renumbered = {arc: number for number, arc in enumerate(used)}
    for country in countries:
        country["arcs"] = _renumber(country["arcs"], renumbered)
    return {
        "type": "Topology",
        "transform": topology["transform"],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": countries}},
        "arcs": [topology["arcs"][arc] for arc in used],
    }


def _arcs_of(arcs: list[Any] | int) -> list[int]:
    if isinstance(arcs, int):
        return [arcs if arcs >= 0 else ~arcs]
    return [arc for part in arcs for arc in _arcs_of(part)]


def _renumber(arcs: list[Any] | int, numbers: dict[int, int]) -> list[Any] | int:
    if isinstance(arcs, int):
        return numbers[arcs] if arcs >= 0 else ~numbers[~arcs]
    return [_renumber(part, numbers) for part in arcs]


def points(topology: dict[str, Any]) -> dict[str, list[float]]:
    """ISO 3166-1 code of two letters to longitude and latitude of a point within the country."""
    found: dict[str, tuple[float, list[float]]] = {}
    decoded = _decoded(topology)
    for country in topology["objects"]["countries"]["geometries"]:
        if (code := _code(country)) is None:
            continue
        parts = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        ring = max((_ring(part[0], decoded) for part in parts), key=_area)
        area = _area(ring)
        if area > found.get(code, (0.0, []))[0]:  # some have several rows
            found[code] = area, [round(x, 2) for x in _point_within(ring)]
    return {code: point for code, (_, point) in sorted(found.items())}


def _code(country: dict[str, Any]) -> str | None:
    iso = pycountry.countries.get(numeric=country.get("id", ""))
    return iso.alpha_2 if iso else WITHOUT_CODE.get(country["properties"]["name"])


def _decoded(topology: dict[str, Any]) -> list[Ring]:
    """The arcs as longitudes and latitudes; they are kept as steps on a grid."""
    (scale_x, scale_y) = topology["transform"]["scale"]
    (left, bottom) = topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((left + x * scale_x, bottom + y * scale_y))
        arcs.append(arc)
    return arcs


def _ring(arcs: list[int], decoded: list[Ring]) -> Ring:
    """A closed line; an arc of negative number is gone along backwards."""
    ring: Ring = []
    for arc in arcs:
        line = decoded[arc] if arc >= 0 else decoded[~arc][::-1]
        ring += line[1 if ring else 0 :]
    return ring


def _area(ring: Ring) -> float:
    """Its size on the globe, nearly."""
    total = 0.0
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        total += (x2 - x1) * (math.sin(math.radians(y1)) + math.sin(math.radians(y2)))
    return abs(total)


def _unbroken(ring: Ring) -> Ring:
    """The same line without a jump where the map's edge cuts it."""
    line = [ring[0]]
    for x, y in ring[1:]:
        turns = round((line[-1][0] - x) / 360)
        line.append((x + 360 * turns, y))
    return line


def _point_within(ring: Ring) -> Point:
    """The centre; of a bent country, whose centre lies outside, the middle of a stretch beside."""
    line = _unbroken(ring)
    x, y = _centre(line)
    crossings = sorted(
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in pairwise([*line, line[0]])
        if (y1 > y) != (y2 > y)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=True))
    if not any(left < x < right for left, right in stretches):
        left, right = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
        x = (left + right) / 2
    return (x + 180) % 360 - 180, y


def _centre(ring: Ring) -> Point:
    """Centre of gravity."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return x / (3 * area), y / (3 * area)


if __name__ == "__main__":
    main()
