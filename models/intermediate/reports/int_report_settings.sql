with

figures as (
    select * from {{ made('int_operation_figures') }}
    where
        not is_echo
        and not is_part
        and (is_police_action or not has_police_action)
),

settings as (
    select
        article_id,
        region_id,
        period_start,
        period_end,
        operation_key,
        min(char_start) as setting_start
    from figures
    group by article_id, region_id, period_start, period_end, operation_key
)

-- Two settings can open at one character: a number of two measures may have two windows.
select
    *,
    row_number() over (
        partition by article_id
        order by setting_start, region_id, period_start, period_end, operation_key
    ) as setting_number,
    count(*) over (partition by article_id) as setting_count
from settings
