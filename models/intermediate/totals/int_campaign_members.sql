with recursive -- noqa: PRS

pairs as (
    select * from {{ ref('int_campaign_pairs') }}
),

nodes as (
    select * from {{ ref('int_campaign_nodes') }}
),

totals as (
    select * from {{ ref('int_running_totals') }}
),

edges as (
    select
        node_a as node_id,
        node_b as other_node_id
    from pairs
    union
    select
        node_b as node_id,
        node_a as other_node_id
    from pairs
),

{{ connected_components('edges') }},

grouped as (
    select
        nodes.node_id,
        coalesce(components.component_id, nodes.node_id) as component_id
    from nodes
    left join components on nodes.node_id = components.node_id
)

-- The id comes from the total that arrived first.
select
    totals.figure_id,
    totals.node_id,
    first_value('cmp_' || substr(totals.figure_id, 5)) over (
        partition by grouped.component_id
        order by totals.arrival_number, totals.char_start, totals.figure_id
    ) as campaign_id
from totals
inner join grouped on totals.node_id = grouped.node_id
