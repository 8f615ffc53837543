{#-
    What stands against a pair. Pairs that exclude each other by their dates are never looked at,
    unless a name and a number, or two numbers, say that a date is wrong by days, or a person says
    that they are one.
-#}
with

pairs as (
    select * from {{ ref('int_report_pairs') }}
),

verdicts as (
    select * from {{ ref('int_verdicts') }}
    where verdict = 'different' and is_loaded
),

same_article as (
    select
        report_a,
        report_b,
        'one_article' as objection,
        'told as two operations in one article' as detail
    from pairs
    where is_one_article
),

places as (
    select
        report_a,
        report_b,
        'places' as objection,
        concat(region_a, ' and ', region_b) as detail
    from pairs
    where not {{ regions_nest('region_a', 'region_b') }}
),

times as (
    select
        report_a,
        report_b,
        'times' as objection,
        concat(days_apart, ' days apart') as detail
    from pairs
    where days_apart > 0
),

-- A report without a date of its own tells of something not long past.
long_past as (
    select
        report_a,
        report_b,
        'long_past' as objection,
        concat('published ', published_a, ' and ', published_b, ', one without a date of its own')
            as detail
    from pairs
    where days_late > {{ rule_setting('undated_days') }}
),

decided as (
    select
        report_a,
        report_b,
        'verdict' as objection,
        concat('decided by ', decided_by) as detail
    from verdicts
)

select * from same_article
union all
select * from places
union all
select * from times
union all
select * from long_past
union all
select * from decided
