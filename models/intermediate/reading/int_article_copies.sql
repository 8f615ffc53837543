with

mentions as (
    select * from {{ ref('stg_mentions') }}
    where kind = 'signature'
),

articles as (
    select * from {{ ref('stg_articles') }}
),

credits as (
    select distinct article_id from {{ ref('int_article_credits') }}
),

bands as (
    select
        mentions.mention_key as band,
        mentions.article_id,
        row_number() over (
            partition by mentions.mention_key
            order by
                articles.published_date asc nulls last,
                credits.article_id is not null,
                mentions.article_id
        ) as earliest_first
    from mentions
    inner join articles on mentions.article_id = articles.article_id
    left join credits on mentions.article_id = credits.article_id
),

-- Each band points at its earliest article, so that a text printed a thousand times costs a
-- thousand rows and not a million pairs.
shared as (
    select
        bands.article_id,
        earliest.article_id as original_article_id,
        count(*) as band_count
    from bands
    inner join bands as earliest
        on bands.band = earliest.band and earliest.earliest_first = 1
    where bands.earliest_first > 1
    group by bands.article_id, earliest.article_id
)

select
    article_id,
    original_article_id,
    band_count
from shared
where band_count >= {{ rule_setting('copy_bands') }}
qualify row_number() over (
    partition by article_id order by band_count desc, original_article_id asc
) = 1
