-- Nothing vanishes: each figure stands behind a fact, in the table that landed_in names, or is left
-- out for a documented reason; never both.
with

figures as (
    select * from {{ tested('fct_figures') }}
),

reasons as (
    select * from {{ ref('landing_reasons') }}
),

behind as (
    select distinct
        figure_id,
        fact_table
    from {{ tested('bridge_fact_figures') }}
),

any_fact as (
    select distinct figure_id from behind
)

select
    figures.figure_id,
    figures.landed_in
from figures
left join reasons on figures.landed_in = reasons.landed_in
left join behind
    on figures.figure_id = behind.figure_id and figures.landed_in = behind.fact_table
left join any_fact on figures.figure_id = any_fact.figure_id
where
    reasons.landed_in is null
    or (reasons.is_fact and behind.figure_id is null)
    or (not reasons.is_fact and any_fact.figure_id is not null)
