{{ scoped('int_touched_facts', 'fact_id', key='campaign_total_id') }}
with

facts as (
    select * from {{ ref('int_campaign_facts') }}
)

select
    fact_id as campaign_total_id,
    campaign_id,
    measure_id,
    category_id,
    agency_id,
    region_id,
    as_of_date,
    {{ date_key('as_of_date') }} as as_of_date_id,
    window_start_date,
    first_reported_date,
    count_value as running_total,
    count_low as running_total_low,
    count_high as running_total_high,
    count_kind,
    count_text,
    figure_count,
    article_count,
    outlet_count,
    has_conflict,
    dissent_count,
    resolution,
    is_latest,
    is_contradicted
from facts
