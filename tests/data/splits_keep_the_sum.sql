-- Split by category or by country, a count that is known stays what it was: the rows that stand in
-- for it add up to it.
-- The rows that this build worked out, through what the views make of them; names don't count.
{%- set names = [
    'operation_name', 'subject', 'agency_name', 'region_name', 'country_id', 'country_name',
    'category_name'
] %}
with

arrests_tested as (
    select
        *,
        null as {{ names | join(', null as ') }}
    from {{ tested('fct_arrests') }}
),

rescues_tested as (
    select
        *,
        null as {{ names | join(', null as ') }}
    from {{ tested('fct_rescues') }}
),

wholes as (
    select
        arrest_id as fact_id,
        arrested_count as whole_count
    from arrests_tested
    union all
    select
        rescue_id as fact_id,
        rescued_count as whole_count
    from rescues_tested
),

splits as (
    {%- for view, table, key, count in [
        ('arrests', 'fct_arrests', 'arrest_id', 'arrested_count'),
        ('rescues', 'fct_rescues', 'rescue_id', 'rescued_count')
    ] %}
        {{ 'union all' if not loop.first }}
        select
            'category' as split_by,
            split_rows.{{ key }} as fact_id,
            split_rows.{{ count }} as row_count
        from ({{ by_category(view, key, count, rows=view ~ '_tested') }}) as split_rows
        union all
        select
            'country' as split_by,
            split_rows.{{ key }} as fact_id,
            split_rows.{{ count }} as row_count
        from ({{ by_country(table, key, count, rows=view ~ '_tested') }}) as split_rows
    {%- endfor %}
),

sums as (
    select
        split_by,
        fact_id,
        sum(row_count) as summed
    from splits
    group by split_by, fact_id
)

select
    wholes.fact_id,
    wholes.whole_count,
    sums.split_by,
    sums.summed
from wholes
inner join sums on wholes.fact_id = sums.fact_id
where wholes.whole_count is not null and sums.summed is distinct from wholes.whole_count
