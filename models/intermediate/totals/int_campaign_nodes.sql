with

totals as (
    select * from {{ ref('int_running_totals') }}
    where node_id is not null
),

weighed as (
    select
        node_id,
        subject,
        agency_id,
        region_id,
        count(*) as figure_count
    from totals
    group by node_id, subject, agency_id, region_id
),

best as (
    select
        node_id,
        first_value(subject) over (
            partition by node_id order by (subject = 'unknown'), figure_count desc, subject asc
        ) as subject
    from weighed
)

select
    totals.node_id,
    any_value(totals.campaign_kind) as campaign_kind,
    coalesce(any_value(totals.country_id), 'ZZ') as country_id,
    any_value(totals.campaign_key) as campaign_key,
    min(totals.period_start) as start_date,
    any_value(best.subject) as subject,
    case when count(distinct totals.region_id) = 1 then min(totals.region_id) end as region_id,
    case
        when any_value(totals.campaign_kind) = 'implicit' then min(totals.agency_id)
    end as agency_id
from totals
inner join best on totals.node_id = best.node_id
group by totals.node_id
