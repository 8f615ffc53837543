-- Two operations told in one article are two operations, unless a person said otherwise.
with

members as (
    select * from {{ tested('int_operation_members') }}
),

verdicts as (
    select distinct report_a from {{ ref('int_verdicts') }}
    where verdict = 'same' and is_loaded
)

select
    members.operation_id,
    members.article_id
from members
where not exists (select 1 from verdicts)
group by members.operation_id, members.article_id
having count(*) > 1
