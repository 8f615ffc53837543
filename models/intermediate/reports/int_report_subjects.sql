with

mentions as (
    select * from {{ ref('int_report_mentions') }}
    where kind = 'subject'
),

weighed as (
    select
        report_id,
        mention_key as subject,
        sum(weight) as weight
    from mentions
    group by report_id, mention_key
)

select
    report_id,
    subject
from weighed
qualify row_number() over (partition by report_id order by weight desc, subject asc) = 1
