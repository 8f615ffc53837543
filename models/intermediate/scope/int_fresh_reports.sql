{#- Reports of the articles worked out anew, and those that stood in their place before. -#}
with

reports as (
    select * from {{ made('int_reports') }}
),

old_reports as (
    select * from {{ before('int_reports') }}
)

select report_id
from reports
union
select report_id
from old_reports
