{{ scoped('int_touched_facts', 'fact_id', key='rescue_id') }}
with

facts as (
    select * from {{ ref('int_operation_facts') }}
    where fact_table = 'fct_rescues'
)

select
    fact_id as rescue_id,
    operation_id,
    agency_id,
    region_id,
    category_id,
    operation_date,
    operation_date_id,
    first_reported_date,
    count_value as rescued_count,
    count_low as rescued_count_low,
    count_high as rescued_count_high,
    count_kind,
    count_text,
    figure_count,
    article_count,
    outlet_count,
    has_conflict,
    dissent_count,
    resolution
from facts
