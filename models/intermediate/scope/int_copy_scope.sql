{#-
    Articles that may be copies of others than at the last build: those that changed, those that
    share wording with them, and those that credit their outlets, within the days of a copy.
-#}
with

build as (
    select * from {{ ref('int_build_scope') }}
),

changed as (
    select
        changed.article_id,
        articles.published_date,
        outlets.independence_group
    from {{ ref('int_changed_articles') }} as changed
    inner join {{ ref('stg_articles') }} as articles on changed.article_id = articles.article_id
    inner join {{ ref('stg_readings') }} as readings on changed.article_id = readings.article_id
    inner join {{ ref('int_outlets') }} as outlets on readings.outlet_id = outlets.outlet_id
    where not (select build.is_everything from build)
),

articles as (
    select * from {{ ref('stg_articles') }}
),

-- Every reading's, so that what a rereading took back is looked at as well.
signatures as (
    select * from {{ ref('stg_signatures') }}
),

-- Only what was published about when the changed ones were can share wording with them.
near_days as (
    select
        min(published_date) - {{ var('copy_days') }} as first_day,
        max(published_date) + {{ var('copy_days') }} as last_day,
        bool_or(published_date is null) as has_undated
    from changed
),

near_articles as (
    select articles.article_id
    from articles
    inner join near_days
        on
            near_days.has_undated
            or articles.published_date is null
            or articles.published_date between near_days.first_day and near_days.last_day
    where not (select build.is_everything from build)
),

changed_bands as (
    select
        changed.published_date,
        {{ numbered_bands() }}
    from signatures
    inner join changed on signatures.article_id = changed.article_id
),

near_bands as (
    select
        signatures.article_id,
        {{ numbered_bands() }}
    from signatures
    inner join near_articles on signatures.article_id = near_articles.article_id
),

credits as (
    select * from {{ ref('int_article_credits') }}
),

changed_outlets as (
    select * from {{ ref('int_changed_outlets') }}
),

bands as (
    select
        band,
        min(published_date) as first_date,
        max(published_date) as last_date,
        bool_or(published_date is null) as has_undated
    from changed_bands
    group by band
),

voice_groups as (
    select
        independence_group,
        min(published_date) as first_date,
        max(published_date) as last_date,
        bool_or(published_date is null) as has_undated
    from changed
    group by independence_group
    union all
    select
        old_independence_group as independence_group,
        null as first_date,
        null as last_date,
        true as has_undated
    from changed_outlets
),

near as (
    select
        near_bands.article_id,
        bands.first_date,
        bands.last_date,
        bands.has_undated
    from near_bands
    inner join bands on near_bands.band = bands.band
    union all
    select
        credits.article_id,
        voice_groups.first_date,
        voice_groups.last_date,
        voice_groups.has_undated
    from credits
    inner join voice_groups on credits.credited_group = voice_groups.independence_group
)

select article_id
from {{ ref('int_changed_articles') }}
union
select near.article_id
from near
inner join articles on near.article_id = articles.article_id
where
    near.has_undated
    or articles.published_date is null
    or (
        date_diff('day', near.first_date, articles.published_date) >= -{{ var('copy_days') }}
        and date_diff('day', near.last_date, articles.published_date) <= {{ var('copy_days') }}
    )
