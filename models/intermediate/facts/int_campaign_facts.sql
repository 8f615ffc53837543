with

counts as (
    select
        *,
        cast(split_part(pot_id, '|', 2) as date) as as_of_date,
        split_part(pot_id, '|', 1) as campaign_id
    from {{ ref('int_counts') }}
    where pot_kind = 'campaign' and fold = 'row'
),

campaigns as (
    select * from {{ ref('int_campaigns') }}
),

contradicted as (
    select * from {{ ref('int_campaign_contradictions') }}
),

standing as (
    select distinct standing_group_id from contradicted
)

select
    counts.group_id,
    {{ short_key(
        'cam',
        ['counts.campaign_id', 'counts.measure_id', 'counts.category_id', 'counts.as_of_date']
    ) }} as fact_id,
    counts.campaign_id,
    counts.measure_id,
    counts.category_id,
    campaigns.agency_id,
    coalesce(campaigns.region_id, 'ZZ') as region_id,
    counts.as_of_date,
    campaigns.start_date as window_start_date,
    counts.first_reported_date,
    counts.count_value,
    counts.count_low,
    counts.count_high,
    counts.count_kind,
    counts.count_text,
    counts.figure_count,
    counts.article_count,
    counts.outlet_count,
    counts.has_conflict,
    counts.dissent_count,
    counts.resolution,
    row_number() over (
        partition by counts.campaign_id, counts.measure_id, counts.category_id
        order by counts.as_of_date desc
    ) = 1 as is_latest,
    standing.standing_group_id is not null as is_contradicted
from counts
inner join campaigns on counts.campaign_id = campaigns.campaign_id
anti join contradicted on counts.group_id = contradicted.group_id
left join standing on counts.group_id = standing.standing_group_id
