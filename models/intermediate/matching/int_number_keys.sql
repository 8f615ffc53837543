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
    concat_ws('|', 'number', compared_as, value) as number_key,
    max(weight) as weight
from (
    select
        report_id,
        compared_as,
        value,
        weight
    from numbers
    union all
    select
        report_id,
        compared_as,
        value,
        2 as weight
    from sums
) as told
group by report_id, compared_as, value
