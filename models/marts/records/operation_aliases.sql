with

members as (
    select * from {{ ref('int_operation_members') }}
)

select
    own_operation_id as alias_id,
    operation_id,
    own_operation_id = operation_id as is_current
from members
