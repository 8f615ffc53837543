{%- set fact_parts = ['counts.pot_id', 'counts.measure_id', 'counts.category_id'] -%}
{#- Every count of every operation: the three facts of operations take their rows from here. -#}
with

counts as (
    select * from {{ ref('int_counts') }}
    where pot_kind = 'operation' and fold = 'row'
),

operations as (
    select * from {{ ref('int_operations') }}
),

roles as (
    select * from {{ ref('measure_roles') }}
)

select
    roles.fact_table,
    counts.group_id,
    case roles.fact_table
        when 'fct_arrests' then {{ short_key('arr', fact_parts) }}
        when 'fct_rescues' then {{ short_key('res', fact_parts) }}
        else {{ short_key('out', fact_parts) }}
    end as fact_id,
    operations.operation_id,
    operations.agency_id,
    operations.region_id,
    counts.measure_id,
    counts.category_id,
    operations.start_date as operation_date,
    {{ date_key('operations.start_date') }} as operation_date_id,
    counts.first_reported_date,
    counts.count_value,
    counts.count_low,
    counts.count_high,
    counts.count_kind,
    counts.count_text,
    counts.figure_count,
    counts.article_count,
    counts.outlet_count,
    counts.has_conflict,
    counts.dissent_count,
    counts.resolution
from counts
inner join operations on counts.pot_id = operations.operation_id
inner join roles on counts.measure_id = roles.measure_id
