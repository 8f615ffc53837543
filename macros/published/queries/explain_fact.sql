-- Where a number comes from: from explain_fact('res_…'). One row per figure behind the fact, what it
-- was printed as and where, its sentence, and why it was believed or not.
create or replace macro explain_fact(wanted_fact_id) as table
select
    facts.count_text as believed,
    bridge.role,
    figures.figure_text as printed,
    figures.outlet_name,
    figures.published_date,
    figures.sentence_text,
    bridge.reason,
    facts.resolution,
    bridge.fact_table = 'fct_parts' as is_part,
    figures.url,
    figures.figure_id
from facts
inner join bridge_fact_figures as bridge on facts.fact_id = bridge.fact_id
inner join figures on bridge.figure_id = figures.figure_id
where facts.fact_id = wanted_fact_id
order by
    bridge.fact_table = 'fct_parts', bridge.role <> 'chosen', bridge.role,
    figures.published_date nulls last, figures.outlet_name, figures.figure_id;
