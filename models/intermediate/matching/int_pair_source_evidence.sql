{#- Outlets that one of two reports credits, and what a person decided. -#}
with

pairs as (
    select * from {{ ref('int_report_pairs') }}
),

credits as (
    select * from {{ ref('int_article_credits') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

verdicts as (
    select * from {{ ref('int_verdicts') }}
    where verdict = 'same' and is_loaded
),

article_groups as (
    select
        article_id,
        independence_group as voice_group,
        false as is_credit
    from reports
    union
    select
        article_id,
        credited_group as voice_group,
        true as is_credit
    from credits
),

credited as (
    select
        pairs.report_a,
        pairs.report_b,
        'credit' as evidence,
        min(a.voice_group) as detail,
        {{ evidence_weight('credit') }} as weight
    from pairs
    inner join article_groups as a on pairs.article_a = a.article_id
    inner join article_groups as b
        on pairs.article_b = b.article_id and a.voice_group = b.voice_group
    where a.is_credit or b.is_credit
    group by pairs.report_a, pairs.report_b
),

decided as (
    select
        report_a,
        report_b,
        'verdict' as evidence,
        concat('decided by ', min(decided_by)) as detail,
        {{ evidence_weight('verdict') }} as weight
    from verdicts
    group by report_a, report_b
)

select * from credited
union all
select * from decided
