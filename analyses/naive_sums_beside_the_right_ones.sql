-- How wrong is it to add up what is printed?
-- The naive sum takes every printed number of people arrested or rescued; the right one counts each
-- operation once and leaves totals apart. Between them stands what a naive sum counted in vain.
with printed as (
    select
        measure_id,
        sum(value) as naive_sum,
        sum(value) filter (where scope = 'operation') as naive_sum_of_operations
    from figures
    where measure_id in ('arrested', 'rescued')
    group by measure_id
),

counted as (
    select
        'arrested' as measure_id,
        sum(arrested_count) as right_sum
    from arrests
    union all
    select
        'rescued' as measure_id,
        sum(rescued_count) as right_sum
    from rescues
)

select
    printed.measure_id,
    printed.naive_sum,
    printed.naive_sum_of_operations,
    counted.right_sum,
    round(printed.naive_sum / counted.right_sum, 1) as times_too_high
from printed
inner join counted on printed.measure_id = counted.measure_id
order by printed.measure_id;
