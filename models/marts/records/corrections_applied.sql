with

corrections as (
    select * from {{ ref('int_corrections') }}
),

members as (
    select distinct own_operation_id from {{ ref('int_operation_members') }}
)

select
    corrections.correction_id,
    corrections.target_id,
    corrections.action,
    corrections.field,
    corrections.new_value,
    corrections.reason,
    corrections.decided_by,
    corrections.decided_on,
    corrections.is_newest
    and (corrections.is_figure or members.own_operation_id is not null) as is_applied
from corrections
left join members on corrections.target_id = members.own_operation_id
