{#- Regions and agencies that a person added to an operation. -#}
with

corrections as (
    select * from {{ ref('int_corrections') }}
    where not is_figure and is_newest and action = 'add'
),

members as (
    select * from {{ ref('int_operation_members') }}
    where {{ in_scope('int_touched_operations', 'operation_id') }}
)

select distinct
    members.operation_id,
    corrections.field,
    corrections.new_value
from corrections
inner join members on corrections.target_id = members.own_operation_id
