{#- The figures of each pot, with whose voice tells them. -#}
with

figures as (
    select * from {{ ref('int_figures') }}
    where not is_excluded
),

pots as (
    select * from {{ ref('int_pots') }}
),

voices as (
    select * from {{ ref('int_article_voices') }}
),

told as (
    select
        figures.* replace (
            coalesce(pots.echoed_category_id, figures.category_id) as category_id
        ),
        pots.pot_kind,
        pots.pot_id,
        voices.published_date,
        voices.published_at,
        voices.source_group,
        voices.outlet_agency_id,
        voices.voice,
        voices.is_repeat,
        voices.is_release,
        coalesce(pots.unit_id, figures.article_id) as unit_id
    from pots
    inner join figures on pots.figure_id = figures.figure_id
    inner join voices on figures.article_id = voices.article_id
),

repeated as (
    select distinct
        pot_id,
        voice
    from told
    where is_repeat
),

-- Of a voice its own articles speak; where only repeats of it are known, the first of them.
speakers as (
    select
        told.pot_id,
        told.voice,
        arg_min(
            told.article_id,
            (
                told.is_repeat,
                coalesce(told.published_date, date '9999-12-31'),
                coalesce(told.published_at, timestamptz '9999-12-31 00:00:00+00'),
                told.article_id
            )
        ) as article_id
    from told
    inner join repeated on told.pot_id = repeated.pot_id and told.voice = repeated.voice
    group by told.pot_id, told.voice
)

select
    told.pot_kind,
    told.pot_id,
    told.unit_id,
    {{ figure_columns('told') }},
    told.published_date,
    told.published_at,
    told.source_group,
    told.outlet_agency_id,
    told.voice,
    told.is_repeat,
    told.is_release,
    told.is_repeat and told.article_id <> speakers.article_id as is_copy
from told
left join speakers on told.pot_id = speakers.pot_id and told.voice = speakers.voice
