{#- Pairs of reports that were joined, and those that a person should look at. -#}
{{ scoped('int_paired_reports', 'report_id', key=['report_a', 'report_b']) }}
with

scores as (
    select * from {{ ref('int_pair_scores') }}
)

select
    report_a,
    report_b,
    verdict,
    score,
    evidence,
    is_founded
from scores
where verdict in ('accepted', 'doubtful')
