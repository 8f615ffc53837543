{#-
    Accepted pairs of components in which members exclude each other, without the pairs of a
    report that fits two operations which exclude each other about equally well: it joins
    neither.
-#}
{{ scoped('int_touched_reports', 'report_id', key=['report_a', 'report_b']) }}
with

pairs as (
    select * from {{ ref('int_accepted_pairs') }}
),

exclusions as (
    select * from {{ ref('int_component_exclusions') }}
),

components as (
    select * from {{ ref('int_report_components') }}
),

contested as (
    select distinct component_id from exclusions
),

edges as (
    select
        pairs.report_a,
        pairs.report_b,
        pairs.score,
        components.component_id
    from pairs
    inner join components on pairs.report_a = components.report_id
    inner join contested on components.component_id = contested.component_id
),

directed as (
    select
        report_a as report_id,
        report_b as other_id,
        score
    from edges
    union all
    select
        report_b as report_id,
        report_a as other_id,
        score
    from edges
),

excluded as (
    select
        report_a as report_id,
        report_b as other_id
    from exclusions
    union all
    select
        report_b as report_id,
        report_a as other_id
    from exclusions
),

torn as (
    select distinct
        one.report_id,
        one.other_id
    from directed as one
    inner join excluded on one.other_id = excluded.report_id
    inner join directed as two
        on one.report_id = two.report_id and excluded.other_id = two.other_id
    where abs(one.score - two.score) < {{ rule_setting('tie_margin') }}
)

select
    edges.component_id,
    edges.report_a,
    edges.report_b,
    edges.score,
    torn.report_id is not null or back.report_id is not null as is_torn,
    excluded.report_id is not null as is_excluded
from edges
left join torn on edges.report_a = torn.report_id and edges.report_b = torn.other_id
left join torn as back on edges.report_b = back.report_id and edges.report_a = back.other_id
left join excluded
    on edges.report_a = excluded.report_id and edges.report_b = excluded.other_id
