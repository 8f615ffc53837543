{#-
    Two numbers, or a name and a number, that two reports both give are so distinctive that the
    date of one may be wrong by days.
-#}
with

reports as (
    select * from {{ made('int_reports') }}
    where hull_start is not null
),

number_keys as (
    select * from {{ ref('int_number_keys') }}
),

numbers as (
    select * from {{ made('int_report_numbers') }}
    where weight > 0 and value > 1
),

ranked as (
    select
        numbers.report_id,
        reports.country_id,
        numbers.compared_as,
        numbers.value,
        max(numbers.weight) as weight
    from numbers
    inner join reports on numbers.report_id = reports.report_id
    group by numbers.report_id, reports.country_id, numbers.compared_as, numbers.value
    qualify row_number() over (
        partition by numbers.report_id
        order by max(numbers.weight) desc, numbers.value desc, numbers.compared_as asc
    ) <= {{ rule_setting('numbers_most') }}
),

two_numbers as (
    select
        a.report_id,
        concat_ws('|', 'two', a.compared_as, a.value, b.compared_as, b.value, a.country_id)
            as near_key
    from ranked as a
    inner join ranked as b
        on a.report_id = b.report_id and (a.compared_as, a.value) < (b.compared_as, b.value)
    where
        a.country_id is not null
        and a.compared_as <> b.compared_as
        and a.weight + b.weight >= {{ rule_setting('two_numbers_least') }}
),

name_and_number as (
    select
        number_keys.report_id,
        concat_ws(
            '|', 'name and number', coalesce(reports.operation_key, reports.campaign_key),
            number_keys.number_key
        ) as near_key
    from number_keys
    inner join reports on number_keys.report_id = reports.report_id
    where
        number_keys.weight >= 2
        and coalesce(reports.operation_key, reports.campaign_key) is not null
)

select
    report_id,
    near_key
from two_numbers
union all
select
    report_id,
    near_key
from name_and_number
