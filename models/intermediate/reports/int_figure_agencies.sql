{#- What a sentence with figures says that an agency did. -#}
{{ scoped('int_fresh_articles', 'article_id') }}
with

mentions as (
    select
        figure_id,
        article_id,
        mention_key as agency_id,
        split_part(detail, ':', 2) as deed
    from {{ ref('int_mention_figures') }}
    where kind = 'agency' and mention_key is not null and sentences_away = 0
)

select
    figure_id,
    article_id,
    agency_id,
    bool_or(deed in ('leads', 'took_part')) as takes_part
from mentions
where deed in ('leads', 'took_part', 'announces')
group by figure_id, article_id, agency_id
