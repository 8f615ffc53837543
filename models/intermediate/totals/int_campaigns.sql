{{ config(materialized='remembered') }}
with

members as (
    select * from {{ ref('int_campaign_members') }}
),

totals as (
    select * from {{ ref('int_running_totals') }}
),

told as (
    select
        totals.*,
        members.campaign_id
    from members
    inner join totals on members.figure_id = totals.figure_id
),

agencies as (
    select
        campaign_id,
        agency_id
    from told
    where agency_id <> 'unknown'
    group by campaign_id, agency_id
    qualify row_number() over (
        partition by campaign_id order by count(distinct article_id) desc, count(*) desc, agency_id
    ) = 1
),

subjects as (
    select
        campaign_id,
        subject
    from told
    where subject <> 'unknown'
    group by campaign_id, subject
    qualify row_number() over (
        partition by campaign_id order by count(distinct article_id) desc, count(*) desc, subject
    ) = 1
),

starts as (
    select
        campaign_id,
        period_start
    from told
    where period_start is not null
    group by campaign_id, period_start
    qualify row_number() over (
        partition by campaign_id
        order by count(distinct article_id) desc, count(*) desc, period_start
    ) = 1
),

names as (
    select
        campaign_id,
        campaign,
        campaign_key
    from told
    where campaign is not null
    group by campaign_id, campaign, campaign_key
    qualify row_number() over (
        partition by campaign_id
        order by
            (campaign_key is not null) desc,
            count(distinct article_id) desc,
            count(*) desc,
            campaign
    ) = 1
)

select
    told.campaign_id,
    any_value(names.campaign) as campaign_name,
    any_value(names.campaign_key) as campaign_key,
    case
        when bool_or(told.campaign_kind = 'named') then 'named'
        when bool_or(told.campaign_kind = 'described') then 'described'
        else 'implicit'
    end as kind,
    any_value(starts.period_start) as start_date,
    case
        when count(distinct told.region_id) = 1 then min(told.region_id)
        when count(distinct told.country_id) = 1 then min(told.country_id)
    end as region_id,
    case when count(distinct told.country_id) = 1 then min(told.country_id) end as country_id,
    coalesce(any_value(agencies.agency_id), 'unknown') as agency_id,
    coalesce(any_value(subjects.subject), 'unknown') as subject
from told
left join agencies on told.campaign_id = agencies.campaign_id
left join subjects on told.campaign_id = subjects.campaign_id
left join starts on told.campaign_id = starts.campaign_id
left join names on told.campaign_id = names.campaign_id
group by told.campaign_id
