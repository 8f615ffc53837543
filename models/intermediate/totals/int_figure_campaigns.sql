{#- The campaign of each figure that has one. -#}
with

members as (
    select * from {{ ref('int_campaign_members') }}
),

echoes as (
    select * from {{ ref('int_echoes') }}
    where campaign_id is not null
),

windows as (
    select * from {{ ref('int_period_windows') }}
    where campaign_id is not null
),

report_figures as (
    select * from {{ ref('int_report_figures') }}
),

reports as (
    select * from {{ ref('int_operation_members') }}
),

names as (
    select * from {{ ref('int_operation_names') }}
    where campaign_id is not null
)

select
    figure_id,
    campaign_id
from members
union all
select
    figure_id,
    campaign_id
from echoes
union all
select
    figure_id,
    campaign_id
from windows
union all
select
    report_figures.figure_id,
    names.campaign_id
from report_figures
inner join reports on report_figures.report_id = reports.report_id
inner join names on reports.operation_id = names.operation_id
