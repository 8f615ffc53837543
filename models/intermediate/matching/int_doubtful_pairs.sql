{#- Pairs for a person: not enough evidence, or evidence for two operations at once. -#}
with

scores as (
    select * from {{ ref('int_pair_scores') }}
),

contested as (
    select * from {{ ref('int_contested_pairs') }}
),

members as (
    select * from {{ ref('int_operation_members') }}
)

select
    scores.report_a,
    scores.report_b,
    scores.score,
    scores.evidence,
    case
        when coalesce(contested.is_torn, false)
            then 'one of them fits two operations that exclude each other'
        when scores.verdict = 'accepted'
            then 'other reports of the two operations exclude each other'
    end as objection,
    case
        when scores.verdict = 'accepted'
            then 'which of the two operations it tells: a place, a date or a name'
        when not scores.is_founded then 'a distinctive number, a name or a sum that both give'
        else 'the same place, day, agency or name in both'
    end as what_would_settle
from scores
left join contested
    on scores.report_a = contested.report_a and scores.report_b = contested.report_b
inner join members as a on scores.report_a = a.report_id
inner join members as b on scores.report_b = b.report_id
where scores.verdict in ('doubtful', 'accepted') and a.operation_id <> b.operation_id
