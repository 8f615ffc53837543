{#- What reports name that other reports of the same operation may name as well. -#}
{{ scoped('int_fresh_articles', 'article_id') }}
with

mentions as (
    select * from {{ ref('int_report_mentions') }}
    where kind in ('place', 'leader', 'gang') and mention_key is not null
)

select distinct
    report_id,
    article_id,
    kind,
    mention_key,
    name
from mentions
