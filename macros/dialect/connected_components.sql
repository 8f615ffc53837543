{% macro connected_components(edges) -%}
    {#- Each node takes the least node that it can reach; `edges` holds both directions. -#}
    components (node_id, component_id) using key (node_id) as (
        select
            node_id,
            node_id as component_id
        from (select distinct node_id from {{ edges }}) as nodes
        union
        select
            edges.other_node_id as node_id,
            min(components.component_id) as component_id
        from components
        inner join {{ edges }} as edges on components.node_id = edges.node_id
        inner join recurring.components as best on edges.other_node_id = best.node_id
        where components.component_id < best.component_id
        group by edges.other_node_id
    )
{%- endmacro %}
