{#- What people decided, by the figure or operation it is about. -#}
{{ config(materialized='remembered') }}
with

corrections as (
    select * from {{ ref('corrections') }}
),

verdicts as (
    select * from {{ ref('same_operation') }}
),

told as (
    select
        target_id,
        concat_ws(
            '|', target_id, action, coalesce(field, ''), coalesce(value::varchar, ''), reason,
            decided_by, decided_on
        ) as decision
    from corrections
    union all
    select
        unnest([figure_id_a, figure_id_b]) as target_id,
        concat_ws('|', figure_id_a, figure_id_b, verdict, reason, decided_by, decided_on)
            as decision
    from verdicts
)

select distinct
    target_id,
    decision
from told
