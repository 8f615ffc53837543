{{ scoped('int_touched_figures', 'figure_id') }}
with

fact_figures as (
    select * from {{ made('int_fact_figures') }}
)

select
    fact_table,
    fact_id,
    figure_id,
    role,
    reason
from fact_figures
