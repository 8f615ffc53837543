-- A campaign's running total stands in the same paragraph as one night's raid: no query of one may
-- add up the other.
select
    bridge.fact_table,
    bridge.fact_id,
    figures.figure_id,
    figures.scope
from {{ tested('bridge_fact_figures') }} as bridge
inner join {{ tested('fct_figures') }} as figures on bridge.figure_id = figures.figure_id
where
    bridge.fact_table in ('fct_arrests', 'fct_rescues', 'fct_outcomes')
    and figures.scope <> 'operation'
