{#- Pairs for a person: not enough evidence, or evidence for two operations at once. -#}
with

members as (
    select * from {{ ref('int_operation_members') }}
),

reviewed as (
    select report_id
    from members
    where {{ in_scope('int_reviewed_articles', 'article_id') }}
),

pairs as (
    select * from {{ ref('int_judged_pairs') }}
    where
        report_a in (select reviewed.report_id from reviewed)
        or report_b in (select reviewed.report_id from reviewed)
),

contested as (
    select * from {{ ref('int_contested_pairs') }}
),

doubtful as (
    select
        report_a,
        report_b,
        score,
        evidence,
        null as objection,
        case
            when not is_founded then 'a distinctive number, a name or a sum that both give'
            else 'the same place, day, agency or name in both'
        end as what_would_settle
    from pairs
    where verdict = 'doubtful'
),

-- Pairs that were to be joined lie in two operations only where members exclude each other.
torn as (
    select
        pairs.report_a,
        pairs.report_b,
        pairs.score,
        pairs.evidence,
        case
            when contested.is_torn
                then 'one of them fits two operations that exclude each other'
            else 'other reports of the two operations exclude each other'
        end as objection,
        'which of the two operations it tells: a place, a date or a name' as what_would_settle
    from pairs
    inner join contested
        on pairs.report_a = contested.report_a and pairs.report_b = contested.report_b
    where pairs.verdict = 'accepted'
),

told as (
    select * from doubtful
    union all
    select * from torn
)

select
    told.report_a,
    told.report_b,
    told.score,
    told.evidence,
    told.objection,
    told.what_would_settle
from told
inner join members as a on told.report_a = a.report_id
inner join members as b on told.report_b = b.report_id
where a.operation_id <> b.operation_id
