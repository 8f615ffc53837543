"""Promises that hold for any articles, tried on random worlds in one in-memory DuckDB."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.scenario.canonical import canonical, changes, facts_by_operation, sums
from tests.scenario.engine import build, load, start, warehouse
from tests.scenario.generated import (
    PLACES,
    Count,
    Event,
    Told,
    agreeing,
    article_of,
    events,
    rows_of,
    true_counts,
)
from tests.scenario.rows import Raw, raw_rows, scenario_rows
from tests.scenario.world import COUNTS, Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.scenario.engine import Project
    from tests.scenario.rows import Rows

quick = settings(
    phases=(Phase.explicit, Phase.generate),
    max_examples=3,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
few = settings(quick, max_examples=2)
thorough = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


def scenario_without(left_out: Callable[[dict[str, Any]], bool]) -> Raw:
    """Return the scenario's rows without the articles for which this is true."""
    raw = scenario_rows()
    kept = {row["article_id"] for row in raw.articles if not left_out(row)}
    return Raw(
        **{
            table: [row for row in rows if row["article_id"] in kept]
            for table, rows in raw.tables().items()
        }
    )


def rearranged(raw: Raw, chance: random.Random) -> Raw:
    """Return the rows as if the articles had come in another order, some of them read twice."""
    order = [row["article_id"] for row in raw.articles]
    chance.shuffle(order)
    arrival = {article_id: n for n, article_id in enumerate(order, 1)}
    offset = len(order)
    again = set(chance.sample(order, k=len(order) // 3))

    def newest(rows: Rows) -> Rows:
        return [
            {
                **row,
                "reading_number": arrival[row["article_id"]]
                + (offset if row["article_id"] in again else 0),
            }
            for row in rows
        ]

    def older(rows: Rows) -> Rows:
        return [
            {**row, "reading_number": arrival[row["article_id"]]}
            for row in rows
            if row["article_id"] in again
        ]

    def shuffled(rows: Rows) -> Rows:
        return chance.sample(rows, k=len(rows))

    outdated = [{**row, "value": 77, "lower": 77, "upper": 77} for row in older(raw.figures)]
    return Raw(
        articles=shuffled(
            [{**row, "arrival_number": arrival[row["article_id"]]} for row in raw.articles]
        ),
        readings=shuffled(newest(raw.readings) + older(raw.readings)),
        sentences=shuffled(newest(raw.sentences) + older(raw.sentences)),
        figures=shuffled(newest(raw.figures) + outdated),
        mentions=shuffled(newest(raw.mentions) + older(raw.mentions)),
        signatures=shuffled(newest(raw.signatures) + older(raw.signatures)),
    )


def in_batches(project: Project, raw: Raw, batches: int) -> Any:
    """Return the warehouse of rows that came in batches, each built on what was there.

    Readings are numbered as they come: those of a later batch are later ones.
    """
    connection = start(project)
    numbers = [row["article_id"] for row in raw.articles]
    most = max((row["reading_number"] for row in raw.readings), default=0)

    def came(row: dict[str, Any], batch: int) -> dict[str, Any]:
        if "reading_number" not in row:
            return row
        return {**row, "reading_number": row["reading_number"] + batch * most}

    for n in range(batches):
        own = set(numbers[n::batches])
        load(
            connection,
            Raw(
                **{
                    table: [came(row, n) for row in rows if row["article_id"] in own]
                    for table, rows in raw.tables().items()
                }
            ),
        )
        build(connection, project)
    return connection


def check_any_order(project: Project, seed: int, share: float, batches: int) -> None:
    """Fail if articles of the scenario give other facts in another order, or in batches."""
    chance = random.Random(seed)
    raw = scenario_without(lambda _: chance.random() > share)
    before = canonical(warehouse(project, raw))
    after = canonical(in_batches(project, rearranged(raw, chance), batches))
    assert not changes(before, after)


@few
@given(
    seed=st.integers(0, 2**32), share=st.sampled_from((0.5, 0.8, 1.0)), batches=st.integers(1, 2)
)
def test_any_order_gives_the_same_facts(
    project: Project, seed: int, share: float, batches: int
) -> None:
    check_any_order(project, seed, share, batches)


@pytest.mark.slow
@thorough
@given(seed=st.integers(0, 2**32), share=st.floats(0.1, 1.0), batches=st.integers(1, 4))
def test_any_order_gives_the_same_facts_at_length(
    project: Project, seed: int, share: float, batches: int
) -> None:
    check_any_order(project, seed, share, batches)


def check_generated_order(project: Project, world: tuple[Event, ...], seed: int) -> None:
    """Fail if a generated world gives other facts in another order."""
    raw = rows_of(world)
    before = canonical(warehouse(project, raw))
    after = canonical(warehouse(project, rearranged(raw, random.Random(seed))))
    assert not changes(before, after)


@quick
@given(world=events(), seed=st.integers(0, 2**32))
def test_any_order_of_generated_reports_gives_the_same_facts(
    project: Project, world: tuple[Event, ...], seed: int
) -> None:
    check_generated_order(project, world, seed)


@pytest.mark.slow
@thorough
@given(world=events(most=8), seed=st.integers(0, 2**32))
def test_any_order_of_generated_reports_gives_the_same_facts_at_length(
    project: Project, world: tuple[Event, ...], seed: int
) -> None:
    check_generated_order(project, world, seed)


def check_bounds(project: Project, world: tuple[Event, ...]) -> None:
    """Fail if a count lies outside its bounds by more than a strict bound's one."""
    look = Look(warehouse(project, rows_of(world)))
    for table, count in COUNTS.items():
        assert not look.records(
            f"""
            select * from {table}
            where {count}_low > {count}_high
                or {count} < {count}_low - 1
                or {count} > {count}_high + 1
                or ({count} is null) <> (has_conflict or count_kind = 'vague')
            """
        )


@quick
@given(world=events())
def test_every_count_lies_within_its_bounds(project: Project, world: tuple[Event, ...]) -> None:
    check_bounds(project, world)


@pytest.mark.slow
@thorough
@given(world=events(most=8))
def test_every_count_lies_within_its_bounds_at_length(
    project: Project, world: tuple[Event, ...]
) -> None:
    check_bounds(project, world)


def check_agreeing_report(
    project: Project, counts: tuple[Count, ...], hows: tuple[str, ...], place: str, delay: int
) -> None:
    """Fail if a further report that agrees and is no narrower changes any sum."""
    told = (Told("First Gazette", counts), Told("Second Gazette", counts, delay=2))
    event = Event(place, date(2021, 5, 12), counts, told)
    printed = [agreeing(count, how) for count, how in zip(counts, hows, strict=False)]
    kept = tuple(count for count in printed if count is not None)
    # Its first number is the distinctive one, so that nobody could doubt which operation is meant.
    further = Told("Third Gazette", (counts[0], *kept), delay=delay)
    before = sums(warehouse(project, rows_of((event,))))
    after = sums(warehouse(project, rows_of((replace(event, reports=(*told, further)),))))
    assert before == after


HOWS = st.lists(
    st.sampled_from(("exact", "about", "at_least", "at_most", "wider")), min_size=5, max_size=5
).map(tuple)


@quick
@given(counts=true_counts(), hows=HOWS, place=st.sampled_from(PLACES), delay=st.integers(1, 9))
def test_a_report_that_agrees_leaves_every_sum(
    project: Project, counts: tuple[Count, ...], hows: tuple[str, ...], place: str, delay: int
) -> None:
    check_agreeing_report(project, counts, hows, place, delay)


@pytest.mark.slow
@thorough
@given(counts=true_counts(), hows=HOWS, place=st.sampled_from(PLACES), delay=st.integers(1, 9))
def test_a_report_that_agrees_leaves_every_sum_at_length(
    project: Project, counts: tuple[Count, ...], hows: tuple[str, ...], place: str, delay: int
) -> None:
    check_agreeing_report(project, counts, hows, place, delay)


@few
@given(seed=st.integers(0, 2**32))
def test_an_operation_id_once_given_always_finds_its_operation(project: Project, seed: int) -> None:
    chance = random.Random(seed)
    raw = rearranged(scenario_rows(), chance)
    first = set(chance.sample([row["article_id"] for row in raw.articles], k=30))
    half = Raw(
        **{
            table: [row for row in rows if row["article_id"] in first]
            for table, rows in raw.tables().items()
        }
    )
    ids = "select figure_id, operation_id from fct_figures where operation_id is not null"
    given: dict[str, str] = dict(Look(warehouse(project, half)).rows(ids))
    # The first half had arrived before the rest: its articles keep their numbers, the rest follow.
    for row in raw.articles:
        row["arrival_number"] += 0 if row["article_id"] in first else len(raw.articles)
    look = Look(warehouse(project, raw))
    found: dict[str, str] = dict(look.rows(ids))
    leads_to: dict[str, str] = dict(
        look.rows("select alias_id, operation_id from operation_aliases")
    )
    for operation_id in set(given.values()):
        now = {found.get(figure) for figure, own in given.items() if own == operation_id} - {None}
        # What turned out to be a campaign's total is no operation any more.
        assert leads_to.get(operation_id) in now or not now


def touched_by(look: Look, outlet: str) -> set[str]:
    """Return the figures of operations that an outlet reported on, or may have.

    A report that fits two operations joins neither, and joins the other where the first is gone:
    so whatever hangs together by doubts counts as touched.
    """
    operation_of: dict[str, str] = dict(
        look.rows("select figure_id, operation_id from fct_figures where operation_id is not null")
    )
    doubts = look.rows("select operation_id_a, operation_id_b from match_review")
    touched = {
        operation_id
        for (operation_id,) in look.rows(
            """
            select distinct f.operation_id
            from fct_figures as f
            join dim_article as a using (article_id)
            join dim_outlet as o on a.outlet_id = o.outlet_id
            where o.outlet_name = ?
            """,
            outlet,
        )
    }
    while more := {each for pair in doubts if touched & set(pair) for each in pair} - touched:
        touched |= more
    return {figure_id for figure_id, own in operation_of.items() if own in touched}


def check_outlet_removed(project: Project, everything: Any, outlet: str) -> None:
    """Fail if leaving out an outlet changes an operation that it did not report on."""
    left = warehouse(project, scenario_without(lambda row: row["source_name"] == outlet))
    touched = touched_by(Look(everything), outlet)
    before, after = facts_by_operation(everything), facts_by_operation(left)
    untouched = {figures: rows for figures, rows in before.items() if not figures & touched}
    assert untouched
    for figures, rows in untouched.items():
        assert after.get(figures) == rows
    assert {figures for figures in after if not figures & touched} == set(untouched)


SCENARIO_OUTLETS = sorted({row["source_name"] for row in scenario_rows().articles})


@pytest.mark.parametrize("outlet", ["Mazovia Wire", "Nairobi Sentinel", "Police Scotland"])
def test_leaving_out_an_outlet_changes_only_what_it_reported_on(
    project: Project, look: Look, outlet: str
) -> None:
    check_outlet_removed(project, look.connection, outlet)


@pytest.mark.slow
@pytest.mark.parametrize("outlet", SCENARIO_OUTLETS[::7])
def test_leaving_out_more_outlets_changes_only_what_they_reported_on(
    project: Project, look: Look, outlet: str
) -> None:
    check_outlet_removed(project, look.connection, outlet)


SMALL_DAY = date(2022, 6, 15)
SMALL = {"arrested": "suspects", "rescued": "victims", "killed": "people", "injured": "people"}


def small_reports(chance: random.Random, how_many: int) -> Raw:
    """Return unrelated reports of one day that print small numbers, as most reports do."""
    pairs = []
    for n in range(how_many):
        measures = chance.sample(sorted(SMALL), k=chance.choice((1, 2)))
        counts = tuple(Count(measure, SMALL[measure], chance.randint(1, 9)) for measure in measures)
        event = Event(chance.choice(PLACES), SMALL_DAY, counts, ())
        pairs.append(article_of(event, Told(f"Outlet {n % 900}", counts), n))
    return raw_rows([article for article, _ in pairs], [figures for _, figures in pairs])


def test_a_day_of_unrelated_small_reports_joins_nothing(project: Project) -> None:
    look = Look(warehouse(project, small_reports(random.Random(7), 5000)))
    sizes = Counter(len(articles) for articles in look.members().values())
    assert sizes == {1: 5000}
    # Nor is a person shown more of it than a person could look at.
    assert len(look.rows("from match_review")) < 50
