{#- What each category of a pot and measure says at first sight, where there are several. -#}
with

rows_told as (
    select * from {{ ref('int_row_categories') }}
),

gathered as (
    select * from {{ ref('int_gathered') }}
),

corrected as (
    select * from {{ ref('int_corrected_figures') }}
),

several as (
    select
        pot_id,
        measure_id
    from rows_told
    group by pot_id, measure_id
    having count(distinct category_id) > 1
),

numbers as (
    select
        rows_told.pot_id,
        rows_told.measure_id,
        rows_told.category_id,
        gathered.value,
        gathered.lower,
        gathered.upper,
        bool_or(gathered.is_release) as is_release,
        bool_or(gathered.qualifier = 'exact') as is_plain,
        bool_or(corrected.figure_id is null) as is_standing,
        count(distinct gathered.voice) filter (where not gathered.is_copy) as voice_count,
        max(gathered.published_date) as published_date,
        max(gathered.published_at) as published_at
    from rows_told
    inner join several
        on rows_told.pot_id = several.pot_id and rows_told.measure_id = several.measure_id
    inner join gathered on rows_told.figure_id = gathered.figure_id
    left join corrected on rows_told.figure_id = corrected.figure_id
    group by
        rows_told.pot_id, rows_told.measure_id, rows_told.category_id,
        gathered.value, gathered.lower, gathered.upper
)

select
    pot_id,
    measure_id,
    category_id,
    value,
    lower,
    upper,
    is_plain
from numbers
qualify row_number() over (
    partition by pot_id, measure_id, category_id
    order by
        is_standing desc, is_release desc, is_plain desc, voice_count desc,
        published_date desc nulls last, published_at desc nulls last, value desc, lower asc,
        upper asc
) = 1
