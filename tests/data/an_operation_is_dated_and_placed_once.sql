-- Date, region and agency are the operation's: two rows of one operation never tell two.
with

facts as (
    select
        operation_id,
        operation_date,
        region_id,
        agency_id
    from {{ tested('fct_arrests') }}
    union all
    select
        operation_id,
        operation_date,
        region_id,
        agency_id
    from {{ tested('fct_rescues') }}
    union all
    select
        operation_id,
        operation_date,
        region_id,
        agency_id
    from {{ tested('fct_outcomes') }}
)

select distinct facts.operation_id
from facts
left join {{ ref('dim_operation') }} as operations
    on facts.operation_id = operations.operation_id
where
    operations.operation_id is null
    or facts.operation_date is distinct from operations.start_date
    or facts.region_id <> operations.region_id
    or facts.agency_id <> operations.agency_id
