with

keys as (
    select * from {{ ref('int_block_keys') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

verdicts as (
    select * from {{ ref('int_verdicts') }}
    where verdict = 'same'
),

tame as (
    select
        a.report_id as report_a,
        b.report_id as report_b
    from keys as a
    inner join keys as b on a.block_key = b.block_key and a.report_id < b.report_id
    where a.is_wild is null and b.is_wild is null
),

wild as (
    select
        least(a.report_id, b.report_id) as report_a,
        greatest(a.report_id, b.report_id) as report_b
    from keys as a
    inner join keys as b on a.block_key = b.block_key and a.report_id <> b.report_id
    where a.is_wild and b.is_wild is not null
),

met as (
    select * from tame
    union
    select * from wild
    union
    select
        report_a,
        report_b
    from verdicts
)

select
    met.report_a,
    met.report_b,
    a.article_id as article_a,
    b.article_id as article_b,
    a.region_id as region_a,
    b.region_id as region_b,
    a.hull_start as start_a,
    a.hull_end as end_a,
    b.hull_start as start_b,
    b.hull_end as end_b,
    a.known_start as known_start_a,
    b.known_start as known_start_b,
    a.published_date as published_a,
    b.published_date as published_b,
    a.subject as subject_a,
    b.subject as subject_b,
    a.operation_key as operation_a,
    b.operation_key as operation_b,
    a.campaign_key as campaign_a,
    b.campaign_key as campaign_b,
    a.has_action as has_action_a,
    b.has_action as has_action_b,
    a.article_id = b.article_id as is_one_article
from met
inner join reports as a on met.report_a = a.report_id
inner join reports as b on met.report_b = b.report_id
