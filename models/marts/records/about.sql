with

articles as (
    select * from {{ ref('int_articles') }}
),

readings as (
    select * from {{ ref('stg_readings') }}
),

runs as (
    select * from {{ ref('stg_runs') }}
),

figures as (
    select * from {{ ref('int_figures') }}
),

newest as (
    select
        arg_max(readings.reader_hash, readings.reading_number) as seeds_hash,
        arg_max(runs.version, readings.reading_number) as version
    from readings
    left join runs on readings.run_id = runs.run_id
),

article_sums as (
    select
        max(published_date) as newest_article_date,
        count(*) as article_total
    from articles
),

figure_sums as (
    select count(*) as figure_total
    from figures
)

select
    '{{ invocation_id }}' as build_id,
    timestamptz '{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}+00' as built_at,
    coalesce(newest.version, 'unknown') as version,
    coalesce(newest.seeds_hash, 'unknown') as seeds_hash,
    article_sums.newest_article_date,
    article_sums.article_total,
    figure_sums.figure_total
from newest
cross join article_sums
cross join figure_sums
