-- Honest bounds: a strict bound ("more than 150") excludes the number stated by one, nothing else
-- does; and where there is a conflict there is no count.
with

counts as (
    select
        arrest_id as fact_id,
        arrested_count as count_value,
        arrested_count_low as low,
        arrested_count_high as high,
        has_conflict,
        count_kind
    from {{ tested('fct_arrests') }}
    union all
    select
        rescue_id as fact_id,
        rescued_count as count_value,
        rescued_count_low as low,
        rescued_count_high as high,
        has_conflict,
        count_kind
    from {{ tested('fct_rescues') }}
    union all
    select
        outcome_id as fact_id,
        outcome_count as count_value,
        outcome_count_low as low,
        outcome_count_high as high,
        has_conflict,
        count_kind
    from {{ tested('fct_outcomes') }}
    union all
    select
        campaign_total_id as fact_id,
        running_total as count_value,
        running_total_low as low,
        running_total_high as high,
        has_conflict,
        count_kind
    from {{ tested('fct_campaigns') }}
    union all
    select
        period_total_id as fact_id,
        period_total as count_value,
        period_total_low as low,
        period_total_high as high,
        has_conflict,
        count_kind
    from {{ tested('fct_period_totals') }}
    union all
    select
        fact_id,
        part_count as count_value,
        part_count_low as low,
        part_count_high as high,
        has_conflict,
        count_kind
    from {{ tested('fct_parts') }}
)

select *
from counts
where
    low > high
    or count_value < low - 1
    or count_value > high + 1
    or (has_conflict and (count_value is not null or count_kind <> 'disputed'))
    or (count_kind = 'exact' and (low <> high or count_value <> low))
    or (count_value is null and count_kind not in ('disputed', 'vague'))
