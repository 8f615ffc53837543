with

mentions as (
    select * from {{ ref('stg_mentions') }}
    where
        {{ in_scope('int_fresh_articles', 'article_id') }}
        and sentence_number is not null
        and kind in ('place', 'operation', 'leader', 'gang', 'subject', 'campaign', 'agency')
),

figures as (
    select * from {{ ref('int_figures') }}
    where {{ in_scope('int_fresh_articles', 'article_id') }}
)

-- What an article names belongs to the figures of the sentence that stand nearest.
select
    mentions.article_id,
    mentions.mention_number,
    mentions.kind,
    mentions.mention_key,
    mentions.name,
    mentions.region_id,
    mentions.detail,
    mentions.weight,
    arg_min(
        figures.figure_id,
        (
            abs(figures.sentence_number - mentions.sentence_number),
            (figures.sentence_number > mentions.sentence_number)::integer,
            abs(figures.char_start - coalesce(mentions.char_start, figures.char_start)),
            figures.figure_id
        )
    ) as figure_id,
    min(abs(figures.sentence_number - mentions.sentence_number)) as sentences_away
from mentions
inner join figures on mentions.article_id = figures.article_id
group by all
