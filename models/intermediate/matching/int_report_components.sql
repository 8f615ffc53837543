{#- Which reports hang together by accepted pairs: each takes the least report it can reach. -#}
with recursive -- noqa: PRS

pairs as (
    select * from {{ ref('int_accepted_pairs') }}
    where {{ in_scope('int_touched_reports', 'report_a', 'report_id') }}
),

edges as (
    select
        report_a as node_id,
        report_b as other_node_id
    from pairs
    union
    select
        report_b as node_id,
        report_a as other_node_id
    from pairs
),

{{ connected_components('edges') }}

select
    node_id as report_id,
    component_id
from components
