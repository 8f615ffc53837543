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
    select
        figures.figure_id,
        bool_or(campaign_names.campaign_key is not null) as is_under_campaign
    from figures
    left join campaign_names
        on
            figures.campaign_key = campaign_names.campaign_key
            and (
                campaign_names.country_id in (figures.country_id, 'ZZ')
                or figures.country_id is null
            )
    group by figures.figure_id
),

told as (
    select
        figures.*,
        named.is_under_campaign,
        wholes.whole_figure_id,
        case when not named.is_under_campaign then figures.campaign_key end as operation_key,
        coalesce(wholes.is_same_kind, false) as is_part
    from figures
    inner join named on figures.figure_id = named.figure_id
    left join wholes on figures.figure_id = wholes.figure_id
)

-- An undated report under a campaign's name echoes the campaign's totals; a dated one is an
-- operation.
select
    {{ figure_columns() }},
    is_under_campaign,
    operation_key,
    is_part,
    whole_figure_id,
    bool_or(is_under_campaign) over article
    and not bool_or(period_start is not null or period_end is not null) over article
    and not bool_or(operation_key is not null) over article as is_echo,
    bool_or(is_police_action and not is_part) over article as has_police_action
from told
window article as (partition by article_id)
