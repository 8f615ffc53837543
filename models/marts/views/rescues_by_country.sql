with

facts as (
    select * from {{ ref('fct_rescues') }}
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
        sum(parts.part_count)::bigint as rescued_count,
        sum(parts.part_count_low)::bigint as rescued_count_low,
        sum(parts.part_count_high)::bigint as rescued_count_high
    from {{ ref('fct_parts') }} as parts
    inner join regions on parts.region_id = regions.region_id
    where
        parts.fact_table = 'fct_rescues' and parts.is_complete and regions.country_id <> 'ZZ'
    group by parts.fact_id, regions.country_id
),

split as (
    select
        facts.rescue_id,
        facts.operation_id,
        facts.category_id,
        facts.operation_date,
        coalesce(parts.country_id, regions.country_id) as country_id,
        coalesce(parts.rescued_count, facts.rescued_count) as rescued_count,
        coalesce(parts.rescued_count_low, facts.rescued_count_low) as rescued_count_low,
        coalesce(parts.rescued_count_high, facts.rescued_count_high) as rescued_count_high,
        parts.fact_id is not null as is_country_part
    from facts
    inner join regions on facts.region_id = regions.region_id
    left join parts on facts.rescue_id = parts.fact_id and facts.region_id = 'ZZ'
)

select
    split.country_id,
    countries.country_name,
    split.rescue_id,
    split.operation_id,
    operations.operation_name,
    split.operation_date,
    operations.subject,
    split.category_id,
    split.rescued_count,
    split.rescued_count_low,
    split.rescued_count_high,
    split.is_country_part
from split
inner join regions as countries on split.country_id = countries.region_id
inner join operations on split.operation_id = operations.operation_id
