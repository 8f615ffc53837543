with

scores as (
    select * from {{ ref('int_pair_scores') }}
    where verdict = 'accepted'
),

copies as (
    select * from {{ ref('int_copy_reports') }}
)

select
    report_a,
    report_b,
    score
from scores
union all
select
    least(report_id, original_report_id) as report_a,
    greatest(report_id, original_report_id) as report_b,
    {{ evidence_weight('copy') }} as score
from copies
