{#- Figures that are part of another of the same pot and measure, by the text or by place. -#}
with

gathered as (
    select * from {{ ref('int_gathered') }}
),

wholes as (
    select * from {{ ref('int_figure_wholes') }}
    where is_same_kind
),

corrected as (
    select * from {{ ref('int_corrected_figures') }}
),

nesting as (
    select * from {{ ref('int_category_nesting') }}
),

by_text as (
    select
        part.figure_id,
        part.pot_id,
        whole.figure_id as whole_figure_id,
        part.region_id as part_region_id,
        whole.region_id as whole_region_id
    from gathered as part
    inner join wholes on part.figure_id = wholes.figure_id
    inner join gathered as whole
        on wholes.whole_figure_id = whole.figure_id and part.pot_id = whole.pot_id
    -- What a notice withdraws is nobody's whole, least of all that of the number it gives instead.
    anti join corrected on whole.figure_id = corrected.figure_id
),

-- A whole without a place covers several countries where a part of it lies in one.
widest as (
    select distinct whole_figure_id as figure_id
    from by_text
    where whole_region_id is null and part_region_id is not null
),

remaining as (
    select
        gathered.figure_id,
        gathered.pot_id,
        gathered.unit_id,
        gathered.measure_id,
        gathered.category_id,
        gathered.region_id,
        gathered.lower,
        gathered.upper,
        widest.figure_id is not null as is_widest
    from gathered
    anti join by_text on gathered.figure_id = by_text.figure_id
    anti join corrected on gathered.figure_id = corrected.figure_id
    left join widest on gathered.figure_id = widest.figure_id
),

-- A figure of a place inside another figure's place, and not above it, is its part.
by_place as (
    select
        part.figure_id,
        min(whole.figure_id) as whole_figure_id
    from remaining as part
    inner join remaining as whole
        on
            part.pot_id = whole.pot_id
            and part.measure_id = whole.measure_id
            and part.upper < whole.lower
            and (
                (
                    length(part.region_id) > 2
                    and whole.region_id = substr(part.region_id, 1, 2)
                )
                or (whole.is_widest and part.region_id is not null)
                or (
                    whole.region_id is null
                    and part.region_id is not null
                    and part.unit_id = whole.unit_id
                )
            )
    where
        part.category_id = whole.category_id
        or exists (
            select 1 from nesting
            where
                nesting.wider_category_id = whole.category_id
                and nesting.narrower_category_id = part.category_id
        )
    group by part.figure_id
)

select
    figure_id,
    whole_figure_id,
    'text' as told_by
from by_text
union all
select
    figure_id,
    whole_figure_id,
    'place' as told_by
from by_place
