{{ scoped('int_fresh_articles', 'article_id') }}
with

figures as (
    select * from {{ ref('int_figures') }}
    where
        scope = 'operation'
        and not is_excluded
        and {{ in_scope('int_fresh_articles', 'article_id') }}
),

campaign_names as (
    select * from {{ ref('int_campaign_names') }}
),

wholes as (
    select * from {{ ref('int_figure_wholes') }}
    where {{ in_scope('int_fresh_articles', 'article_id') }}
),

named as (
    select distinct figures.figure_id
    from figures
    inner join campaign_names
        on
            figures.campaign_key = campaign_names.campaign_key
            and (
                campaign_names.country_id in (figures.country_id, 'ZZ')
                or figures.country_id is null
            )
),

told as (
    select
        figures.figure_id,
        figures.article_id,
        figures.is_police_action,
        wholes.whole_figure_id,
        figures.period_start is not null or figures.period_end is not null as is_dated,
        named.figure_id is not null as is_under_campaign,
        case when named.figure_id is null then figures.campaign_key end as operation_key,
        coalesce(wholes.is_same_kind, false) as is_part
    from figures
    left join named on figures.figure_id = named.figure_id
    left join wholes on figures.figure_id = wholes.figure_id
),

articles as (
    select
        article_id,
        bool_or(is_under_campaign)
        and not bool_or(is_dated)
        and not bool_or(operation_key is not null) as is_echo,
        bool_or(is_police_action and not is_part) as has_police_action
    from told
    group by article_id
)

-- An undated report under a campaign's name echoes the campaign's totals; a dated one is an
-- operation.
select
    {{ figure_columns('figures') }},
    told.is_under_campaign,
    told.operation_key,
    told.is_part,
    told.whole_figure_id,
    articles.is_echo,
    articles.has_police_action
from figures
inner join told on figures.figure_id = told.figure_id
inner join articles on figures.article_id = articles.article_id
