{#-
    A block key is something distinctive that two reports share. Only reports that share one
    are held against each other, so that the cost grows with the plausible pairs. Where a
    report tells no date or no country, its keys are wild: they meet the keys of all others,
    but the others do not meet one another there. Copies go with their originals and need no
    keys.
-#}
{{ scoped('int_fresh_reports', 'report_id') }}
with

reports as (
    select reports.*
    from {{ made('int_reports') }} as reports
    anti join {{ ref('int_copy_reports') }} as copies on reports.report_id = copies.report_id
),

months as (
    select * from {{ ref('int_report_months') }}
),

number_keys as (
    select * from {{ ref('int_number_keys') }}
),

numbers as (
    select * from {{ made('int_report_numbers') }}
),

mentions as (
    select * from {{ made('int_report_names') }}
    where kind in ('leader', 'gang')
),

dated as (
    select distinct report_id from months
),

told as (
    select
        number_keys.report_id,
        number_keys.number_key,
        number_keys.weight,
        reports.country_id,
        dated.report_id is null as is_undated
    from number_keys
    inner join reports on number_keys.report_id = reports.report_id
    left join dated on number_keys.report_id = dated.report_id
),

in_country_and_month as (
    select
        told.report_id,
        concat_ws('|', told.number_key, told.country_id, months.month_start) as block_key,
        null::boolean as is_wild
    from told
    inner join months on told.report_id = months.report_id
    where told.country_id is not null
),

in_country as (
    select
        report_id,
        concat_ws('|', number_key, country_id) as block_key,
        is_undated as is_wild
    from told
    where country_id is not null
),

in_month as (
    select
        told.report_id,
        concat_ws('|', told.number_key, months.month_start) as block_key,
        told.country_id is null as is_wild
    from told
    inner join months on told.report_id = months.report_id
    where told.weight >= 2
),

anywhere_any_time as (
    select
        report_id,
        number_key as block_key,
        is_undated and country_id is null as is_wild
    from told
    where weight >= 2
),

loose as (
    select
        report_id,
        concat_ws('|', 'loose', number_key) as block_key,
        null::boolean as is_wild
    from told
    where weight >= 2 and (is_undated or country_id is null)
),

-- Numbers of one size in one first-level place and month: bounds near a number, and conflicts.
of_one_size as (
    select distinct
        numbers.report_id,
        concat_ws(
            '|', 'size', numbers.compared_as, reports.place_id, months.month_start,
            floor(ln(numbers.value) * 4)::integer + steps.step
        ) as block_key,
        null::boolean as is_wild
    from numbers
    inner join reports on numbers.report_id = reports.report_id
    inner join months on numbers.report_id = months.report_id
    cross join (values (0), (1)) as steps (step)
    where numbers.value >= 20 and reports.place_id is not null and not numbers.is_part
),

-- Small numbers prove little: only those of one place on one day are looked at.
small as (
    select distinct
        numbers.report_id,
        concat_ws(
            '|', 'small', numbers.compared_as, numbers.value, reports.place_id,
            reports.hull_start
        ) as block_key,
        null::boolean as is_wild
    from numbers
    inner join reports on numbers.report_id = reports.report_id
    where
        numbers.value between 6 and 19
        and reports.place_id is not null
        and reports.hull_start is not null
),

names as (
    select
        report_id,
        concat_ws('|', 'operation', operation_key) as block_key,
        null::boolean as is_wild
    from reports
    where operation_key is not null
),

named as (
    select
        mentions.report_id,
        concat_ws('|', mentions.kind, mentions.mention_key) as block_key,
        null::boolean as is_wild
    from mentions
    inner join reports on mentions.report_id = reports.report_id
),

-- The same day, place and subject with other numbers is for a person to look at.
of_one_day as (
    select distinct
        numbers.report_id,
        concat_ws(
            '|', 'day', numbers.compared_as, reports.place_id, reports.hull_start,
            reports.hull_end, reports.subject
        ) as block_key,
        null::boolean as is_wild
    from numbers
    inner join reports on numbers.report_id = reports.report_id
    where
        reports.place_id is not null
        and date_diff('day', reports.hull_start, reports.hull_end) < 3
        and reports.subject <> 'unknown'
),

near as (
    select
        near_keys.report_id,
        near_keys.near_key as block_key,
        null::boolean as is_wild
    from {{ ref('int_near_keys') }} as near_keys
    inner join reports on near_keys.report_id = reports.report_id
),

together as (
    select * from in_country_and_month
    union all
    select * from in_country
    union all
    select * from in_month
    union all
    select * from anywhere_any_time
    union all
    select * from loose
    union all
    select * from of_one_size
    union all
    select * from small
    union all
    select * from names
    union all
    select * from named
    union all
    select * from of_one_day
    union all
    select * from near
)

select
    report_id,
    {{ hashed('block_key') }} as block_key,
    is_wild,
    starts_with(block_key, 'day|') as is_day_key,
    starts_with(block_key, 'two|') or starts_with(block_key, 'name and number|') as is_near_key
from together
