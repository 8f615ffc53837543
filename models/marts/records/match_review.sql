with

pairs as (
    select * from {{ ref('int_doubtful_pairs') }}
),

members as (
    select * from {{ ref('int_operation_members') }}
)

select
    {{ short_key('mat', ['pairs.report_a', 'pairs.report_b']) }} as review_id,
    a.operation_id as operation_id_a,
    b.operation_id as operation_id_b,
    a.article_id as article_id_a,
    b.article_id as article_id_b,
    'fig_' || substr(pairs.report_a, 5) as figure_id_a,
    'fig_' || substr(pairs.report_b, 5) as figure_id_b,
    pairs.score,
    pairs.evidence,
    pairs.objection,
    pairs.what_would_settle
from pairs
inner join members as a on pairs.report_a = a.report_id
inner join members as b on pairs.report_b = b.report_id
