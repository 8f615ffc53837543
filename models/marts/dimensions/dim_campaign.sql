with

campaigns as (
    select * from {{ ref('int_campaigns') }}
),

agencies as (
    select * from {{ ref('dim_agency') }}
)

select
    campaigns.campaign_id,
    campaigns.kind,
    campaigns.start_date,
    campaigns.agency_id,
    campaigns.subject,
    coalesce(
        campaigns.campaign_name,
        concat(agencies.agency_name, ' since ', campaigns.start_date)
    ) as campaign_name,
    coalesce(campaigns.region_id, 'ZZ') as region_id
from campaigns
left join agencies on campaigns.agency_id = agencies.agency_id
