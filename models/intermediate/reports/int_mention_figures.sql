with

mentions as (
    select * from {{ ref('stg_mentions') }}
    where
        {{ in_scope('int_fresh_articles', 'reading_number') }}
        and sentence_number is not null
        and kind in ('place', 'operation', 'leader', 'gang', 'subject', 'campaign', 'agency')
),

figures as (
    select
        figure_id,
        article_id,
        sentence_number,
        char_start,
        row_number() over (partition by article_id order by figure_id) as figure_number
    from {{ ref('int_figures') }}
    where {{ in_scope('int_fresh_articles', 'article_id') }}
),

-- What an article names belongs to the figures of the sentence that stand nearest: of distances in
-- one number the least is found in little memory, however many there are.
nearest as (
    select
        mentions.article_id,
        mentions.mention_number,
        min(
            (
                abs(figures.sentence_number - mentions.sentence_number) * 2
                + (figures.sentence_number > mentions.sentence_number)::integer
            )::hugeint * 1000000000000000000
            + abs(figures.char_start - coalesce(mentions.char_start, figures.char_start))::hugeint
            * 1000000000
            + figures.figure_number
        ) as distance
    from mentions
    inner join figures on mentions.article_id = figures.article_id
    group by mentions.article_id, mentions.mention_number
)

select
    mentions.article_id,
    mentions.mention_number,
    mentions.kind,
    mentions.mention_key,
    mentions.name,
    mentions.region_id,
    mentions.detail,
    mentions.weight,
    figures.figure_id,
    (nearest.distance // 1000000000000000000 // 2)::integer as sentences_away
from nearest
inner join mentions
    on
        nearest.article_id = mentions.article_id
        and nearest.mention_number = mentions.mention_number
inner join figures
    on
        nearest.article_id = figures.article_id
        and (nearest.distance % 1000000000)::bigint = figures.figure_number
