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
        voices.source_group,
        voices.outlet_agency_id,
        voices.voice,
        voices.is_repeat,
        voices.is_release,
        coalesce(pots.unit_id, figures.article_id) as unit_id
    from pots
    inner join figures on pots.figure_id = figures.figure_id
    inner join voices on figures.article_id = voices.article_id
)

-- Of a voice its own articles speak; where only repeats of it are known, the first of them.
select
    pot_kind,
    pot_id,
    unit_id,
    {{ figure_columns() }},
    published_date,
    source_group,
    outlet_agency_id,
    voice,
    is_repeat,
    is_release,
    is_repeat and article_id <> first_value(article_id) over (
        partition by pot_id, voice
        order by is_repeat, published_date nulls last, article_id
    ) as is_copy
from told
