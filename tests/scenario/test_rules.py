"""Every rule of the design on one operation and many reports, each in a test named after it.

Read with reports.txt beside it: a figure is named by its article and the number printed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.scenario.engine import warehouse
from tests.scenario.rows import Raw, raw_rows, read_hints, scenario_rows
from tests.scenario.world import Look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.scenario.engine import Project


def only(raw: Raw, articles: Iterable[str]) -> Raw:
    """Return the rows of these articles alone."""
    wanted = set(articles)
    ids = {row["article_id"] for row in raw.articles if row["external_id"] in wanted}
    return Raw(
        **{
            table: [row for row in rows if row["article_id"] in ids]
            for table, rows in raw.tables().items()
        }
    )


def bounds(fact: dict[str, object]) -> tuple[object, object, object]:
    """Return count, low and high of a fact."""
    return fact["count"], fact["count_low"], fact["count_high"]


# A report


def test_a_report_is_one_operation_as_told_in_one_article(look: Look) -> None:
    operations = {
        look.operation_of("IN01", printed) for printed in ("93", "Eleven", "More than 140")
    }
    assert len(operations) == 1
    assert None not in operations
    assert look.operation("IN01", "93")["report_count"] == 4


def test_windows_more_than_a_week_apart_split_a_report(look: Look) -> None:
    assert look.operation_of("KE05", "six") != look.operation_of("KE05", "nine")


def test_places_that_do_not_nest_split_a_report_where_windows_differ(look: Look) -> None:
    assert look.operation_of("MX03", "33") != look.operation_of("MX03", "more than 150")


def test_places_that_do_not_nest_stay_together_in_one_window(look: Look) -> None:
    assert look.operation_of("PL04", "seven") == look.operation_of("PL04", "five")


def test_two_names_of_operations_split_a_report(look: Look) -> None:
    assert look.operation_of("GB02", "27") != look.operation_of("GB02", "21")
    assert look.operation_of("GB02", "27") == look.operation_of("GB01", "27")


def test_court_steps_never_split_a_report(look: Look) -> None:
    assert look.operation_of("KE06", "Nine") == look.operation_of("KE06", "37")
    assert look.operation_of("GB04", "Fourteen") == look.operation_of("GB04", "32")


def test_histories_of_victims_never_split_a_report(look: Look) -> None:
    assert look.operation_of("IN01", "61") == look.operation_of("IN01", "93")


def test_operations_recalled_in_the_background_are_reports_of_their_own(look: Look) -> None:
    operations = {look.operation_of("IN04", printed) for printed in ("57", "64", "93")}
    assert len(operations) == 3
    assert look.operation_of("IN04", "93") == look.operation_of("IN01", "93")


def test_two_reports_of_one_article_exclude_each_other(look: Look) -> None:
    assert not look.together("KE01", "KE04")
    assert look.together("KE01", "KE05")
    assert look.together("KE04", "KE05")


# Within a report


def test_a_repeat_is_one(look: Look) -> None:
    fact = look.fact("IN01", "93")
    assert bounds(fact) == (93, 93, 93)
    assert fact["article_count"] == 4


def test_wholes_of_one_list_add_up(look: Look) -> None:
    assert bounds(look.fact("BR01", "26")) == (41, 41, 41)
    assert bounds(look.fact("PL04", "seven")) == (12, 12, 12)


def test_wholes_of_two_sentences_do_not_add_up(look: Look) -> None:
    assert bounds(look.fact("IT05", "23")) == (23, 23, 23)


def test_a_part_leaves_the_sum_and_stands_among_the_parts(look: Look) -> None:
    fact = look.fact("IN01", "93")
    assert {("boys", 71), ("girls", 22)} <= {part[0:3:2] for part in look.parts(fact)}
    assert all(part[-1] for part in look.parts(fact) if part[0] in {"boys", "girls"})
    assert look.roles("IN01", "71") == {"part_of"}
    assert look.figure("IN01", "71")["landed_in"] == "fct_parts"


def test_a_part_of_what_is_not_its_whole_counts(look: Look) -> None:
    assert bounds(look.fact("PL04", "15")) == (15, 15, 15)
    assert bounds(look.fact("PL04", "23")) == (23, 23, 23)
    assert bounds(look.fact("IN01", "61")) == (61, 61, 61)


def test_a_figure_of_a_place_inside_anothers_place_is_its_part(look: Look) -> None:
    assert look.roles("BR02", "29") == {"part_of"}
    assert look.roles("BR02", "17") == {"part_of"}
    assert look.roles("EU03", "ten") == {"part_of"}
    regions = {part[1]: part[2] for part in look.parts(look.fact("BR01", "64"))}
    assert regions == {"BR-BA": 29, "BR-PE": 21, "BR-SP": 14}


def test_a_local_figure_without_a_whole_counts(project: Project) -> None:
    alone = Look(warehouse(project, only(scenario_rows(), ["EU03"])))
    assert bounds(alone.fact("EU03", "ten")) == (10, 10, 10)


def test_complete_country_parts_stand_in_for_several_countries(look: Look) -> None:
    countries = look.rows(
        "select country_id, arrested_count from arrests_by_country where operation_id = ?",
        look.operation_of("EU01", "77"),
    )
    assert set(countries) == {("IT", 31), ("PL", 22), ("UA", 14), ("GB", 10)}
    assert look.fact("EU01", "77")["region_id"] == "ZZ"


# Categories nest


def test_a_narrower_figure_not_above_the_wider_is_its_part(look: Look) -> None:
    assert look.roles("IT04", "19") == {"part_of"}
    assert set(look.facts("IT04", "83")) == {"victims"}


def test_an_equal_narrower_figure_is_the_row(look: Look) -> None:
    assert set(look.facts("KE02", "37")) == {"girls"}
    assert set(look.facts("IN02", "11")) == {"men"}


def test_narrower_wholes_that_add_up_to_the_wider_are_the_rows(look: Look) -> None:
    found = {name: fact["count"] for name, fact in look.facts("IN04", "57").items()}
    assert found == {"men": 24, "women": 18, "children": 15}
    assert look.roles("IN04", "57") == {"corroborates"}


# Date and place


def test_dates_are_those_of_the_narrowest_windows(look: Look) -> None:
    train = look.operation("IN03", "95")
    assert (train["start_date"], train["end_date"]) == (date(2021, 6, 12), date(2021, 6, 12))
    thornback = look.operation("GB01", "27")
    assert thornback["start_date"] == date(2020, 10, 6)
    assert thornback["end_date"] == date(2020, 10, 11)


def test_only_police_actions_date_an_operation(look: Look) -> None:
    assert look.operation("KE06", "Nine")["end_date"] == date(2020, 11, 14)
    assert look.operation("GB04", "Fourteen")["end_date"] == date(2020, 10, 11)


def test_date_precision_says_how_exact_the_date_is(look: Look) -> None:
    assert look.operation("IN01", "93")["date_precision"] == "day"
    assert look.operation("BR01", "64")["date_precision"] == "days"
    assert look.operation("IN04", "64")["date_precision"] == "month"
    assert look.operation("BR05", "118")["date_precision"] == "unknown"


def test_a_report_without_dates_takes_them_from_what_it_joins(look: Look) -> None:
    assert look.operation("IN06", "57")["start_date"] == date(2022, 1, 18)
    assert look.operation("KC03", "Fifty-two")["start_date"] == date(2020, 6, 29)


def test_an_undated_running_total_takes_the_date_of_the_snapshot(look: Look) -> None:
    assert look.roles("KC03", "More than 240") == {"corroborates"}
    assert look.figure("KC03", "More than 240")["landed_in"] == "fct_campaigns"


def test_the_region_covers_what_the_whole_operation_counts(look: Look) -> None:
    assert look.operation("BR02", "29")["region_id"] == "BR"
    assert look.operation("PL04", "seven")["region_id"] == "PL"
    assert look.operation("EU03", "ten")["region_id"] == "ZZ"
    regions = look.rows(
        "select region_id from bridge_operation_regions where operation_id = ?",
        look.operation_of("EU01", "77"),
    )
    assert {"IT", "PL", "UA", "GB"} <= {region for (region,) in regions}


def test_the_agency_is_the_one_that_leads_or_announces(look: Look) -> None:
    assert look.operation("UA02", "29")["agency_id"] == "ua-mvs"
    assert look.operation("CO01", "34")["agency_id"] == "co-ponal"
    agencies: dict[str, str] = dict(
        look.rows(
            "select agency_id, role from bridge_operation_agencies where operation_id = ?",
            look.operation_of("EU01", "77"),
        )
    )
    assert agencies["int-europol"] in {"leads", "announced"}
    assert agencies["pl-police"] == "took_part"


def test_the_subject_is_told_report_by_report(look: Look) -> None:
    assert look.operation("KE05", "13")["subject"] == "drugs"
    assert look.operation("KE05", "nine")["subject"] == "human_trafficking"


def test_campaigns_and_period_totals_have_a_subject_too(look: Look) -> None:
    campaigns: dict[str, str] = dict(look.rows("select campaign_name, subject from dim_campaign"))
    assert campaigns["Operation Amber Gate"] == "migrant_smuggling"
    assert campaigns["Operation Usiku Salama"] == "human_trafficking"
    totals: dict[int, str] = dict(look.rows("select period_total, subject from fct_period_totals"))
    assert (totals[2178], totals[1046]) == ("human_trafficking", "drugs")


# Joining reports


def test_joining_needs_evidence_beyond_one_number(look: Look) -> None:
    assert not look.together("BR01", "BR05")


def test_reports_of_places_that_do_not_nest_never_join(look: Look) -> None:
    assert not look.together("KE01", "KE03")


def test_reports_of_times_that_exclude_each_other_never_join(look: Look) -> None:
    assert not look.together("KE02", "KE04")


def test_round_and_small_numbers_prove_nothing(look: Look) -> None:
    assert not look.together("IT05", "IT06")


def test_the_name_of_an_operation_joins(look: Look) -> None:
    assert look.together("GB01", "GB03", "GB04")


def test_the_name_of_a_gang_joins(look: Look) -> None:
    assert look.together("CO01", "CO02")


def test_the_name_of_a_leader_joins_however_it_is_accented(look: Look) -> None:
    assert look.together("CO03", "CO04")


def test_sums_of_categories_that_meet_join(look: Look) -> None:
    assert look.together("IN04", "IN05")


def test_numbers_close_to_each_other_are_one_operation_in_conflict(look: Look) -> None:
    assert look.together("MX01", "MX02")
    assert look.fact("MX01", "152")["has_conflict"]


def test_numbers_far_from_each_other_go_to_review(look: Look) -> None:
    assert not look.together("MX01", "MX04")
    assert look.in_review("MX01", "MX04")


def test_a_report_that_fits_two_incompatible_operations_joins_neither(look: Look) -> None:
    assert not look.together("AU01", "AU03")
    assert not look.together("AU02", "AU03")
    assert look.in_review("AU01", "AU03")
    assert look.in_review("AU02", "AU03")


def test_a_chain_is_cut_at_its_weakest_link(look: Look) -> None:
    assert not look.together("CO02", "CO03")
    assert not look.together("CO01", "CO04")


def test_doubt_does_not_merge_and_says_what_would_settle_it(look: Look) -> None:
    doubts = look.records("select * from match_review")
    assert doubts
    assert all(doubt["operation_id_a"] != doubt["operation_id_b"] for doubt in doubts)
    assert all(doubt["what_would_settle"] for doubt in doubts)


def test_a_copy_goes_where_its_original_goes(look: Look) -> None:
    assert look.together("BR03", "BR04")
    assert look.operation("BR03", "some 60")["end_date"] == date(2019, 9, 19)


# What is believed, in the order of the rules


def test_copies_do_not_vote(look: Look) -> None:
    fact = look.fact("IT01", "83")
    assert bounds(fact) == (83, 83, 83)
    assert look.roles("IT03", "88") == {"copy"}
    assert look.roles("IT02", "88") == {"conflicts"}


def test_two_reprints_of_an_unseen_wire_are_one_voice(look: Look) -> None:
    fact = look.fact("GH03", "67")
    assert bounds(fact) == (None, 67, 72)
    assert fact["has_conflict"]


def test_words_told_to_the_outlet_itself_are_no_credit(look: Look) -> None:
    for article, printed in (("IT01", "83"), ("IT04", "83"), ("GH03", "67")):
        assert "copy" not in look.roles(article, printed)


def test_corrections_replace_what_they_name(look: Look) -> None:
    fact = look.fact("PL02", "45")
    assert bounds(fact) == (45, 45, 45)
    assert fact["resolution"] == "correction"
    assert look.roles("PL01", "54") == {"corrected"}
    assert look.roles("PL02", "54") == {"corrected"}


def test_a_later_state_from_the_same_agency_replaces_an_earlier_one(look: Look) -> None:
    fact = look.fact("GB03", "32")
    assert bounds(fact) == (32, 32, 32)
    assert fact["resolution"] == "later_state"
    assert look.roles("GB01", "27") == {"superseded"}
    assert look.roles("GB03", "27") == {"superseded"}
    assert look.roles("GB03", "five") == {"part_of"}


def test_a_later_state_from_a_better_source_replaces_an_earlier_one(look: Look) -> None:
    assert look.roles("GB02", "27") == {"superseded"}


def test_equal_stated_numbers_never_disagree(look: Look) -> None:
    fact = look.fact("EU01", "More than 1,800")
    assert bounds(fact) == (1800, 1801, None)
    assert not fact["has_conflict"]
    assert fact["dissent_count"] == 0
    assert look.roles("EU02", "1,800") == {"rounds"}


def test_a_round_number_rounds_what_lies_within_its_half_unit(look: Look) -> None:
    fact = look.fact("BR01", "320")
    assert bounds(fact) == (320, 320, 320)
    assert fact["dissent_count"] == 0
    assert look.roles("BR03", "300") == {"rounds"}


def test_intervals_that_meet_give_their_intersection(look: Look) -> None:
    fact = look.fact("EU01", "204")
    assert bounds(fact) == (204, 204, 204)
    assert look.roles("EU03", "more than 200") == {"corroborates"}
    assert bounds(look.fact("UA01", "About 40")) == (40, 35, 45)


def test_the_agencys_own_release_settles_a_disagreement(look: Look) -> None:
    fact = look.fact("IN01", "93")
    assert bounds(fact) == (93, 93, 93)
    assert fact["resolution"] == "release"
    assert fact["dissent_count"] == 1
    assert look.roles("IN03", "95") == {"conflicts"}


def test_the_majority_of_independent_outlets_settles_a_disagreement(look: Look) -> None:
    fact = look.fact("IT04", "83")
    assert bounds(fact) == (83, 83, 83)
    assert fact["resolution"] == "majority"
    assert fact["dissent_count"] == 1


def test_else_there_is_no_count_but_a_span_of_what_disagrees(look: Look) -> None:
    fact = look.fact("MX01", "152")
    assert bounds(fact) == (None, 152, 168)
    assert fact["has_conflict"]
    assert fact["count_kind"] == "disputed"


def test_where_only_bounds_are_known_the_count_is_the_number_stated(look: Look) -> None:
    assert bounds(look.fact("IN01", "More than 140")) == (140, 141, None)
    assert bounds(look.fact("PL01", "At least 60")) == (60, 60, None)
    assert bounds(look.fact("UA02", "More than 30")) == (40, 35, 45)


def test_bare_dozens_have_no_count_and_are_no_conflict(look: Look) -> None:
    fact = look.fact("MX01", "Dozens")
    assert bounds(fact) == (None, 24, 99)
    assert fact["count_kind"] == "vague"
    assert not fact["has_conflict"]


# Totals


def campaign_of(look: Look, article: str, printed: str) -> object:
    return look.figure(article, printed)["campaign_id"]


def test_a_count_in_words_tells_bounds_and_disagreement(look: Look) -> None:
    told: set[tuple[str, str]] = set(
        look.rows(
            "select count_kind, count_text from fct_arrests union "
            "select count_kind, count_text from fct_rescues union "
            "select count_kind, count_text from fct_outcomes"
        )
    )
    assert told >= {
        ("exact", "118"),
        ("about", "about 40"),
        ("bound", "at least 60"),
        ("bound", "more than 1,800"),
        ("vague", "dozens"),
        ("disputed", "67 to 72, reports disagree"),
    }


def test_a_campaign_is_one_over_outlets_that_name_or_describe_it(look: Look) -> None:
    ids = {
        campaign_of(look, article, printed)
        for article, printed in (("KC01", "243"), ("KC02", "243"), ("KC04", "391"))
    }
    assert len(ids) == 1
    assert None not in ids


def test_a_name_is_a_campaigns_where_any_article_prints_a_total_under_it(look: Look) -> None:
    raid = look.operation("PC07", "19")
    assert raid["campaign_id"] == campaign_of(look, "PC01", "418")
    assert look.operation("GB01", "27")["campaign_id"] is None


def test_a_total_of_its_publication_date_joins_the_snapshot_before(look: Look) -> None:
    assert look.roles("PC02", "some 420") == {"corroborates"}
    assert not look.rows("select 1 from fct_campaigns where as_of_date = '2021-10-04'")


def test_of_two_totals_that_contradict_the_release_stays(look: Look) -> None:
    assert look.roles("PC05", "601") == {"conflicts"}
    assert not look.rows("select 1 from fct_campaigns where as_of_date = '2022-01-31'")
    assert look.roles("PC04", "566") == {"conflicts"}


def test_a_contradicted_total_is_flagged(look: Look) -> None:
    flagged = look.rows("select as_of_date, running_total from fct_campaigns where is_contradicted")
    assert flagged == [(date(2021, 12, 31), 655)]


def test_an_undated_report_under_a_campaigns_name_corroborates_the_snapshot(look: Look) -> None:
    assert look.figure("PC06", "655")["landed_in"] == "fct_campaigns"
    assert look.operation_of("PC06", "655") is None
    assert look.figure("PC06", "nearly 900")["landed_in"] == "campaign_unclear"


def test_a_dated_report_under_a_campaigns_name_is_an_operation(look: Look) -> None:
    assert bounds(look.fact("PC07", "19")) == (19, 19, 19)


def test_a_running_total_without_a_name_belongs_to_an_implicit_campaign(look: Look) -> None:
    assert campaign_of(look, "AU04", "212") == campaign_of(look, "AU05", "219")
    assert look.figure("AU04", "212")["landed_in"] == "fct_campaigns"


def test_a_running_total_without_agency_or_start_is_excluded(look: Look) -> None:
    assert look.figure("AU04", "3,400")["landed_in"] == "no_campaign"


def test_a_period_total_without_a_window_is_excluded(look: Look) -> None:
    assert look.figure("AU04", "300")["landed_in"] == "no_window"


def test_the_latest_total_is_marked(look: Look) -> None:
    latest = look.rows(
        "select as_of_date, running_total from fct_campaigns where is_latest and campaign_id = ?",
        campaign_of(look, "KC04", "391"),
    )
    assert set(latest) == {(date(2020, 9, 30), 391), (date(2020, 9, 30), 130)}


def test_the_rise_between_snapshots_is_an_interval(look: Look) -> None:
    rises = look.records(
        "select * from campaign_rises where campaign_id = ? and measure_id = 'arrested'",
        campaign_of(look, "KC04", "391"),
    )
    assert [(rise["rise_low"], rise["rise_high"]) for rise in rises] == [(131 - 88, None)]


def test_two_reports_of_one_period_are_one_total(look: Look) -> None:
    (found,) = look.records("select * from fct_period_totals where period_total = 2178")
    assert found["figure_count"] == 2
    assert found["outlet_count"] == 2


def test_no_total_reaches_an_operation_fact(look: Look) -> None:
    assert not look.rows(
        """
        select f.figure_id
        from bridge_fact_figures as b join fct_figures as f using (figure_id)
        where b.fact_table in ('fct_arrests', 'fct_rescues', 'fct_outcomes')
            and f.scope <> 'operation'
        """
    )


def test_every_figure_lands_in_a_fact_or_has_its_reason(look: Look) -> None:
    assert not look.rows(
        """
        select f.figure_id, f.landed_in
        from fct_figures as f
        left join (select distinct figure_id, fact_table from bridge_fact_figures) as b
            on f.figure_id = b.figure_id and f.landed_in = b.fact_table
        where (f.landed_in like 'fct_%') <> (b.figure_id is not null)
        """
    )
    (found,) = look.rows("select count(*) from fct_figures")
    assert found == (len(scenario_rows().figures),)


# A person's word wins


def corrected(project: Project, **rows: list[dict[str, object]]) -> Look:
    """Return the scenario's warehouse with rows added to the seeds of a person's word."""
    return Look(warehouse(project, scenario_rows(), rows))


def word(**said: object) -> dict[str, object]:
    """Return a row of corrections.csv or same_operation.csv."""
    who = {"reason": "read again", "decided_by": "S", "decided_on": "2022-06-01"}
    return {"field": None, "value": None} | who | said


def test_a_person_may_change_a_figure(project: Project, look: Look) -> None:
    figure_id = look.figure("MX02", "168")["figure_id"]
    change = word(target_id=figure_id, action="change", field="value", value="152")
    fact = corrected(project, corrections=[change]).fact("MX01", "152")
    assert bounds(fact) == (152, 152, 152)


def test_a_person_may_exclude_a_figure(project: Project, look: Look) -> None:
    figure_id = look.figure("MX02", "168")["figure_id"]
    left = corrected(project, corrections=[word(target_id=figure_id, action="exclude")])
    assert bounds(left.fact("MX01", "152")) == (152, 152, 152)
    assert not left.figure("MX02", "168")["landed_in"].startswith("fct_")


def test_a_person_may_change_an_operation(project: Project, look: Look) -> None:
    operation_id = look.operation_of("IN04", "64")
    change = word(target_id=operation_id, action="change", field="region_id", value="IN-GJ")
    changed = corrected(project, corrections=[change])
    assert changed.operation("IN04", "64")["region_id"] == "IN-GJ"
    assert changed.fact("IN04", "64")["region_id"] == "IN-GJ"


def test_a_person_may_join_two_reports(project: Project, look: Look) -> None:
    pair = {
        "figure_id_a": look.figure("AU01", "66")["figure_id"],
        "figure_id_b": look.figure("AU03", "Sixty-six")["figure_id"],
    }
    joined = corrected(project, same_operation=[word(**pair, verdict="same")])
    assert joined.together("AU01", "AU03")
    assert not joined.together("AU01", "AU02")


def test_a_person_may_part_two_reports(project: Project, look: Look) -> None:
    pair = {
        "figure_id_a": look.figure("UA01", "29")["figure_id"],
        "figure_id_b": look.figure("UA02", "29")["figure_id"],
    }
    parted = corrected(project, same_operation=[word(**pair, verdict="different")])
    assert not parted.together("UA01", "UA02")


def test_excluding_the_figure_that_names_an_operation_keeps_its_id(
    project: Project, look: Look
) -> None:
    first = look.rows(
        """
        select f.figure_id, f.operation_id
        from fct_figures as f
        join fct_figures as other on f.article_id = other.article_id
        where substr(f.figure_id, 5) = substr(f.operation_id, 4)
            and other.operation_id = f.operation_id and other.figure_id <> f.figure_id
        order by f.figure_id
        """
    )[0]
    left = corrected(project, corrections=[word(target_id=first[0], action="exclude")])
    assert left.rows("select 1 from dim_operation where operation_id = ?", first[1])


def test_a_person_may_part_two_figures_of_one_report(project: Project, look: Look) -> None:
    one, other = look.rows(
        """
        select min(figure_id), max(figure_id)
        from fct_figures
        where operation_id is not null and part_of_figure_id is null
            and figure_id not in (
                select part_of_figure_id from fct_figures where part_of_figure_id is not null
            )
        group by article_id, operation_id
        having count(distinct char_start) = 2 and count(*) = 2
        order by 1
        """
    )[0]
    verdict = word(figure_id_a=one, figure_id_b=other, verdict="different")
    parted = corrected(project, same_operation=[verdict])
    found = parted.rows(
        "select distinct operation_id from fct_figures where figure_id in (?, ?)", one, other
    )
    assert len(found) == 2


def test_a_word_about_something_not_loaded_waits(project: Project, look: Look) -> None:
    waiting = corrected(
        project, corrections=[word(target_id="fig_0000000000000000", action="exclude")]
    )
    assert waiting.rows("select is_applied from corrections_applied") == [(False,)]
    assert waiting.members() == look.members()


# An article without figures


def test_plans_and_wishes_are_no_facts(look: Look) -> None:
    assert look.rows("select 1 from dim_article where external_id = 'NF01'")
    assert not look.rows(
        "select 1 from fct_figures join dim_article using (article_id) where external_id = 'NF01'"
    )


def test_given_rows_alone_are_enough(project: Project) -> None:
    """A world without a single article is empty, not an error."""
    empty = Look(warehouse(project, raw_rows([], [], read_hints())))
    assert empty.rows("select count(*) from fct_arrests") == [(0,)]
