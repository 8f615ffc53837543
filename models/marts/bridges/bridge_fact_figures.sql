with

fact_figures as (
    select * from {{ ref('int_fact_figures') }}
)

select
    fact_table,
    fact_id,
    figure_id,
    role,
    reason
from fact_figures
