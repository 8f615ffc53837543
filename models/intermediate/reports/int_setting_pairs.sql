with

settings as (
    select * from {{ ref('int_report_settings') }}
    where setting_count > 1
),

pairs as (
    select
        a.article_id,
        a.setting_number,
        b.setting_number as other_number,
        a.operation_key <> b.operation_key as has_two_names,
        {{ regions_nest('a.region_id', 'b.region_id') }} is false as has_two_places,
        (
            a.period_start is distinct from b.period_start
            or a.period_end is distinct from b.period_end
        ) as has_two_windows,
        greatest(
            date_diff('day', a.period_end, b.period_start),
            date_diff('day', b.period_end, a.period_start)
        ) as days_apart
    from settings as a
    inner join settings as b
        on a.article_id = b.article_id and a.setting_number <> b.setting_number
)

select
    article_id,
    setting_number,
    other_number,
    coalesce(has_two_names, false)
    or coalesce(has_two_places and has_two_windows, false)
    or coalesce(days_apart > {{ rule_setting('split_days') }}, false) as is_apart
from pairs
