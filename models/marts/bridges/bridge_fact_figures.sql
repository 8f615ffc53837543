{{ scoped('int_touched_figures', 'figure_id') }}
with

fact_figures as (
    select * from {{ ref('int_fact_figures') }}
    where {{ in_scope('int_touched_figures', 'figure_id') }}
)

select
    fact_table,
    fact_id,
    figure_id,
    role,
    reason
from fact_figures
