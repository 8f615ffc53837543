{{ scoped('int_paired_reports', 'report_id', key=['report_a', 'report_b'], remember=true) }}
with

scores as (
    select * from {{ made('int_judged_pairs') }}
    where verdict = 'accepted'
),

copies as (
    select * from {{ ref('int_copy_reports') }}
    where
        {{ in_scope('int_paired_reports', 'report_id') }}
        or {{ in_scope('int_paired_reports', 'original_report_id', 'report_id') }}
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
