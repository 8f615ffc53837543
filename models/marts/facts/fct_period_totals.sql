{{ scoped('int_touched_facts', 'fact_id', key='period_total_id') }}
with

facts as (
    select * from {{ ref('int_period_facts') }}
)

select
    fact_id as period_total_id,
    campaign_id,
    agency_id,
    region_id,
    subject,
    measure_id,
    category_id,
    period_start_date,
    {{ date_key('period_start_date') }} as period_start_date_id,
    period_end_date,
    {{ date_key('period_end_date') }} as period_end_date_id,
    first_reported_date,
    count_value as period_total,
    count_low as period_total_low,
    count_high as period_total_high,
    count_kind,
    count_text,
    figure_count,
    article_count,
    outlet_count,
    has_conflict,
    dissent_count,
    resolution
from facts
