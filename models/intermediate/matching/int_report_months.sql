with

reports as (
    select * from {{ ref('int_reports') }}
    where
        {{ in_scope('int_fresh_articles', 'article_id') }}
        and hull_start is not null
        and hull_end >= hull_start
        and date_diff('day', hull_start, hull_end) <= 62
)

select
    report_id,
    {{ months_touched('hull_start', 'hull_end') }} as month_start
from reports
