{#-
    Operations worked out anew, and those that stood in their place before: those of touched
    reports, and those under a campaign that changed.
-#}
with

members as (
    select * from {{ ref('int_operation_members') }}
),

old_members as (
    select * from {{ before('int_operation_members') }}
),

changed_campaigns as (
    select * from {{ ref('int_changed_campaigns') }}
    where campaign_key is not null
),

figures as (
    select * from {{ ref('int_operation_figures') }}
    where is_under_campaign
),

report_figures as (
    select * from {{ ref('int_report_figures') }}
)

select operation_id
from members
where {{ in_scope('int_touched_reports', 'report_id') }}
union
select operation_id
from old_members
union
select members.operation_id
from figures
inner join changed_campaigns on figures.campaign_key = changed_campaigns.campaign_key
inner join report_figures on figures.figure_id = report_figures.figure_id
inner join members on report_figures.report_id = members.report_id
