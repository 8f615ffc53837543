with

members as (
    select * from {{ ref('int_operation_members') }}
    where {{ in_scope('int_touched_operations', 'operation_id') }}
),

voices as (
    select * from {{ ref('int_article_voices') }}
),

dates as (
    select * from {{ ref('int_operation_dates') }}
),

regions as (
    select * from {{ ref('int_operation_regions') }}
),

agencies as (
    select * from {{ ref('int_operation_agencies') }}
    where role = 'leads'
),

subjects as (
    select * from {{ ref('int_operation_subjects') }}
),

names as (
    select * from {{ ref('int_operation_names') }}
),

changes as (
    select * from {{ ref('int_operation_changes') }}
),

reports as (
    select
        members.operation_id,
        count(*) as report_count,
        count(distinct members.article_id) as article_count,
        count(distinct voices.voice) as outlet_count,
        min(voices.published_date) as first_reported_date
    from members
    inner join voices on members.article_id = voices.article_id
    group by members.operation_id
)

select
    reports.operation_id,
    {{ corrected('names.operation_name', 'changes.new_operation_name', 'varchar') }}
        as operation_name,
    {{ corrected('dates.start_date', 'changes.new_start_date', 'date') }} as start_date,
    {{ corrected(
        'dates.end_date', 'coalesce(changes.new_end_date, changes.new_start_date)', 'date'
    ) }}
        as end_date,
    case
        when changes.new_start_date is null then coalesce(dates.date_precision, 'unknown')
        when changes.new_end_date = changes.new_start_date then 'day'
        when changes.new_end_date is null then 'day'
        else 'days'
    end as date_precision,
    coalesce(changes.new_subject, subjects.subject, 'unknown') as subject,
    names.campaign_id,
    coalesce(changes.new_agency_id, agencies.agency_id, 'unknown') as agency_id,
    coalesce(changes.new_region_id, regions.region_id, 'ZZ') as region_id,
    reports.first_reported_date,
    reports.report_count,
    reports.article_count,
    reports.outlet_count
from reports
left join dates on reports.operation_id = dates.operation_id
left join regions on reports.operation_id = regions.operation_id
left join agencies on reports.operation_id = agencies.operation_id
left join subjects on reports.operation_id = subjects.operation_id
left join names on reports.operation_id = names.operation_id
left join changes on reports.operation_id = changes.operation_id
