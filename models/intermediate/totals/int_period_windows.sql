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

-- A part of a total ("739 of them in Goiás") is none of its own: it goes where its whole goes.
wholes as (
    select
        figure_id,
        whole_figure_id
    from {{ ref('int_figure_wholes') }}
    where is_same_kind and figure_id in (select figures.figure_id from figures)
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
),

-- The same number of one measure, place and window is one total, whoever is said to have counted:
-- the agency and subject are those told best.
windows as (
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
            same_total
            order by (subject = 'unknown'), is_release desc, published_date asc, subject asc
        ) as subject,
        first_value(campaign_id) over (
            same_total order by (campaign_id is null), campaign_id
        ) as campaign_id
    from told
    window same_total as (
        partition by
            region_id, measure_id, category_id, period_start, period_end, coalesce(value, -1)
    )
),

roots as (
    select
        wholes.figure_id,
        coalesce(above.whole_figure_id, wholes.whole_figure_id) as root_figure_id
    from wholes
    left join wholes as above on wholes.whole_figure_id = above.figure_id
)

select
    windows.figure_id,
    windows.article_id,
    coalesce(root.region_id, windows.region_id) as region_id,
    coalesce(root.period_start, windows.period_start) as period_start,
    coalesce(root.period_end, windows.period_end) as period_end,
    coalesce(root.agency_id, windows.agency_id) as agency_id,
    coalesce(root.subject, windows.subject) as subject,
    case when root.figure_id is null then windows.campaign_id else root.campaign_id end
        as campaign_id
from windows
left join roots on windows.figure_id = roots.figure_id
left join windows as root on roots.root_figure_id = root.figure_id
