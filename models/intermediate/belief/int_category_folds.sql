{#-
    Which categories of a pot and measure are rows of their own (row), which are part of a
    wider one (part), which are the sum of narrower ones (sum), and which say less than a
    narrower one (below).
-#}
with

heads as (
    select * from {{ ref('int_category_heads') }}
),

nesting as (
    select * from {{ ref('int_category_nesting') }}
),

nested as (
    select
        wide.pot_id,
        wide.measure_id,
        wide.category_id as wide_category_id,
        narrow.category_id as narrow_category_id,
        wide.value as wide_value,
        wide.lower as wide_lower,
        wide.upper as wide_upper,
        wide.is_plain,
        narrow.value,
        narrow.lower,
        narrow.upper
    from heads as wide
    inner join heads as narrow
        on wide.pot_id = narrow.pot_id and wide.measure_id = narrow.measure_id
    inner join nesting
        on
            wide.category_id = nesting.wider_category_id
            and narrow.category_id = nesting.narrower_category_id
),

-- Only the widest of the narrower ones add up: girls are among the children already.
inner_ones as (
    select distinct
        outermost.pot_id,
        outermost.measure_id,
        outermost.wide_category_id,
        inside.narrow_category_id
    from nested as outermost
    inner join nested as inside
        on
            outermost.pot_id = inside.pot_id
            and outermost.measure_id = inside.measure_id
            and outermost.narrow_category_id = inside.wide_category_id
),

widest as (
    select nested.*
    from nested
    anti join inner_ones
        on
            nested.pot_id = inner_ones.pot_id
            and nested.measure_id = inner_ones.measure_id
            and nested.wide_category_id = inner_ones.wide_category_id
            and nested.narrow_category_id = inner_ones.narrow_category_id
),

sums as (
    select
        pot_id,
        measure_id,
        wide_category_id as category_id,
        count(*) > 1
        and (
            sum(value) = any_value(wide_value)
            or (
                not any_value(is_plain)
                and coalesce(sum(lower) <= any_value(wide_upper), true)
                and coalesce(any_value(wide_lower) <= sum(upper), true)
            )
        ) as is_sum
    from widest
    group by pot_id, measure_id, wide_category_id
),

summed as (
    select * from sums
    where is_sum
),

below as (
    select distinct
        pot_id,
        measure_id,
        wide_category_id as category_id
    from nested
    where lower > wide_upper
),

parts as (
    select distinct
        nested.pot_id,
        nested.measure_id,
        nested.narrow_category_id as category_id
    from nested
    anti join summed
        on
            nested.pot_id = summed.pot_id
            and nested.measure_id = summed.measure_id
            and nested.wide_category_id = summed.category_id
    anti join below
        on
            nested.pot_id = below.pot_id
            and nested.measure_id = below.measure_id
            and nested.wide_category_id = below.category_id
)

select
    heads.pot_id,
    heads.measure_id,
    heads.category_id,
    case
        when parts.category_id is not null then 'part'
        when summed.category_id is not null then 'sum'
        when below.category_id is not null then 'below'
        else 'row'
    end as fold
from heads
left join summed
    on
        heads.pot_id = summed.pot_id
        and heads.measure_id = summed.measure_id
        and heads.category_id = summed.category_id
left join below
    on
        heads.pot_id = below.pot_id
        and heads.measure_id = below.measure_id
        and heads.category_id = below.category_id
left join parts
    on
        heads.pot_id = parts.pot_id
        and heads.measure_id = parts.measure_id
        and heads.category_id = parts.category_id
