"""Putting the report together: what the template is given, and how numbers and texts are shown.

Everything that comes from articles is text: the template escapes it, and only addresses that open
with http:// or https:// become links.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from ingest.errors import visible
from ingest.project import seeds_dir
from ingest.report.charts import COLOURS, NAMES, Chart, campaign_chart, timeline_chart, what
from ingest.report.maps import MEASURES, country_map, unplaced
from ingest.seeds import descriptions

if TYPE_CHECKING:
    from datetime import date

    from ingest.report.data import (
        About,
        Behind,
        CountrySum,
        Fact,
        LeftOut,
        Operation,
        Snapshot,
        Sum,
        Warehouse,
    )

_MEASURES = tuple(NAMES)
_ROLES = {
    "chosen": "believed",
    "corroborates": "agrees",
    "rounds": "rounds it",
    "superseded": "later replaced",
    "corrected": "withdrawn",
    "conflicts": "disagrees",
    "copy": "copy",
    "part_of": "part of it",
}
_CAMPAIGN_CHARTS = 12  # of the campaigns with the most snapshots; others have their table
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Line:
    """An operation with its facts, by measure."""

    operation: Operation
    arrested: list[Fact]
    rescued: list[Fact]
    groups_dismantled: list[Fact]
    others: list[Fact]

    @property
    def facts(self) -> list[Fact]:
        """All facts of the operation."""
        return [*self.arrested, *self.rescued, *self.groups_dismantled, *self.others]


@dataclass(frozen=True, slots=True)
class Country:
    """A country's sums by measure, and their share of the largest country's."""

    name: str
    operations: int
    sums: dict[str, CountrySum]
    shares: dict[str, float]


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign's snapshots, and the chart of those series that have several."""

    name: str
    snapshots: list[Snapshot]
    chart: Chart | None


