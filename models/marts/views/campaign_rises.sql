with

totals as (
    select * from {{ ref('campaign_totals') }}
),

steps as (
    select
        totals.*,
        lag(totals.as_of_date) over snapshots as previous_as_of_date,
        lag(totals.running_total) over snapshots as previous_running_total,
        lag(totals.running_total_low) over snapshots as previous_low,
        lag(totals.running_total_high) over snapshots as previous_high,
        lag(totals.count_kind) over snapshots as previous_kind
    from totals
    window snapshots as (
        partition by totals.campaign_id, totals.measure_id, totals.category_id
        order by totals.as_of_date
    )
)

select
    campaign_total_id,
    campaign_id,
    campaign_name,
    subject,
    agency_id,
    agency_name,
    country_id,
    country_name,
    measure_id,
    measure_name,
    category_id,
    category_name,
    previous_as_of_date,
    as_of_date,
    previous_running_total,
    running_total,
    case
        when count_kind = 'exact' and previous_kind = 'exact'
            then running_total - previous_running_total
    end as rise,
    running_total_low - previous_high as rise_low,
    running_total_high - previous_low as rise_high,
    coalesce(running_total_high < previous_low, false) as is_contradiction
from steps
where previous_as_of_date is not null
