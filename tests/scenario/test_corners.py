"""Corners of the rules that the longer stories leave out, each a few lines of corners.txt."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.scenario.engine import warehouse
from tests.scenario.rows import scenario_rows
from tests.scenario.world import Look

if TYPE_CHECKING:
    from tests.scenario.engine import Project

SOURCE = Path(__file__).parent / "corners.txt"


@pytest.fixture(scope="module")
def corners(project: Project) -> Look:
    """Give the warehouse of all corners, to look into. Read only."""
    return Look(warehouse(project, scenario_rows(SOURCE)))


def bounds(fact: dict[str, object]) -> tuple[object, object, object]:
    """Return count, low and high of a fact."""
    return fact["count"], fact["count_low"], fact["count_high"]


# A report, and what its figures add up to


def test_a_headlines_bound_and_the_texts_number_are_one_count(corners: Look) -> None:
    assert bounds(corners.fact("KZ01", "93")) == (93, 93, 93)
    assert corners.roles("KZ01", "More than 90") == {"corroborates"}


def test_wholes_of_two_countries_in_one_list_add_up(corners: Look) -> None:
    assert bounds(corners.fact("RO01", "31")) == (53, 53, 53)
    assert corners.operation("RO01", "31")["region_id"] == "ZZ"


def test_incomplete_country_parts_do_not_stand_in_for_the_whole(corners: Look) -> None:
    countries = corners.rows(
        "select country_id, arrested_count from arrests_by_country where operation_id = ?",
        corners.operation_of("EC01", "91"),
    )
    assert countries == [("ZZ", 91)]


def test_an_operation_without_police_actions_is_dated_by_what_is_told(corners: Look) -> None:
    assert corners.operation("BG01", "38")["start_date"] == date(2021, 10, 5)


# Joining


def test_the_same_number_and_week_join_only_where_both_name_a_place(corners: Look) -> None:
    assert not corners.together("PT01", "PT02")


def test_two_numbers_of_one_day_and_place_are_one_count_where_another_number_is_the_same(
    corners: Look,
) -> None:
    assert corners.together("OM01", "OM02")
    assert bounds(corners.fact("OM01", "57")) == (None, 52, 57)
    assert not corners.together("OM03", "OM04")


def test_people_rescued_in_one_report_are_found_as_victims_in_another(corners: Look) -> None:
    assert corners.together("GB01", "GB02")
    assert bounds(corners.fact("GB02", "23")) == (23, 23, 23)
    assert bounds(corners.fact("GB01", "24")) == (24, 24, 24)


def test_a_night_is_two_days_or_one_of_them(corners: Look) -> None:
    assert corners.together("SK01", "SK02")
    assert bounds(corners.fact("SK01", "46")) == (None, 46, 51)


def test_two_numbers_of_one_day_need_a_name_where_one_report_tells_the_country_alone(
    corners: Look,
) -> None:
    assert corners.together("UY01", "UY02")
    assert not corners.together("PY01", "PY02")


def test_a_named_operation_goes_on_for_days_but_not_for_weeks(corners: Look) -> None:
    assert corners.together("HR01", "HR02")
    assert corners.operation("HR01", "26")["end_date"] == date(2021, 5, 23)
    assert bounds(corners.fact("HR02", "29")) == (29, 29, 29)
    assert not corners.together("HR01", "HR03")


def test_a_date_may_be_wrong_by_days_where_place_and_two_numbers_are_the_same(
    corners: Look,
) -> None:
    assert corners.together("SI01", "SI02")
    for one, other in (("LT01", "LT02"), ("EE01", "EE02"), ("LV01", "LV02")):
        assert not corners.together(one, other)


def test_a_name_and_two_great_numbers_stand_against_places(corners: Look) -> None:
    assert corners.together("GT01", "GT02")


def test_an_operation_that_is_clearly_beaten_is_no_rival(corners: Look) -> None:
    assert corners.together("VE01", "VE02", "VE04")
    assert not corners.together("VE03", "VE04")


def test_a_number_of_another_measure_is_no_evidence(corners: Look) -> None:
    assert not corners.together("UG01", "UG02")


def test_a_month_joins_a_day_within_it(corners: Look) -> None:
    assert corners.together("TZ01", "TZ02")
    assert corners.operation("TZ02", "107")["start_date"] == date(2021, 7, 14)


def test_the_name_of_an_operation_joins_neither_over_countries_nor_over_years(
    corners: Look,
) -> None:
    assert not corners.together("ZM01", "MW01")
    assert not corners.together("ZM01", "ZM02")


def test_an_undated_report_of_much_later_needs_more_than_a_number(corners: Look) -> None:
    assert not corners.together("GE01", "GE02")


def test_a_leaders_name_and_a_place_are_not_enough(corners: Look) -> None:
    assert not corners.together("DZ01", "DZ02")
    assert corners.in_review("DZ01", "DZ02")


def test_a_leader_and_a_gang_join_no_cases_of_other_months(corners: Look) -> None:
    assert not corners.together("SN01", "SN02")
    assert corners.in_review("SN01", "SN02")


def test_a_credit_to_a_loaded_outlet_makes_a_copy(corners: Look) -> None:
    assert corners.together("ES01", "ES02")
    assert corners.roles("ES02", "47") == {"copy"}
    assert corners.fact("ES01", "47")["outlet_count"] == 1


def test_a_persons_different_cuts_the_weakest_link_between_the_two(
    project: Project, corners: Look
) -> None:
    assert corners.together("LK01", "LK02", "LK03")
    verdict = {
        "figure_id_a": corners.figure("LK01", "71")["figure_id"],
        "figure_id_b": corners.figure("LK03", "71")["figure_id"],
        "verdict": "different",
        "reason": "two piers",
        "decided_by": "S",
        "decided_on": "2022-06-01",
    }
    parted = Look(warehouse(project, scenario_rows(SOURCE), {"same_operation": [verdict]}))
    assert not parted.together("LK01", "LK03")
    assert parted.together("LK02", "LK03")


# What is believed


def test_a_correction_withdraws_only_what_its_own_outlet_said(corners: Look) -> None:
    assert corners.roles("CL02", "62") == {"corrected"}
    assert corners.roles("CL01", "62") == {"conflicts"}
    assert bounds(corners.fact("CL03", "26")) == (None, 26, 62)


def test_a_later_state_from_the_same_outlet_replaces_an_earlier_one(corners: Look) -> None:
    fact = corners.fact("RS02", "17")
    assert bounds(fact) == (17, 17, 17)
    assert fact["resolution"] == "later_state"
    assert corners.roles("RS01", "14") == {"superseded"}


def test_of_one_day_the_later_hour_is_the_later_state(corners: Look) -> None:
    fact = corners.fact("AT02", "17")
    assert bounds(fact) == (17, 17, 17)
    assert fact["resolution"] == "later_state"
    assert corners.roles("AT01", "14") == {"superseded"}


def test_of_one_day_nothing_is_later_than_what_tells_no_hour(corners: Look) -> None:
    assert bounds(corners.fact("CZ01", "14")) == (None, 14, 17)


def test_the_hour_orders_updates_in_utc_whatever_date_it_is_there(corners: Look) -> None:
    assert bounds(corners.fact("NZ02", "17")) == (17, 17, 17)
    assert corners.roles("NZ01", "14") == {"superseded"}


def test_a_later_report_of_another_outlet_replaces_nothing(corners: Look) -> None:
    assert bounds(corners.fact("HU01", "14")) == (None, 14, 17)


def test_bounds_on_one_count_are_intersected(corners: Look) -> None:
    fact = corners.fact("PE01", "More than 30")
    assert bounds(fact) == (50, 31, 49)
    assert fact["count_kind"] == "bound"


def test_a_round_number_beyond_its_half_unit_disagrees(corners: Look) -> None:
    assert bounds(corners.fact("AR01", "1,300")) == (None, 1300, 1380)


def test_dozens_beside_a_number_say_nothing_against_it(corners: Look) -> None:
    fact = corners.fact("NP02", "34")
    assert bounds(fact) == (34, 34, 34)
    assert fact["dissent_count"] == 0


def test_one_outlet_has_one_voice_however_often_it_speaks(corners: Look) -> None:
    assert bounds(corners.fact("FI01", "52")) == (None, 52, 57)


def test_a_narrower_figure_above_the_wider_is_the_row_and_the_wider_disagrees(
    corners: Look,
) -> None:
    assert set(corners.facts("ZA02", "75")) == {"women"}
    assert corners.roles("ZA01", "61") == {"conflicts"}


# Totals


def test_a_total_of_its_publication_date_joins_no_snapshot_of_more_than_a_week_before(
    corners: Look,
) -> None:
    totals = corners.rows(
        "select as_of_date, running_total from fct_campaigns where campaign_id = ? order by 1",
        corners.figure("SE01", "214")["campaign_id"],
    )
    assert totals == [(date(2021, 8, 31), 214), (date(2021, 9, 14), 210)]


def test_of_two_totals_that_contradict_without_a_release_the_later_stays(corners: Look) -> None:
    totals = corners.rows(
        "select running_total, is_contradicted from fct_campaigns where campaign_id = ?",
        corners.figure("NO02", "251")["campaign_id"],
    )
    assert totals == [(251, True)]
    assert corners.roles("NO01", "307") == {"conflicts"}


def test_a_campaigns_name_without_a_country_is_that_of_the_one_country_that_has_it(
    corners: Look,
) -> None:
    campaign = corners.figure("DK01", "141")["campaign_id"]
    assert corners.figure("DK02", "203")["campaign_id"] == campaign
    assert corners.rows("select region_id from dim_campaign where campaign_id = ?", campaign) == [
        ("DK",)
    ]
    told = {
        corners.figure(*figure)["campaign_id"]
        for figure in (("NL01", "61"), ("BE01", "72"), ("LU01", "95"))
    }
    assert len(told) == 3


def test_the_number_of_a_notice_is_no_part_of_the_number_it_withdraws(corners: Look) -> None:
    assert bounds(corners.fact("IE02", "36")) == (36, 36, 36)
    assert corners.roles("IE02", "63") == {"corrected"}


def test_a_part_of_a_periods_total_is_no_total_of_its_own(corners: Look) -> None:
    totals = corners.rows(
        """
        select distinct b.fact_table, b.role, p.period_total
        from bridge_fact_figures as b join fct_figures as f using (figure_id)
        join dim_article as a using (article_id)
        left join fct_period_totals as p on p.period_total_id = b.fact_id
        where a.external_id = 'MY01' and b.role <> 'part_of'
        order by 1, 2
        """
    )
    assert ("fct_period_totals", "chosen", 3190) in totals
    assert corners.figure("MY01", "739")["landed_in"] == "fct_parts"
    assert len([row for row in totals if row[0] == "fct_period_totals"]) == 1