def render(warehouse: Warehouse) -> str:
    """The whole page as HTML."""
    environment = Environment(
        loader=PackageLoader("ingest.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": number,
        "day": day,
        "bounds": bounds,
        "shown": visible,
        "web": web_address,
        "marked": marked,
        "when": when,
        "plural": plural,
        "title_of": NAMES.__getitem__,
        "what": lambda row: what(row.measure_id, row.measure_name, row.category_name),
    }
    return environment.get_template("report.html.jinja").render(**_content(warehouse))


def _content(warehouse: Warehouse) -> dict[str, Any]:
    about = warehouse.about()
    operations = warehouse.operations()
    disagreements = warehouse.disagreements()
    totals = warehouse.totals()
    snapshots = warehouse.snapshots()
    country_sums = warehouse.countries()
    countries = _countries(country_sums)
    undecided = warehouse.undecided()
    named = [row.fact_id for rows in (disagreements, totals, snapshots) for row in rows]
    facts = warehouse.facts(
        [*named, *undecided], [operation.operation_id for operation in operations]
    )
    timeline = warehouse.timeline()
    sums = {found.measure_id: found for found in warehouse.sums()}
    listed = {operation.operation_id for operation in operations}
    return {
        "about": about,
        "measures": [(name, NAMES[name], COLOURS[name]) for name in _MEASURES],
        "sums": {name: sums.get(name) for name in _MEASURES},
        "timeline": timeline,
        "timeline_chart": timeline_chart(timeline),
        "by_period": {(s.measure_id, s.period): s for s in timeline.sums},
        "maps": [found for name in MEASURES if (found := country_map(name, country_sums))],
        "unplaced": unplaced(country_sums),
        "countries": countries[: warehouse.limit],
        "countries_left": countries[warehouse.limit :],
        "lines": _lines(operations, facts),
        "other_facts": [f for f in facts if f.operation_id not in listed],
        "campaigns": _campaigns(snapshots),
        "disagreements": disagreements,
        "totals": totals,
        "undecided": [fact for fact in facts if fact.fact_id in set(undecided)],
        "reasons": _reasons(warehouse.left_out_counts()),
        "left_out": warehouse.left_out(),
        "behind": warehouse.behind(facts),
        "rules": descriptions(seeds_dir(), "resolution_rules", "resolution"),
        "roles": _ROLES,
        "limit": warehouse.limit,
        "period_text": _period_text(about),
    }


def _lines(operations: list[Operation], facts: list[Fact]) -> list[Line]:
    own: dict[str | None, list[Fact]] = {}
    for fact in facts:
        own.setdefault(fact.operation_id, []).append(fact)
    return [_line(operation, own.get(operation.operation_id, [])) for operation in operations]


def _line(operation: Operation, facts: list[Fact]) -> Line:
    arrested, rescued, groups = (
        [fact for fact in facts if fact.measure_id == name] for name in _MEASURES
    )
    others = [fact for fact in facts if fact.measure_id not in _MEASURES]
    return Line(operation, arrested, rescued, groups, others)


def _countries(sums: list[CountrySum]) -> list[Country]:
    """Countries with the most people first; what has no single country comes last."""
    largest = {
        name: max((s.counted for s in sums if s.measure_id == name), default=0)
        for name in _MEASURES
    }
    by_country: dict[str, list[CountrySum]] = {}
    for found in sums:
        by_country.setdefault(found.country_id, []).append(found)
    countries = {
        country_id: Country(
            own[0].country_name,
            max(s.operations for s in own),
            {s.measure_id: s for s in own},
            {s.measure_id: s.counted / (largest[s.measure_id] or 1) for s in own},
        )
        for country_id, own in by_country.items()
    }
    people = ("arrested", "rescued")
    return [
        country
        for country_id, country in sorted(
            countries.items(),
            key=lambda item: (
                item[0] == "ZZ",
                -sum(s.counted for name, s in item[1].sums.items() if name in people),
                item[1].name,
            ),
        )
    ]


def _campaigns(snapshots: list[Snapshot]) -> list[Campaign]:
    by_campaign: dict[str, list[Snapshot]] = {}
    for snapshot in snapshots:
        by_campaign.setdefault(snapshot.campaign_id, []).append(snapshot)
    drawn = sorted(by_campaign.values(), key=len, reverse=True)[:_CAMPAIGN_CHARTS]
    charts = {own[0].campaign_id: campaign_chart(own) for own in drawn}
    return [
        Campaign(_capital(own[0].campaign_name), own, charts.get(campaign_id))
        for campaign_id, own in by_campaign.items()
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reasons(counts: list[tuple[str, int]]) -> list[tuple[str, str, int]]:
    words = descriptions(seeds_dir(), "landing_reasons", "landed_in")
    return [(reason, words.get(reason, reason), count) for reason, count in counts]


def _period_text(about: About) -> str:
    if about.first_date is None:
        return "undated"
    return f"{day(about.first_date)} to {day(about.last_date)}"


def number(value: float | None) -> str:
    """A whole number with commas, a dash where there is none."""
    return "–" if value is None else f"{value:,}"


def day(value: date | None) -> str:
    """A day as 5 Mar 2021."""
    return "unknown" if value is None else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def when(operation: Operation) -> str:
    """The first day of an operation, never more exact than it is known."""
    start = operation.start_date
    if start is None or operation.date_precision == "unknown":
        return "date unknown"
    if operation.date_precision == "year":
        return str(start.year)
    if operation.date_precision == "month":
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if operation.date_precision == "week":
        return f"week of {day(start)}"
    return day(start)


def bounds(found: Sum) -> str:
    """The bounds of a sum in words, empty where it is exact."""
    if found.low == found.high == found.counted:
        return ""
    if found.high is None:
        return f"at least {found.low:,}"
    return f"{found.low:,} to {found.high:,}"


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def web_address(address: str | None) -> str | None:
    """The address, if it may become a link: http or https, and a host."""
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None


def marked(figure: Behind | LeftOut) -> tuple[str, str, str]:
    """The sentence in three: before the number, the number, after it."""
    text, start, end = figure.sentence_text, figure.mark_start, figure.mark_end
    before, within, after = (
        visible(" ".join(part.split())) for part in (text[:start], text[start:end], text[end:])
    )
    # A space beside the number was taken away with the rest of the white space.
    before += " " * bool(before and text[:start][-1:].isspace())
    after = " " * bool(after and text[end:][:1].isspace()) + after
    return before, within, after
