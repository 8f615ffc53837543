with

tables as (
    {{ readme_rows() }}
),

warnings as (
    select * from {{ ref('usage_warnings') }}
),

told as (
    select
        tables.table_name,
        string_agg(
            concat(warnings.what_it_means, '.'),
            ' ' order by strpos(tables.usage_warnings, warnings.usage_warning)
        ) as heed
    from tables
    inner join warnings
        on list_contains(string_split(tables.usage_warnings, ', '), warnings.usage_warning)
    group by tables.table_name
)

select
    tables.table_name,
    tables.adds_up,
    tables.what_it_is,
    told.heed,
    tables.when_joined,
    tables.table_kind,
    tables.grain,
    tables.usage_warnings,
    tables.reading_order
from tables
left join told on tables.table_name = told.table_name
order by tables.reading_order
