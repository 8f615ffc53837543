{{ scoped('int_reviewed_articles', 'article_id', key=['article_id_a', 'article_id_b']) }}
with

pairs as (
    select * from {{ ref('int_doubtful_pairs') }}
),

members as (
    select * from {{ ref('int_operation_members') }}
),

reports as (
    select report_a as report_id from pairs
    union
    select report_b as report_id from pairs
),

-- The figure that a report is named after, unless a person excluded it.
shown as (
    select
        report_figures.report_id,
        arg_min(
            report_figures.figure_id,
            (
                substr(report_figures.figure_id, 5) <> substr(report_figures.report_id, 5),
                report_figures.figure_id
            )
        ) as figure_id
    from {{ ref('int_report_figures') }} as report_figures
    inner join reports on report_figures.report_id = reports.report_id
    group by report_figures.report_id
)

select
    {{ short_key('mat', ['pairs.report_a', 'pairs.report_b']) }} as review_id,
    a.operation_id as operation_id_a,
    b.operation_id as operation_id_b,
    a.article_id as article_id_a,
    b.article_id as article_id_b,
    shown_a.figure_id as figure_id_a,
    shown_b.figure_id as figure_id_b,
    pairs.score,
    pairs.evidence,
    pairs.objection,
    pairs.what_would_settle
from pairs
inner join members as a on pairs.report_a = a.report_id
inner join members as b on pairs.report_b = b.report_id
inner join shown as shown_a on pairs.report_a = shown_a.report_id
inner join shown as shown_b on pairs.report_b = shown_b.report_id
