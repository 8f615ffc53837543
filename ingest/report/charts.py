"""The charts, drawn by Vega-Lite into SVG while the report is written: the page needs no script.

Each chart is drawn twice, for a wide page and for a phone; the page shows one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import vl_convert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.report.data import PeriodSum, Snapshot, Timeline

# Told apart by people who see colours differently, dark enough beside white (more than 4.5 : 1).
COLOURS = {"arrested": "#1f5a94", "rescued": "#b04a00", "groups_dismantled": "#6a4394"}
OTHER_COLOUR = "#44546a"
NAMES = {
    "arrested": "People arrested",
    "rescued": "People rescued",
    "groups_dismantled": "Groups dismantled",
}
WIDE, NARROW = 940, 340
_LEFT = 48  # room for the numbers beside the panels, so that all of them begin at one line
INK, _FAINT = "#3d4856", "#e3e7ec"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_MOST_LABELS = 16
_SHORT_DAYS = 200
_CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "gridColor": _FAINT,
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
    },
    "title": {"anchor": "start", "fontSize": 13, "fontWeight": 600, "color": INK, "offset": 10},
    "concat": {"spacing": 26},
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in two widths, as SVG; `alternative` says in words what it shows."""

    wide: str
    narrow: str
    alternative: str


def timeline_chart(timeline: Timeline) -> Chart | None:
    """Bars of the sums of each measure by year or month, with whiskers for their bounds."""
    measures = [name for name in NAMES if any(s.measure_id == name for s in timeline.sums)]
    if not measures or len(timeline.periods) < 2:
        return None
    wide, narrow = (
        _svg({"vconcat": [_bars(timeline, measure, width) for measure in measures]})
        for width in (WIDE, NARROW)
    )
    told = []
    for measure in measures:
        sums = [s for s in timeline.sums if s.measure_id == measure]
        top = max(sums, key=lambda s: s.counted)
        told.append(f"{NAMES[measure]}: most in {top.period}, {top.counted:,}")
    between = f"{timeline.periods[0]} to {timeline.periods[-1]}"
    return Chart(wide, narrow, f"Bars by {timeline.unit}, {between}. {'; '.join(told)}.")


def _bars(timeline: Timeline, measure: str, width: int) -> dict[str, Any]:
    by_period = {s.period: s for s in timeline.sums if s.measure_id == measure}
    values = [_bar(period, by_period.get(period)) for period in timeline.periods]
    x = {
        "field": "period",
        "type": "ordinal",
        "title": None,
        "scale": {"paddingInner": 0.25},
        "axis": {"labelAngle": 0, "labelOverlap": "parity", "grid": False},
    }
    axis = _axis(max(int(value["top"]) for value in values))
    bar = {"type": "bar", "color": COLOURS[measure], "cornerRadiusEnd": 2}
    layers: list[dict[str, Any]] = [
        {"mark": bar | {"opacity": 0.28}, "encoding": {"y": _y("top", axis)}},
        {"mark": bar, "encoding": {"y": _y("count", axis)}},
    ]
    if len(timeline.periods) <= _MOST_LABELS and width == WIDE:
        layers.append(
            {
                "mark": {"type": "text", "dy": -7, "fontSize": 11, "color": INK},
                "encoding": {"y": _y("top", axis), "text": {"field": "label"}},
            }
        )
    return {
        "title": NAMES[measure],
        "width": width - _LEFT - 12,
        "height": 70 if measure == "groups_dismantled" else 120,
        "data": {"values": values},
        "encoding": {"x": x},
        "layer": layers,
    }


def _bar(period: str, found: PeriodSum | None) -> dict[str, str | int]:
    """A bar from 0 to the count, with a pale part above it to what the count may be at most."""
    if found is None:
        return {"period": period, "count": 0, "top": 0, "label": ""}
    top = max(found.counted, found.low if found.high is None else found.high)
    label = f"{found.counted:,}" if found.counted else ""
    if found.undecided and found.high is not None:
        label = f"{found.low:,}–{found.high:,}"
    elif found.undecided:
        label = f"{found.low:,} or more"
    return {"period": period, "count": found.counted, "top": top, "label": label}


