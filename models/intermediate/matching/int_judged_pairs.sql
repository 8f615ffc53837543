{#- Pairs of reports that were joined, and those that a person should look at. -#}
{{ scoped('int_paired_reports', 'report_id', key=['report_a', 'report_b']) }}
with

scores as (
    select * from {{ ref('int_pair_scores') }}
    where verdict in ('accepted', 'doubtful')
),

told as (
    select
        scores.report_a,
        scores.report_b,
        string_agg(
            concat(evidence.evidence, ' (', evidence.detail, ') ', evidence.weight), ', '
            order by evidence.weight desc, evidence.evidence asc, evidence.detail asc
        ) as evidence
    from scores
    inner join {{ ref('int_pair_evidence') }} as evidence
        on scores.report_a = evidence.report_a and scores.report_b = evidence.report_b
    group by scores.report_a, scores.report_b
)

select
    scores.report_a,
    scores.report_b,
    scores.verdict,
    scores.score,
    told.evidence,
    scores.is_founded
from scores
left join told on scores.report_a = told.report_a and scores.report_b = told.report_b
