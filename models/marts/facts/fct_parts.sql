{{ scoped('int_touched_facts', 'fact_id') }}
with

facts as (
    select * from {{ ref('int_part_facts') }}
)

select
    fact_table,
    fact_id,
    category_id,
    region_id,
    agency_id,
    count_value as part_count,
    count_low as part_count_low,
    count_high as part_count_high,
    count_kind,
    count_text,
    figure_count,
    article_count,
    outlet_count,
    has_conflict,
    dissent_count,
    resolution,
    is_complete
from facts
