{{ scoped('int_touched_facts', 'fact_id', key='outcome_id') }}
with

facts as (
    select * from {{ ref('int_operation_facts') }}
    where fact_table = 'fct_outcomes'
)

select
    fact_id as outcome_id,
    operation_id,
    agency_id,
    region_id,
    measure_id,
    category_id,
    operation_date,
    operation_date_id,
    first_reported_date,
    count_value as outcome_count,
    count_low as outcome_count_low,
    count_high as outcome_count_high,
    count_kind,
    count_text,
    figure_count,
    article_count,
    outlet_count,
    has_conflict,
    dissent_count,
    resolution
from facts
