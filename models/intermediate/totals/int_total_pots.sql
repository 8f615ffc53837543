{#- Where each total stands: a campaign at a date (none where the date is not known), a window. -#}
{{ config(materialized='remembered') }}
with

snapshots as (
    select * from {{ ref('int_snapshots') }}
),

echoes as (
    select * from {{ ref('int_echoes') }}
    where campaign_id is not null
),

windows as (
    select * from {{ ref('int_period_windows') }}
),

told as (
    select
        figure_id,
        article_id,
        campaign_id,
        'campaign' as pot_kind,
        case when as_of_date is not null then concat_ws('|', campaign_id, as_of_date) end as pot_id,
        null::varchar as echoed_category_id
    from snapshots
    union all
    select
        figure_id,
        article_id,
        campaign_id,
        'campaign' as pot_kind,
        concat_ws('|', campaign_id, as_of_date) as pot_id,
        category_id as echoed_category_id
    from echoes
    union all
    select
        figure_id,
        article_id,
        campaign_id,
        'period' as pot_kind,
        concat_ws(
            '|', 'period', region_id, period_start, period_end, agency_id, subject, campaign_id
        ) as pot_id,
        null as echoed_category_id
    from windows
)

select
    figure_id,
    article_id,
    campaign_id,
    pot_kind,
    pot_id,
    echoed_category_id
from told
