with

reports as (
    select * from {{ made('int_reports') }}
    where
        hull_start is not null
        and hull_end >= hull_start
        and date_diff('day', hull_start, hull_end) <= 62
)

select
    report_id,
    {{ months_touched('hull_start', 'hull_end') }} as month_start
from reports
