with

mentions as (
    select * from {{ ref('stg_mentions') }}
    where kind = 'subject' and {{ in_scope('int_changed_articles', 'reading_number') }}
),

weighed as (
    select
        article_id,
        mention_key as subject,
        sum(coalesce(weight, 1)) as weight
    from mentions
    group by article_id, mention_key
)

select
    article_id,
    subject
from weighed
qualify row_number() over (partition by article_id order by weight desc, subject asc) = 1
