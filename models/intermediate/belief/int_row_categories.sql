{#-
    The category under which each whole figure stands. Where a wider figure says the same
    number as a narrower one (26 minors, 26 girls), both are of the narrower.
-#}
with

gathered as (
    select * from {{ ref('int_gathered') }}
),

parts as (
    select * from {{ ref('int_parts') }}
),

corrected as (
    select * from {{ ref('int_corrected_figures') }}
),

nesting as (
    select * from {{ ref('int_category_nesting') }}
),

wholes as (
    select
        gathered.figure_id,
        gathered.pot_id,
        gathered.measure_id,
        gathered.category_id,
        gathered.value,
        gathered.lower,
        gathered.upper,
        gathered.qualifier = 'exact' as is_plain,
        corrected.figure_id is not null as is_corrected
    from gathered
    anti join parts on gathered.figure_id = parts.figure_id
    left join corrected on gathered.figure_id = corrected.figure_id
),

several as (
    select
        pot_id,
        measure_id
    from wholes
    group by pot_id, measure_id
    having count(distinct category_id) > 1
),

mixed as (
    select
        wholes.*,
        bool_or(wholes.is_plain and not wholes.is_corrected) over (
            partition by wholes.pot_id, wholes.measure_id, wholes.category_id
        ) as has_plain
    from wholes
    inner join several
        on wholes.pot_id = several.pot_id and wholes.measure_id = several.measure_id
),

narrower as (
    select
        wide.figure_id,
        narrow.category_id,
        bool_or(
            not narrow.is_corrected
            and (
                wide.value = narrow.value
                or (
                    -- A bound is of the wider number where there is one.
                    not (wide.is_plain and narrow.is_plain)
                    and not wide.has_plain
                    and {{ intervals_meet(
                        'wide.lower', 'wide.upper', 'narrow.lower', 'narrow.upper'
                    ) }}
                )
            )
        ) as is_alike,
        bool_or(not narrow.is_corrected and wide.value = narrow.value) as is_equal
    from mixed as wide
    inner join mixed as narrow
        on wide.pot_id = narrow.pot_id and wide.measure_id = narrow.measure_id
    inner join nesting
        on
            wide.category_id = nesting.wider_category_id
            and narrow.category_id = nesting.narrower_category_id
    group by wide.figure_id, narrow.category_id
),

-- Of several narrower categories the number may be of any: only a chain of them tells which.
ranked as (
    select
        narrower.figure_id,
        narrower.category_id,
        narrower.is_alike and (narrower.is_equal or count(*) over one_figure = 1) as fits,
        (
            select count(*) from nesting
            where nesting.narrower_category_id = narrower.category_id
        ) as depth
    from narrower
    window one_figure as (partition by narrower.figure_id)
),

deepest as (
    select
        figure_id,
        arg_max(category_id, depth) as category_id,
        max(depth) as depth
    from ranked
    where fits
    group by figure_id
),

in_a_chain as (
    select deepest.figure_id
    from deepest
    inner join ranked on deepest.figure_id = ranked.figure_id and ranked.fits
    left join nesting
        on
            ranked.category_id = nesting.wider_category_id
            and deepest.category_id = nesting.narrower_category_id
    group by deepest.figure_id
    having bool_and(
        ranked.category_id = deepest.category_id or nesting.wider_category_id is not null
    )
)

select
    wholes.figure_id,
    wholes.pot_id,
    wholes.measure_id,
    wholes.category_id as own_category_id,
    case
        when in_a_chain.figure_id is not null then deepest.category_id
        else wholes.category_id
    end as category_id
from wholes
left join deepest on wholes.figure_id = deepest.figure_id
left join in_a_chain on wholes.figure_id = in_a_chain.figure_id
