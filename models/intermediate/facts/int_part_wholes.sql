{#- The fact that each group of parts is part of. -#}
with

figures as (
    select * from {{ ref('int_grouped_figures') }}
),

facts as (
    select * from {{ ref('int_facts') }}
),

contradicted as (
    select * from {{ ref('int_campaign_contradictions') }}
),

nesting as (
    select * from {{ ref('int_category_nesting') }}
),

row_groups as (
    select * from {{ ref('int_row_groups') }}
    where fold = 'row'
),

-- A total that another one contradicts is no fact: its parts go where it goes.
standing_rows as (
    select
        row_groups.group_id,
        row_groups.family_id,
        row_groups.category_id,
        row_groups.figure_count,
        facts.fact_table,
        facts.fact_id
    from row_groups
    left join contradicted on row_groups.group_id = contradicted.group_id
    inner join facts
        on coalesce(contradicted.standing_group_id, row_groups.group_id) = facts.group_id
),

part_groups as (
    select distinct
        part.group_id,
        part.family_id,
        part.category_id,
        whole.group_id as told_group_id
    from figures as part
    left join figures as whole on part.whole_figure_id = whole.figure_id
    where part.fold = 'part'
)

select
    part_groups.group_id,
    standing_rows.fact_table,
    standing_rows.fact_id
from part_groups
inner join standing_rows on part_groups.family_id = standing_rows.family_id
left join nesting
    on
        part_groups.category_id = nesting.narrower_category_id
        and standing_rows.category_id = nesting.wider_category_id
qualify row_number() over (
    partition by part_groups.group_id
    order by
        (part_groups.told_group_id is not distinct from standing_rows.group_id) desc,
        (part_groups.category_id = standing_rows.category_id) desc,
        (nesting.wider_category_id is not null) desc,
        standing_rows.figure_count desc,
        standing_rows.category_id asc
) = 1
