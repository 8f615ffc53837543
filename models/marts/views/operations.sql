with

-- The sum over an operation's categories: no count as soon as one of them has none.
arrest_sums as (
    select
        operation_id,
        case when count(*) = count(arrested_count) then sum(arrested_count)::bigint end
            as arrested,
        sum(coalesce(arrested_count_low, 0))::bigint as arrested_low,
        case when count(*) = count(arrested_count_high) then sum(arrested_count_high)::bigint end
            as arrested_high,
        case
            when bool_or(has_conflict) then 'disputed'
            when count(*) > count(arrested_count) then 'vague'
            else 'counted'
        end as arrested_status
    from {{ ref('fct_arrests') }}
    group by operation_id
),

rescue_sums as (
    select
        operation_id,
        case when count(*) = count(rescued_count) then sum(rescued_count)::bigint end as rescued,
        sum(coalesce(rescued_count_low, 0))::bigint as rescued_low,
        case when count(*) = count(rescued_count_high) then sum(rescued_count_high)::bigint end
            as rescued_high,
        case
            when bool_or(has_conflict) then 'disputed'
            when count(*) > count(rescued_count) then 'vague'
            else 'counted'
        end as rescued_status
    from {{ ref('fct_rescues') }}
    group by operation_id
),

region_lists as (
    select
        bridge.operation_id,
        string_agg(bridge.region_id, ', ' order by bridge.region_id) as region_ids,
        string_agg(regions.region_name, ', ' order by bridge.region_id) as region_names
    from {{ ref('bridge_operation_regions') }} as bridge
    inner join {{ ref('dim_region') }} as regions on bridge.region_id = regions.region_id
    group by bridge.operation_id
),

agency_lists as (
    select
        bridge.operation_id,
        string_agg(bridge.agency_id, ', ' order by bridge.role, bridge.agency_id) as agency_ids,
        string_agg(agencies.agency_name, ', ' order by bridge.role, bridge.agency_id)
            as agency_names
    from {{ ref('bridge_operation_agencies') }} as bridge
    inner join {{ ref('dim_agency') }} as agencies on bridge.agency_id = agencies.agency_id
    group by bridge.operation_id
)

select
    operations.operation_id,
    operations.operation_name,
    operations.start_date,
    operations.end_date,
    operations.date_precision,
    regions.country_id,
    regions.country_name,
    operations.region_id,
    regions.region_name,
    operations.agency_id,
    agencies.agency_name,
    operations.subject,
    operations.campaign_id,
    campaigns.campaign_name,
    arrest_sums.arrested,
    arrest_sums.arrested_low,
    arrest_sums.arrested_high,
    rescue_sums.rescued,
    rescue_sums.rescued_low,
    rescue_sums.rescued_high,
    region_lists.region_ids,
    region_lists.region_names,
    agency_lists.agency_ids,
    agency_lists.agency_names,
    operations.first_reported_date,
    operations.report_count,
    operations.article_count,
    operations.outlet_count,
    coalesce(arrest_sums.arrested_status, 'not reported') as arrested_status,
    coalesce(rescue_sums.rescued_status, 'not reported') as rescued_status
from {{ ref('dim_operation') }} as operations
inner join {{ ref('dim_region') }} as regions on operations.region_id = regions.region_id
inner join {{ ref('dim_agency') }} as agencies on operations.agency_id = agencies.agency_id
left join {{ ref('dim_campaign') }} as campaigns
    on operations.campaign_id = campaigns.campaign_id
left join arrest_sums on operations.operation_id = arrest_sums.operation_id
left join rescue_sums on operations.operation_id = rescue_sums.operation_id
left join region_lists on operations.operation_id = region_lists.operation_id
left join agency_lists on operations.operation_id = agency_lists.operation_id
