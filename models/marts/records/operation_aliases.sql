{{ scoped('int_touched_reports', 'own_operation_id', key='alias_id') }}
{{ config(pre_hook="{{ without_kept_aliases(this) }}") }}
with

members as (
    select * from {{ ref('int_operation_members') }}
),

kept as (
    select * from {{ ref('stg_kept_aliases') }}
)

select
    own_operation_id as alias_id,
    operation_id,
    own_operation_id = operation_id as is_current
from members
where {{ in_scope('int_touched_reports', 'report_id') }}
union all
-- The few ids of forgotten reports lead to where a report that stood beside them stands now.
select
    kept.alias_id,
    members.operation_id,
    false as is_current
from kept
inner join members on kept.report_id = members.report_id
