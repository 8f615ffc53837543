{{ scoped('int_touched_reports', 'report_id', remember=true) }}
with

reports as (
    select * from {{ ref('int_reports') }}
    where {{ in_scope('int_touched_reports', 'report_id') }}
),

components as (
    select * from {{ ref('int_report_components') }}
),

cut as (
    select * from {{ ref('int_cut_components') }}
),

grouped as (
    select
        reports.report_id,
        reports.operation_id as own_operation_id,
        reports.article_id,
        reports.arrival_number,
        reports.char_start,
        coalesce(cut.group_id, components.component_id, reports.report_id) as group_id
    from reports
    left join components on reports.report_id = components.report_id
    left join cut on reports.report_id = cut.report_id
)

-- The id of the report that arrived first is the operation's; the others are its aliases.
select
    report_id,
    article_id,
    own_operation_id,
    first_value(own_operation_id) over (
        partition by group_id order by arrival_number, char_start, report_id
    ) as operation_id
from grouped
