with

figures as (
    select * from {{ ref('int_total_figures') }}
    where scope = 'running_total' and not is_excluded
),

subjects as (
    select * from {{ ref('int_total_subjects') }}
),

articles as (
    select * from {{ ref('int_articles') }}
),

kinds as (
    select
        figures.*,
        subjects.subject,
        articles.published_date,
        articles.arrival_number,
        case
            when figures.campaign_key is not null then 'named'
            when figures.campaign is not null and figures.period_start is not null
                then 'described'
            when
                figures.agency_id <> 'unknown'
                and figures.region_id is not null
                and figures.period_start is not null
                then 'implicit'
        end as campaign_kind
    from figures
    inner join subjects on figures.figure_id = subjects.figure_id
    inner join articles on figures.article_id = articles.article_id
)

-- A node is a campaign as one article tells it; without a name, a description or an agency, place
-- and start that imply one there is none.
select
    {{ figure_columns() }},
    subject,
    published_date,
    arrival_number,
    campaign_kind,
    case campaign_kind
        when 'named'
            then concat_ws('|', 'named', coalesce(country_id, 'ZZ'), campaign_key, period_start)
        when 'described'
            then concat_ws(
                '|', 'described', coalesce(region_id, 'ZZ'), period_start, subject
            )
        when 'implicit'
            then concat_ws('|', 'implicit', agency_id, region_id, period_start, subject)
    end as node_id
from kinds
