{{ scoped('int_fresh_articles', 'article_id') }}
with

texts as (
    select * from {{ ref('stg_articles') }}
),

articles as (
    select * from {{ ref('int_articles') }}
    where {{ in_scope('int_fresh_articles', 'article_id') }}
),

originals as (
    select * from {{ ref('int_originals') }}
)

select
    texts.article_id,
    texts.external_id,
    {{ web_address('texts.url') }} as url,
    texts.title,
    articles.outlet_id,
    texts.published_date,
    {{ date_key('texts.published_date') }} as published_date_id,
    originals.original_article_id as copy_of
from texts
inner join articles on texts.article_id = articles.article_id
left join originals on texts.article_id = originals.article_id
