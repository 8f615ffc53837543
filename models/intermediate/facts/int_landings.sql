{#- Where each figure landed: a fact table, or the reason why it stands behind none. -#}
with

figures as (
    select * from {{ ref('int_figures') }}
    where {{ in_scope('int_touched_figures', 'figure_id') }}
),

behind as (
    select
        figure_id,
        arg_min(fact_table, (fact_table = 'fct_parts')::integer) as fact_table
    from {{ made('int_fact_figures') }}
    group by figure_id
),

totals as (
    select * from {{ ref('int_running_totals') }}
),

snapshots as (
    select * from {{ ref('int_snapshots') }}
),

echoes as (
    select * from {{ ref('int_echoes') }}
)

select
    figures.figure_id,
    case
        when behind.figure_id is not null then behind.fact_table
        when figures.is_excluded then 'excluded_by_person'
        when echoes.figure_id is not null then 'campaign_unclear'
        when figures.scope = 'period_total' then 'no_window'
        when totals.node_id is null and totals.figure_id is not null then 'no_campaign'
        when snapshots.figure_id is not null and snapshots.as_of_date is null
            then 'no_as_of_date'
    end as landed_in
from figures
left join behind on figures.figure_id = behind.figure_id
left join totals on figures.figure_id = totals.figure_id
left join snapshots on figures.figure_id = snapshots.figure_id
left join echoes on figures.figure_id = echoes.figure_id
