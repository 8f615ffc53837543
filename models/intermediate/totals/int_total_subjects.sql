{{ scoped('int_fresh_articles', 'article_id') }}
with

figures as (
    select * from {{ ref('int_total_figures') }}
    where {{ in_scope('int_fresh_articles', 'article_id') }}
),

mentions as (
    select * from {{ ref('int_mention_figures') }}
    where kind = 'subject'
),

articles as (
    select * from {{ ref('int_articles') }}
),

-- The totals of one campaign in one article have one subject: what is named near them.
units as (
    select
        figure_id,
        article_id,
        coalesce(campaign_key, campaign, scope) as unit
    from figures
),

weighed as (
    select
        units.article_id,
        units.unit,
        mentions.mention_key as subject,
        sum(coalesce(mentions.weight, 1) / (1 + mentions.sentences_away)) as weight
    from units
    inner join mentions on units.figure_id = mentions.figure_id
    group by units.article_id, units.unit, mentions.mention_key
),

heaviest as (
    select
        article_id,
        unit,
        subject
    from weighed
    qualify row_number() over (
        partition by article_id, unit order by weight desc, subject asc
    ) = 1
)

select
    units.figure_id,
    units.article_id,
    coalesce(heaviest.subject, articles.subject) as subject
from units
inner join articles on units.article_id = articles.article_id
left join heaviest on units.article_id = heaviest.article_id and units.unit = heaviest.unit
