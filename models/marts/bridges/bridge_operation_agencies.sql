{{ scoped('int_touched_operations', 'operation_id') }}
with

agencies as (
    select * from {{ ref('int_operation_agencies') }}
),

operations as (
    select * from {{ ref('int_operations') }}
),

added as (
    select * from {{ ref('int_operation_additions') }}
    where field = 'agency_id'
),

told as (
    select
        operations.operation_id,
        operations.agency_id,
        'leads' as role
    from operations
    where operations.agency_id <> 'unknown'
    union all
    select
        agencies.operation_id,
        agencies.agency_id,
        case when agencies.role = 'announced' then 'announced' else 'took_part' end as role
    from agencies
    union all
    select
        operation_id,
        new_value as agency_id,
        'took_part' as role
    from added
)

select
    operation_id,
    agency_id,
    role
from told
qualify row_number() over (
    partition by operation_id, agency_id
    order by case role when 'leads' then 1 when 'took_part' then 2 else 3 end
) = 1
