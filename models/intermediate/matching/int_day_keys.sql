{#- The same day, place and subject with other numbers is for a person to look at. -#}
{{ scoped('int_fresh_reports', 'report_id') }}
with

reports as (
    select reports.*
    from {{ ref('int_reports') }} as reports
    anti join {{ ref('int_copy_reports') }} as copies on reports.report_id = copies.report_id
    where {{ in_scope('int_fresh_articles', 'reports.article_id') }}
),

numbers as (
    select * from {{ ref('int_report_numbers') }}
    where {{ in_scope('int_fresh_articles', 'article_id') }}
)

select distinct
    numbers.report_id,
    {{ hashed(
        "concat_ws('|', 'day', numbers.measure_id, reports.region_id, reports.hull_start, "
        ~ "reports.hull_end, reports.subject)"
    ) }} as block_key
from numbers
inner join reports on numbers.report_id = reports.report_id
where
    length(reports.region_id) > 2
    and date_diff('day', reports.hull_start, reports.hull_end) < 3
    and reports.subject <> 'unknown'
