{#- Which window, agency and subject each period total belongs to. -#}
with

figures as (
    select * from {{ ref('int_total_figures') }}
    where
        scope = 'period_total'
        and not is_excluded
        and period_start is not null
        and period_end is not null
),

subjects as (
    select * from {{ ref('int_total_subjects') }}
),

articles as (
    select * from {{ ref('int_articles') }}
),

campaigns as (
    select * from {{ ref('int_campaigns') }}
    where campaign_key is not null
),

campaign_of as (
    select
        figures.figure_id,
        min(campaigns.campaign_id) as campaign_id
    from figures
    inner join campaigns
        on
            figures.campaign_key = campaigns.campaign_key
            and coalesce(figures.country_id, 'ZZ') = coalesce(campaigns.country_id, 'ZZ')
            and (
                campaigns.start_date is null
                or figures.period_end >= campaigns.start_date
            )
    group by figures.figure_id
),

told as (
    select
        figures.figure_id,
        figures.article_id,
        figures.measure_id,
        figures.category_id,
        figures.value,
        figures.period_start,
        figures.period_end,
        figures.agency_id,
        subjects.subject,
        campaign_of.campaign_id,
        articles.is_release,
        articles.published_date,
        coalesce(figures.region_id, 'ZZ') as region_id
    from figures
    inner join subjects on figures.figure_id = subjects.figure_id
    inner join articles on figures.article_id = articles.article_id
    left join campaign_of on figures.figure_id = campaign_of.figure_id
)

-- The same number of one measure, place and window is one total, whoever is said to have counted:
-- the agency and subject are those told best.
select
    figure_id,
    article_id,
    region_id,
    period_start,
    period_end,
    first_value(agency_id) over (
        same_total
        order by (agency_id = 'unknown'), is_release desc, published_date asc, agency_id asc
    ) as agency_id,
    first_value(subject) over (
        same_total order by (subject = 'unknown'), is_release desc, published_date asc, subject asc
    ) as subject,
    first_value(campaign_id) over (
        same_total order by (campaign_id is null), campaign_id
    ) as campaign_id
from told
window same_total as (
    partition by
        region_id, measure_id, category_id, period_start, period_end, coalesce(value, -1)
)
