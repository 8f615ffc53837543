with

numbers as (
    select * from {{ made('int_report_numbers') }}
    where weight >= 1
),

sums as (
    select * from {{ made('int_report_sums') }}
    where value >= 13
)

select
    report_id,
    concat_ws('|', 'number', measure_id, value) as number_key,
    max(weight) as weight
from (
    select
        report_id,
        measure_id,
        value,
        weight
    from numbers
    union all
    select
        report_id,
        measure_id,
        value,
        2 as weight
    from sums
) as told
group by report_id, measure_id, value
