-- Which sentences stand behind the largest number of arrests?
-- Every figure behind the fact, with what became of it. `casecount explain` prints the same.
with largest as (
    select arrest_id
    from arrests
    order by arrested_count desc nulls last, arrest_id asc
    limit 1
)

select
    figures.published_date,
    figures.outlet_name,
    bridge_fact_figures.role,
    figures.figure_text,
    figures.sentence_text
from largest
inner join bridge_fact_figures on largest.arrest_id = bridge_fact_figures.fact_id
inner join figures on bridge_fact_figures.figure_id = figures.figure_id
order by
    figures.published_date asc nulls last,
    figures.outlet_name asc,
    figures.char_start asc;
