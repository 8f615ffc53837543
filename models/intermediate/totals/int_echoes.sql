{#-
    Undated counts under a campaign's name, each with the snapshot of the campaign that it
    meets.
-#}
with

echoes as (
    select * from {{ ref('int_operation_figures') }}
    where is_echo
),

articles as (
    select * from {{ ref('int_articles') }}
),

campaigns as (
    select * from {{ ref('int_campaigns') }}
),

names as (
    select distinct
        article_id,
        campaign_key
    from echoes
    where is_under_campaign
),

snapshots as (
    select
        snapshots.campaign_id,
        snapshots.as_of_date,
        totals.measure_id,
        totals.category_id,
        totals.value,
        totals.lower,
        totals.upper
    from {{ ref('int_snapshots') }} as snapshots
    inner join {{ ref('int_running_totals') }} as totals
        on snapshots.figure_id = totals.figure_id
    where snapshots.as_of_date is not null
),

met as (
    select
        echoes.figure_id,
        snapshots.campaign_id,
        snapshots.as_of_date,
        snapshots.category_id,
        row_number() over (
            partition by echoes.figure_id
            order by
                coalesce(snapshots.as_of_date <= articles.published_date, true) desc,
                abs(date_diff('day', snapshots.as_of_date, articles.published_date)) asc,
                coalesce(echoes.value = snapshots.value, false) desc,
                snapshots.as_of_date desc,
                snapshots.campaign_id asc
        ) as best_first
    from echoes
    inner join articles on echoes.article_id = articles.article_id
    inner join names on echoes.article_id = names.article_id
    inner join campaigns
        on
            names.campaign_key = campaigns.campaign_key
            and coalesce(echoes.country_id, campaigns.country_id, 'ZZ')
            = coalesce(campaigns.country_id, echoes.country_id, 'ZZ')
    inner join snapshots
        on
            campaigns.campaign_id = snapshots.campaign_id
            and echoes.measure_id = snapshots.measure_id
    where
        {{ intervals_meet('echoes.lower', 'echoes.upper', 'snapshots.lower', 'snapshots.upper') }}
)

select
    echoes.figure_id,
    echoes.article_id,
    met.campaign_id,
    met.as_of_date,
    met.category_id
from echoes
left join met on echoes.figure_id = met.figure_id and met.best_first = 1
