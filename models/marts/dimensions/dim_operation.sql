{{ scoped('int_touched_operations', 'operation_id') }}
with

operations as (
    select * from {{ ref('int_operations') }}
)

select
    operation_id,
    operation_name,
    start_date,
    end_date,
    {{ date_key('start_date') }} as start_date_id,
    {{ date_key('end_date') }} as end_date_id,
    date_precision,
    subject,
    campaign_id,
    agency_id,
    region_id,
    first_reported_date,
    report_count,
    article_count,
    outlet_count
from operations
