with

reports as (
    select reports.*
    from {{ ref('int_reports') }} as reports
    anti join {{ ref('int_copy_reports') }} as copies on reports.report_id = copies.report_id
),

members as (
    select * from {{ ref('int_operation_members') }}
    where {{ in_scope('int_touched_operations', 'operation_id') }}
)

-- Subject is told report by report; most of them say what the operation is about.
select
    members.operation_id,
    reports.subject
from reports
inner join members on reports.report_id = members.report_id
where reports.subject <> 'unknown'
group by members.operation_id, reports.subject
qualify row_number() over (
    partition by members.operation_id
    order by count(*) desc, bool_or(reports.is_release) desc, reports.subject
) = 1
