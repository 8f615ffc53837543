{#- Whose voice each article is: its own outlet's, or that of the outlet it credits or copies. -#}
{{ scoped('int_fresh_articles', 'article_id') }}
with

fresh as (
    select * from {{ ref('int_fresh_articles') }}
),

articles as (
    select * from {{ ref('int_articles') }}
    where
        {{ in_scope('int_fresh_articles', 'article_id') }}
        or article_id in (
            select originals.original_article_id
            from {{ ref('int_originals') }} as originals
            inner join fresh on originals.article_id = fresh.article_id
        )
),

credits as (
    select
        article_id,
        min(credited_group) as credited_group
    from {{ ref('int_article_credits') }}
    group by article_id
),

copies as (
    select * from {{ ref('int_originals') }}
),

own as (
    select
        articles.*,
        credits.credited_group,
        coalesce(credits.credited_group, articles.independence_group) as own_voice
    from articles
    left join credits on articles.article_id = credits.article_id
)

select
    own.article_id,
    own.published_date,
    own.published_at,
    own.independence_group as source_group,
    own.outlet_agency_id,
    coalesce(original.own_voice, own.own_voice) as voice,
    own.credited_group is not null or copies.article_id is not null as is_repeat,
    own.is_release and copies.article_id is null as is_release
from own
inner join fresh on own.article_id = fresh.article_id
left join copies on own.article_id = copies.article_id
left join own as original on copies.original_article_id = original.article_id
