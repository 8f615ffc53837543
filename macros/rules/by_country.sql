{% macro by_country(fact_table, key, count, rows=none) -%}
with

facts as (
    select * from {{ rows or ref(fact_table) }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

operations as (
    select * from {{ ref('dim_operation') }}
),

-- The complete country parts of a count over several countries stand in for it.
parts as (
    select
        parts.fact_id,
        regions.country_id,
        sum(parts.part_count)::bigint as {{ count }},
        sum(parts.part_count_low)::bigint as {{ count }}_low,
        sum(parts.part_count_high)::bigint as {{ count }}_high
    from {{ ref('fct_parts') }} as parts
    inner join regions on parts.region_id = regions.region_id
    where
        parts.fact_table = '{{ fact_table }}' and parts.is_complete and regions.country_id <> 'ZZ'
    group by parts.fact_id, regions.country_id
),

split as (
    select
        facts.{{ key }},
        facts.operation_id,
        facts.category_id,
        facts.operation_date,
        coalesce(parts.country_id, regions.country_id) as country_id,
        coalesce(parts.{{ count }}, facts.{{ count }}) as {{ count }},
        coalesce(parts.{{ count }}_low, facts.{{ count }}_low) as {{ count }}_low,
        coalesce(parts.{{ count }}_high, facts.{{ count }}_high) as {{ count }}_high,
        parts.fact_id is not null as is_country_part
    from facts
    inner join regions on facts.region_id = regions.region_id
    left join parts on facts.{{ key }} = parts.fact_id and facts.region_id = 'ZZ'
)

select
    split.country_id,
    countries.country_name,
    split.{{ key }},
    split.operation_id,
    operations.operation_name,
    split.operation_date,
    operations.subject,
    split.category_id,
    split.{{ count }},
    split.{{ count }}_low,
    split.{{ count }}_high,
    split.is_country_part
from split
inner join regions as countries on split.country_id = countries.region_id
inner join operations on split.operation_id = operations.operation_id
{%- endmacro %}
