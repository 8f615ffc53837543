-- Traced both ways: no fact without a figure behind it, no bridge row without its fact.
with

facts as (
    select
        'fct_arrests' as fact_table,
        arrest_id as fact_id
    from {{ tested('fct_arrests') }}
    union all
    select
        'fct_rescues' as fact_table,
        rescue_id as fact_id
    from {{ tested('fct_rescues') }}
    union all
    select
        'fct_outcomes' as fact_table,
        outcome_id as fact_id
    from {{ tested('fct_outcomes') }}
    union all
    select
        'fct_campaigns' as fact_table,
        campaign_total_id as fact_id
    from {{ tested('fct_campaigns') }}
    union all
    select
        'fct_period_totals' as fact_table,
        period_total_id as fact_id
    from {{ tested('fct_period_totals') }}
),

parts as (
    select distinct
        'fct_parts' as fact_table,
        fact_id
    from {{ tested('fct_parts') }}
),

all_facts as (
    select * from facts
    union all
    select * from parts
),

behind as (
    select distinct
        fact_table,
        fact_id
    from {{ tested('bridge_fact_figures') }}
)

select
    coalesce(all_facts.fact_table, behind.fact_table) as fact_table,
    coalesce(all_facts.fact_id, behind.fact_id) as fact_id
from all_facts
full outer join behind
    on all_facts.fact_table = behind.fact_table and all_facts.fact_id = behind.fact_id
where all_facts.fact_id is null or behind.fact_id is null
