"""Each rule that docs/methodology.md tells has a test named after it."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

METHODOLOGY = ROOT / "docs" / "methodology.md"
TESTS = ROOT / "tests"

RULES = {
    "Only events add up": ["no_total_reaches_an_operation_fact"],
    'Parts ("32 of them women") stand in `fct_parts`': [
        "a_part_leaves_the_sum_and_stands_among_the_parts",
        "a_part_of_what_is_not_its_whole_counts",
    ],
    "unless their police actions lie more than a week apart": [
        "windows_more_than_a_week_apart_split_a_report"
    ],
    "are set in places that exclude each other at different times": [
        "places_that_do_not_nest_split_a_report_where_windows_differ",
        "places_that_do_not_nest_stay_together_in_one_window",
    ],
    "carry the names of two operations": ["two_names_of_operations_split_a_report"],
    "Court steps and what had happened to the victims never split a report": [
        "court_steps_never_split_a_report",
        "histories_of_victims_never_split_a_report",
    ],
    "more evidence than one number for it": ["joining_needs_evidence_beyond_one_number"],
    "equal or overlapping counts, by how distinctive they are": [
        "round_and_small_numbers_prove_nothing",
        "a_number_of_another_measure_is_no_evidence",
    ],
    "the same named leader, gang, operation, campaign or agency": [
        "the_name_of_an_operation_joins",
        "the_name_of_a_gang_joins",
        "the_name_of_a_leader_joins_however_it_is_accented",
    ],
    "parts that add up": ["sums_of_categories_that_meet_join"],
    "the same wording, or a credit": [
        "a_copy_goes_where_its_original_goes",
        "a_credit_to_a_loaded_outlet_makes_a_copy",
    ],
    "Different numbers of one measure are one count told in two ways": [
        "numbers_close_to_each_other_are_one_operation_in_conflict",
        "two_numbers_of_one_day_and_place_are_one_count_where_another_number_is_the_same",
    ],
    "A night may be told as two days or as one of them": ["a_night_is_two_days_or_one_of_them"],
    "where one report tells the country alone": [
        "two_numbers_of_one_day_need_a_name_where_one_report_tells_the_country_alone"
    ],
    "People rescued in one report are victims found in another": [
        "people_rescued_in_one_report_are_found_as_victims_in_another"
    ],
    "A date may be wrong, or an operation go on, by up to seven days": [
        "a_named_operation_goes_on_for_days_but_not_for_weeks",
        "a_date_may_be_wrong_by_days_where_place_and_two_numbers_are_the_same",
    ],
    "a name with two great numbers stands against any place": [
        "a_name_and_two_great_numbers_stand_against_places"
    ],
    "Places that exclude each other, or times that do, rule a join out": [
        "reports_of_places_that_do_not_nest_never_join",
        "reports_of_times_that_exclude_each_other_never_join",
    ],
    "same week is not enough where one of the reports names no place": [
        "the_same_number_and_week_join_only_where_both_name_a_place"
    ],
    "nor is a leader's name where neither a time, a number nor a gang is the same": [
        "a_leaders_name_and_a_place_are_not_enough"
    ],
    "in months that lie apart even with the same gang": [
        "a_leader_and_a_gang_join_no_cases_of_other_months"
    ],
    "nothing is merged, and the pair waits in `match_review`": [
        "doubt_does_not_merge_and_says_what_would_settle_it",
        "numbers_far_from_each_other_go_to_review",
        "a_report_that_fits_two_incompatible_operations_joins_neither",
    ],
    "nobody need look at": ["a_day_of_unrelated_small_reports_joins_nothing"],
    "The result is the same as if all articles had come at once": [
        "any_order_gives_the_same_facts",
        "batches_rereadings_and_decisions_give_what_one_build_gives",
    ],
    "of the most precise windows of police actions": [
        "dates_are_those_of_the_narrowest_windows",
        "only_police_actions_date_an_operation",
    ],
    "A report without dates takes them from the operation": [
        "a_report_without_dates_takes_them_from_what_it_joins"
    ],
    "The region is the smallest that covers all": [
        "the_region_covers_what_the_whole_operation_counts"
    ],
    "**Copies don't vote.**": [
        "copies_do_not_vote",
        "two_reprints_of_an_unseen_wire_are_one_voice",
    ],
    "**Corrections replace** the number they name": [
        "corrections_replace_what_they_name",
        "a_correction_withdraws_only_what_its_own_outlet_said",
    ],
    "**A later state replaces an earlier one**": [
        "a_later_state_from_the_same_agency_replaces_an_earlier_one",
        "a_later_state_from_the_same_outlet_replaces_an_earlier_one",
        "a_later_state_from_a_better_source_replaces_an_earlier_one",
        "a_later_report_of_another_outlet_replaces_nothing",
    ],
    "**Equal numbers never disagree**": ["equal_stated_numbers_never_disagree"],
    "rounds what lies within half its last unit": [
        "a_round_number_rounds_what_lies_within_its_half_unit",
        "a_round_number_beyond_its_half_unit_disagrees",
    ],
    "**Where what was promised overlaps**": ["intervals_that_meet_give_their_intersection"],
    "**The agency's own release** stands": ["the_agencys_own_release_settles_a_disagreement"],
    "**The majority** of independent outlets": [
        "the_majority_of_independent_outlets_settles_a_disagreement",
        "one_outlet_has_one_voice_however_often_it_speaks",
    ],
    "**Else nothing is chosen**": ["else_there_is_no_count_but_a_span_of_what_disagrees"],
    "which a strict bound itself excludes by one": [
        "where_only_bounds_are_known_the_count_is_the_number_stated"
    ],
    '"Dozens" has no count': [
        "bare_dozens_have_no_count_and_are_no_conflict",
        "dozens_beside_a_number_say_nothing_against_it",
    ],
    "Several bounds on the same thing are intersected": ["bounds_on_one_count_are_intersected"],
    "Totals of one campaign are brought together over outlets": [
        "a_campaign_is_one_over_outlets_that_name_or_describe_it"
    ],
    "joins a snapshot of up to seven days before that it fits": [
        "a_total_of_its_publication_date_joins_the_snapshot_before",
        "a_total_of_its_publication_date_joins_no_snapshot_of_more_than_a_week_before",
    ],
    "the rise is at least low(later) − high(earlier)": [
        "the_rise_between_snapshots_is_an_interval"
    ],
    "A total that contradicts a better one is flagged": [
        "of_two_totals_that_contradict_the_release_stays",
        "of_two_totals_that_contradict_without_a_release_the_later_stays",
        "a_contradicted_total_is_flagged",
    ],
    "belongs to an implicit one (agency, region, start)": [
        "a_running_total_without_a_name_belongs_to_an_implicit_campaign",
        "a_running_total_without_agency_or_start_is_excluded",
    ],
    "as is a period total without a window (`no_window`)": [
        "a_period_total_without_a_window_is_excluded"
    ],
    "A part of a period's total": ["a_part_of_a_periods_total_is_no_total_of_its_own"],
    "or the reason why it stands behind none": ["every_figure_lands_in_a_fact_or_has_its_reason"],
    "changes or excludes a figure": [
        "a_person_may_change_a_figure",
        "a_person_may_exclude_a_figure",
    ],
    "or changes an operation's date, region, agency or subject": [
        "a_person_may_change_an_operation"
    ],
    "of the `same` operation, or of `different` ones": [
        "a_person_may_join_two_reports",
        "a_person_may_part_two_reports",
        "a_persons_different_cuts_the_weakest_link_between_the_two",
    ],
    "each other figure of the report goes with the nearer of the two": [
        "a_person_may_part_two_figures_of_one_report"
    ],
    "An operation keeps its id where the figure that named it is excluded": [
        "excluding_the_figure_that_names_an_operation_keeps_its_id"
    ],
    "A row about something that isn't loaded waits": ["a_word_about_something_not_loaded_waits"],
}


def one_line(text: str) -> str:
    """Return a text with each run of white space as one space."""
    return re.sub(r"\s+", " ", text)


@pytest.fixture(scope="module")
def methodology() -> str:
    """Give the page in one line."""
    return one_line(METHODOLOGY.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def named() -> set[str]:
    """Give the names of all tests."""
    found: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        found |= set(re.findall(r"^def test_(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    return found


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_the_methodology_has_tests_named_after_it(
    rule: str, methodology: str, named: set[str]
) -> None:
    assert rule in methodology
    assert set(RULES[rule]) <= named
