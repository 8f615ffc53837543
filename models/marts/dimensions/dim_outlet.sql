with

outlets as (
    select * from {{ ref('int_outlets') }}
)

select
    outlet_id,
    outlet_name,
    kind,
    is_official,
    is_listed,
    agency_id,
    independence_group
from outlets