def campaign_chart(snapshots: Sequence[Snapshot]) -> Chart | None:
    """Step lines of one campaign's running totals, a panel a series, with bands for bounds.

    Series of a single snapshot have no line and are left to the table beside the chart.
    """
    series: dict[tuple[str, str, str], list[Snapshot]] = {}
    for snapshot in snapshots:
        key = (snapshot.measure_id, snapshot.measure_name, snapshot.category_name)
        series.setdefault(key, []).append(snapshot)
    lines = {key: found for key, found in series.items() if len(found) > 1}
    if not lines:
        return None
    dates = [s.as_of_date for found in lines.values() for s in found]
    margin = max((max(dates) - min(dates)) * 0.05, timedelta(days=1))
    domain = [f"{min(dates) - margin}T00:00:00Z", f"{max(dates) + margin}T00:00:00Z"]
    wide, narrow = (
        _svg({"vconcat": [_steps(key, found, width, domain) for key, found in lines.items()]})
        for width in (WIDE, NARROW)
    )
    told = [
        f"{what(*key)}: {found[0].count_text} on {found[0].as_of_date}, "
        f"{found[-1].count_text} on {found[-1].as_of_date}"
        for key, found in lines.items()
    ]
    return Chart(wide, narrow, f"Step lines of running totals. {'; '.join(told)}.")


def _steps(
    key: tuple[str, str, str], snapshots: Sequence[Snapshot], width: int, domain: list[str]
) -> dict[str, Any]:
    measure, measure_name, category = key
    colour = COLOURS.get(measure, OTHER_COLOUR)
    values = [
        {
            "date": f"{s.as_of_date}T00:00:00Z",
            "total": s.running_total,
            "low": s.low if s.low is not None else s.running_total,
            "high": s.high if s.high is not None else s.running_total,
            "label": s.count_text,
        }
        for s in snapshots
    ]
    x = {
        "field": "date",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "domain": domain},
        "axis": {
            "format": "%-d %b" if _days(domain) < _SHORT_DAYS else "%b %Y",
            "grid": False,
            "tickCount": 6 if width == WIDE else 3,
        },
    }
    axis = _axis(max(int(v[name] or 0) for v in values for name in ("total", "high")))
    step = {"interpolate": "step-after", "color": colour}
    band = {"y": _y("low", axis), "y2": {"field": "high"}}
    total = _y("total", axis)
    point = {"type": "point", "filled": True, "size": 45, "color": colour, "opacity": 1}
    label = {"type": "text", "dy": -11, "fontSize": 11, "color": INK}
    return {
        "title": what(measure, measure_name, category),
        "width": width - _LEFT - 12,
        "height": 110,
        "data": {"values": values},
        "encoding": {"x": x},
        "layer": [
            {"mark": {"type": "area", "opacity": 0.18} | step, "encoding": band},
            {"mark": {"type": "line", "strokeWidth": 2} | step, "encoding": {"y": total}},
            {"mark": point, "encoding": {"y": total}},
            {"mark": label, "encoding": {"y": total, "text": {"field": "label"}}},
        ],
    }


def _days(domain: list[str]) -> int:
    first, last = (date.fromisoformat(day[:10]) for day in domain)
    return (last - first).days


def what(measure_id: str, measure_name: str, category_name: str) -> str:
    """What was counted, in words: "Girls rescued", "Groups dismantled", "Places searched"."""
    category = category_name.lower()
    if "_" not in measure_id and measure_id != category:
        return f"{category_name} {measure_id}"
    if category in measure_name.lower():
        return measure_name
    return f"{measure_name}: {category}"


def _y(field: str, axis: dict[str, Any]) -> dict[str, Any]:
    scale = {"domainMin": 0, "domainMax": axis["values"][-1]}
    return {"field": field, "type": "quantitative", "title": None, "axis": axis, "scale": scale,
            "stack": None}  # fmt: skip


def _axis(most: int) -> dict[str, Any]:
    """Three to five round numbers from 0 to at least `most`, never fractions of a person."""
    step = 1
    for step in (factor * 10**power for power in range(12) for factor in (1, 2, 5)):
        if step * 4 >= most:
            break
    values = list(range(0, max(most, 1) + step, step))
    if values[-1] - step >= most > 0:
        values.pop()
    return {"format": ",d", "values": values, "minExtent": _LEFT, "maxExtent": _LEFT}


def _svg(spec: dict[str, Any]) -> str:
    return without_roles(vl_convert.vegalite_to_svg({"config": _CONFIG, **spec}), WIDE)


def without_roles(svg: str, width: float) -> str:
    """A drawing for the eye alone, as wide as it was drawn at most (`width` where it tells none).

    The page tells in words what a chart shows; its parts would only be noise to a screen reader.
    """
    svg = re.sub(r' (role|aria-[a-z]+)="[^"]*"', "", svg)
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    most = size.group(1) if size else str(width)
    return svg.replace("<svg ", f'<svg aria-hidden="true" style="max-width:{most}px" ', 1)
