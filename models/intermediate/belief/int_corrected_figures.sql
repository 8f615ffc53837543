{#-
    Figures that a notice of correction withdraws: those of its own outlet that say the old
    number.
-#}
with

notices as (
    select
        article_id,
        detail as measure_id,
        from_value,
        to_value
    from {{ ref('stg_mentions') }}
    where kind = 'correction' and (from_value is not null or to_value is not null)
),

gathered as (
    select * from {{ ref('int_gathered') }}
),

-- Where the notice names no measure, it is the one of which the article prints its numbers.
named as (
    select distinct
        notices.from_value,
        notices.to_value,
        gathered.pot_id,
        gathered.measure_id,
        gathered.article_id,
        gathered.source_group,
        gathered.published_date,
        gathered.published_at
    from notices
    inner join gathered
        on
            notices.article_id = gathered.article_id
            and gathered.value in (notices.from_value, notices.to_value)
            and (notices.measure_id is null or notices.measure_id = gathered.measure_id)
)

select distinct gathered.figure_id
from gathered
inner join named
    on
        gathered.pot_id = named.pot_id
        and gathered.measure_id = named.measure_id
        and gathered.source_group = named.source_group
where
    gathered.value is distinct from named.to_value
    and (
        gathered.value = named.from_value
        or (named.from_value is null and gathered.article_id <> named.article_id)
    )
    and not coalesce({{ published_later('gathered', 'named') }}, false)
