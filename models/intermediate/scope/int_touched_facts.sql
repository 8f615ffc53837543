{#- Facts worked out anew, and those that stood behind the same figures before. -#}
with

facts as (
    select * from {{ ref('int_facts') }}
),

old_figures as (
    select * from {{ before('int_fact_figures') }}
)

select fact_id from facts
union
select fact_id from old_figures
