with

corrections as (
    select * from {{ ref('int_corrections') }}
    where not is_figure and is_newest and action = 'change'
),

members as (
    select * from {{ ref('int_operation_members') }}
    where {{ in_scope('int_touched_operations', 'operation_id') }}
),

-- An id once given always finds its operation: corrections may name any alias.
found as (
    select
        members.operation_id,
        corrections.field,
        arg_max(
            corrections.new_value, (corrections.decided_on, corrections.correction_id)
        ) as new_value
    from corrections
    inner join members on corrections.target_id = members.own_operation_id
    group by members.operation_id, corrections.field
)

select
    operation_id,
    {%- for field in ['operation_name', 'start_date', 'end_date', 'subject'] %}
        max(case when field = '{{ field }}' then new_value end) as new_{{ field }},
    {%- endfor %}
    max(case when field = 'agency_id' then new_value end) as new_agency_id,
    max(case when field = 'region_id' then new_value end) as new_region_id
from found
group by operation_id
