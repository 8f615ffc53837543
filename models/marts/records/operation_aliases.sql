{{ scoped('int_touched_reports', 'own_operation_id', key='alias_id') }}
with

members as (
    select * from {{ ref('int_operation_members') }}
    where {{ in_scope('int_touched_reports', 'report_id') }}
)

select
    own_operation_id as alias_id,
    operation_id,
    own_operation_id = operation_id as is_current
from members
