"""What the report tells, asked of the published warehouse. Sums are those of the macro `tally`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    import duckdb

Row = TypeVar("Row")

# The events the report adds up, in one shape. A measure's counts may be added, measures never.
_EVENTS_OF = """
with events as (
    select
        arrest_id as fact_id, 'arrested' as measure_id, country_id, country_name, operation_id,
        operation_date, arrested_count as count_value, arrested_count_low as count_low,
        arrested_count_high as count_high
    from {arrests}
    union all
    select
        rescue_id, 'rescued', country_id, country_name, operation_id, operation_date,
        rescued_count, rescued_count_low, rescued_count_high
    from {rescues}
    union all
    select
        outcome_id, measure_id, country_id, country_name, operation_id, operation_date,
        outcome_count, outcome_count_low, outcome_count_high
    from outcomes
    where measure_id = 'groups_dismantled'
)
"""
_EVENTS = _EVENTS_OF.format(arrests="arrests", rescues="rescues")
_COUNTRY_EVENTS = _EVENTS_OF.format(arrests="arrests_by_country", rescues="rescues_by_country")
_TALLY = """
    told['count'] as counted, told['low'] as low, told['high'] as high,
    told['facts'] as facts, told['undecided'] as undecided
"""


@dataclass(frozen=True, slots=True)
class About:
    """Which warehouse this is."""

    build_id: str
    built_at: datetime
    articles: int
    figures: int
    operations: int
    outlets: int
    first_date: date | None
    last_date: date | None
    disagreements: int
    undecided: int
    rejects: int
    to_review: int


@dataclass(frozen=True, slots=True)
class Sum:
    """The honest sum of a measure; `high` is None where there is no upper bound."""

    measure_id: str
    counted: int
    low: int
    high: int | None
    facts: int
    undecided: int


@dataclass(frozen=True, slots=True)
class PeriodSum(Sum):
    """The sum of a measure over the operations that began in a year or month (`period`)."""

    period: str


@dataclass(frozen=True, slots=True)
class CountrySum(Sum):
    """The sum of a measure in a country, its subdivisions included."""

    country_id: str
    country_name: str
    operations: int


@dataclass(frozen=True, slots=True)
class Undated:
    """What a chart over time leaves out, because its date is not known well enough."""

    measure_id: str
    counted: int
    facts: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Sums by year, or by month where all is within three years."""

    unit: str  # year or month
    periods: tuple[str, ...]  # all of them, without gaps
    sums: tuple[PeriodSum, ...]
    undated: tuple[Undated, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of any kind, in words and numbers."""

    fact_id: str
    fact_table: str
    operation_id: str | None
    campaign_id: str | None
    measure_id: str
    measure_name: str
    category_name: str
    country_name: str
    region_name: str
    start_date: date | None
    end_date: date | None
    count_value: int | None
    count_low: int | None
    count_high: int | None
    count_text: str
    has_conflict: bool
    outlet_count: int
    resolution: str


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure behind a fact: as printed, by whom, and why it was believed or not."""

    fact_id: str
    role: str
    is_part: bool
    outlet_name: str
    published_date: date | None
    url: str | None
    sentence_text: str
    mark_start: int
    mark_end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation with its place and agency."""

    operation_id: str
    operation_name: str | None
    start_date: date | None
    date_precision: str
    country_name: str
    region_name: str
    agency_name: str
    subject: str
    article_count: int
    outlet_count: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A campaign's running total on a day, and the rise from the one before."""

    fact_id: str
    campaign_id: str
    campaign_name: str
    measure_id: str
    measure_name: str
    category_name: str
    as_of_date: date
    running_total: int | None
    low: int | None
    high: int | None
    count_text: str
    previous_as_of_date: date | None
    rise_low: int | None
    rise_high: int | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A fact on which printed figures contradict each other."""

    fact_id: str
    operation_id: str | None
    measure_id: str
    measure_name: str
    category_name: str
    country_name: str
    count_text: str
    resolution: str
    is_resolved: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that stands behind no fact, and the reason."""

    landed_in: str
    outlet_name: str
    published_date: date | None
    url: str | None
    sentence_text: str
    mark_start: int
    mark_end: int


@dataclass(frozen=True, slots=True)
class Total:
    """An official total, and what the counted operations of its place and window come to."""

    fact_id: str
    agency_name: str
    campaign_name: str | None
    country_name: str
    measure_id: str
    measure_name: str
    category_name: str
    start_date: date | None
    end_date: date | None
    count_text: str
    counted: int | None
    counted_facts: int | None


class Warehouse:
    """The published file, asked for what the report tells; at most `limit` rows of a list."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, limit: int) -> None:
        """`connection` is of a published file."""
        self._connection = connection
        self.limit = limit

    def about(self) -> About:
        """Which warehouse this is."""
        return self._rows(
            About,
            """
            select
                build_id, built_at, article_total, figure_total,
                (select count(*) from dim_operation), (select count(*) from dim_outlet),
                (select min(published_date) from dim_article), newest_article_date,
                (select count(*) from disagreements),
                (select count(*) from facts where operation_id is not null and count_value is null),
                (select count(*) from rejects),
                (select count(*) from match_review)
            from about
            """,
        )[0]

    def sums(self) -> list[Sum]:
        """The headline sums."""
        return self._rows(
            Sum,
            f"""{_EVENTS}, tallied as (
                select measure_id, tally(count_value, count_low, count_high) as told
                from events group by measure_id
            )
            select measure_id, {_TALLY} from tallied order by measure_id""",  # noqa: S608
        )

    def timeline(self) -> Timeline:
        """Sums by year, or by month where all dates are within three years."""
        first, last = self._connection.execute(
            "select min(start_date), max(start_date) from dim_operation"
        ).fetchall()[0]
        unit = "month" if first and (last.year - first.year) < 3 else "year"
        pattern, coarse = ("%Y", "'unknown'") if unit == "year" else ("%Y-%m", "'unknown', 'year'")
        dated = f"""{_EVENTS}, dated as (
            select
                events.*, strftime(operation_date, '{pattern}') as period,
                operation_date is null or operations.date_precision in ({coarse}) as is_coarse
            from events
            inner join dim_operation as operations using (operation_id)
        )"""  # noqa: S608
        sums = self._rows(
            PeriodSum,
            f"""{dated}, tallied as (
                select measure_id, period, tally(count_value, count_low, count_high) as told
                from dated where not is_coarse group by measure_id, period
            )
            select measure_id, {_TALLY}, period from tallied order by measure_id, period""",  # noqa: S608
        )
        undated = self._rows(
            Undated,
            f"""{dated}
            select measure_id, coalesce(sum(count_value), 0)::bigint, count(*)
            from dated where is_coarse group by measure_id order by measure_id""",  # noqa: S608
        )
        periods = _without_gaps(unit, sorted({found.period for found in sums}))
        return Timeline(unit, periods, tuple(sums), tuple(undated))

    def countries(self) -> list[CountrySum]:
        """Sums by country; operations over several countries are split where they say how."""
        return self._rows(
            CountrySum,
            f"""{_COUNTRY_EVENTS}, tallied as (
                select
                    measure_id, country_id, country_name,
                    tally(count_value, count_low, count_high) as told,
                    count(distinct operation_id) as operations
                from events group by all
            )
            select measure_id, {_TALLY}, country_id, country_name, operations
            from tallied order by country_name, measure_id""",  # noqa: S608
        )

    def operations(self) -> list[Operation]:
        """The largest operations by people arrested and rescued, newest first."""
        return self._rows(
            Operation,
            f"""
            with largest as (
                from operations
                order by coalesce(arrested, arrested_high, 0) + coalesce(rescued, rescued_high, 0)
                    desc, operation_id
                limit {self.limit}
            )
            select
                operation_id, operation_name, start_date, date_precision, country_name,
                region_name, agency_name, subject, article_count, outlet_count
            from largest order by start_date desc nulls last, operation_id""",  # noqa: S608
        )

    def snapshots(self) -> list[Snapshot]:
        """The running totals of the campaigns with the most snapshots."""
        return self._rows(
            Snapshot,
            f"""
            with largest as (
                select campaign_id from campaign_totals
                group by campaign_id order by count(*) desc, campaign_id limit {self.limit}
            )
            select
                t.campaign_total_id, t.campaign_id, t.campaign_name, t.measure_id, t.measure_name,
                t.category_name, t.as_of_date, t.running_total, t.running_total_low,
                t.running_total_high, t.count_text, r.previous_as_of_date, r.rise_low, r.rise_high
            from campaign_totals as t
            inner join largest using (campaign_id)
            left join campaign_rises as r on t.campaign_total_id = r.campaign_total_id
            order by t.campaign_name, t.campaign_id, t.measure_name, t.category_name, t.as_of_date
            """,  # noqa: S608
        )

    def disagreements(self) -> list[Disagreement]:
        """Facts on which reports disagree, unsettled ones first."""
        return self._rows(
            Disagreement,
            f"""
            select
                fact_id, d.operation_id,
                f.measure_id, f.measure_name, f.category_name, f.country_name, d.count_text,
                d.resolution, is_resolved
            from disagreements as d
            inner join facts as f using (fact_id)
            order by is_resolved, disagreeing_figures desc, fact_id limit {self.limit}""",  # noqa: S608
        )

    def totals(self) -> list[Total]:
        """Official totals beside what was counted, never added to it."""
        return self._rows(
            Total,
            f"""
            select
                t.fact_id, t.agency_name, t.campaign_name, t.country_name, t.measure_id,
                t.measure_name, c.category_name, t.start_date, t.end_date, t.count_text,
                t.counted_here, t.counted_facts
            from totals_beside_counts as t
            inner join dim_category as c using (category_id)
            order by t.country_name, t.measure_name, t.start_date, t.fact_id
            limit {self.limit}""",  # noqa: S608
        )

    def undecided(self) -> list[str]:
        """The ids of counts without a number, of those that may be largest."""
        found = self._connection.execute(
            "select fact_id from facts where operation_id is not null and count_value is null "  # noqa: S608
            "order by coalesce(count_high, count_low, 0) desc, fact_id "
            f"limit {self.limit}"
        ).fetchall()
        return [fact_id for (fact_id,) in found]

    def left_out_counts(self) -> list[tuple[str, int]]:
        """How many figures stand behind no fact, by reason."""
        return self._connection.execute(
            "select landed_in, count(*) from fct_figures "
            "where not starts_with(landed_in, 'fct_') group by landed_in order by landed_in"
        ).fetchall()

    def left_out(self) -> list[LeftOut]:
        """Figures that stand behind no fact."""
        return self._rows(
            LeftOut,
            f"""
            select
                f.landed_in, o.outlet_name, a.published_date, a.url, f.sentence_text,
                f.char_start - f.sentence_start, f.char_end - f.sentence_start
            from fct_figures as f
            inner join dim_article as a using (article_id)
            inner join dim_outlet as o on a.outlet_id = o.outlet_id
            where not starts_with(f.landed_in, 'fct_')
            order by f.landed_in, a.published_date, f.figure_id limit {self.limit}""",  # noqa: S608
        )

    def facts(self, fact_ids: Sequence[str], operation_ids: Sequence[str]) -> list[Fact]:
        """These facts, and all of these operations."""
        names = ", ".join(field.name for field in fields(Fact))
        return self._rows(
            Fact,
            f"select {names} from facts where fact_id in (select unnest(?::varchar[])) "  # noqa: S608
            "or operation_id in (select unnest(?::varchar[])) "
            "order by measure_id, category_id, start_date, fact_id",
            list(fact_ids),
            list(operation_ids),
        )

    def behind(self, facts: Sequence[Fact]) -> dict[str, list[Behind]]:
        """The figures behind these facts, by fact."""
        found = self._rows(
            Behind,
            """
            select
                b.fact_id, b.role, b.fact_table = 'fct_parts', o.outlet_name, a.published_date,
                a.url, f.sentence_text, f.char_start - f.sentence_start,
                f.char_end - f.sentence_start, b.reason
            from bridge_fact_figures as b
            inner join fct_figures as f using (figure_id)
            inner join dim_article as a using (article_id)
            inner join dim_outlet as o on a.outlet_id = o.outlet_id
            where b.fact_id in (select unnest(?::varchar[]))
            order by
                b.fact_table = 'fct_parts', b.role <> 'chosen', a.published_date nulls last,
                o.outlet_name, f.char_start, f.figure_id
            """,
            [fact.fact_id for fact in facts],
        )
        by_fact = defaultdict(list)
        for figure in found:
            by_fact[figure.fact_id].append(figure)
        return by_fact

    def _rows(self, kind: type[Row], query: str, *parameters: object) -> list[Row]:
        found = self._connection.execute(query, list(parameters))
        return [kind(*row) for row in found.fetchall()]


def _without_gaps(unit: str, periods: list[str]) -> tuple[str, ...]:
    """All years or months from the first to the last."""
    if not periods:
        return ()
    first, last = periods[0], periods[-1]
    if unit == "year":
        return tuple(str(year) for year in range(int(first), int(last) + 1))
    months = range(_month_number(first), _month_number(last) + 1)
    return tuple(f"{month // 12}-{month % 12 + 1:02}" for month in months)


def _month_number(period: str) -> int:
    year, month = period.split("-")
    return int(year) * 12 + int(month) - 1
