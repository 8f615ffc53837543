{#-
    Articles that repeat the wording of another article of the days before, numbers and all: what
    another outlet reprints, and what its own puts on a page once more.
-#}
{{ scoped('int_copy_scope', 'article_id') }}
with

build as (
    select * from {{ ref('int_build_scope') }}
),

articles as (
    select * from {{ ref('stg_articles') }}
),

newest as (
    select
        readings.reading_number,
        readings.article_id,
        articles.published_date,
        {{ in_scope('int_copy_scope', 'readings.article_id') }} as is_own
    from {{ ref('stg_readings') }} as readings
    inner join articles on readings.article_id = articles.article_id
),

-- What is older than the days of a copy is nobody's original, but for articles without a date.
near_days as (
    select
        min(published_date) - {{ var('copy_days') }} as first_day,
        max(published_date) as last_day,
        bool_or(published_date is null) as has_undated
    from newest
    where is_own
),

near as (
    select newest.reading_number
    from newest
    cross join near_days
    where
        (select build.is_everything from build)
        or near_days.has_undated
        or newest.published_date between near_days.first_day and near_days.last_day
),

-- Numbers alone, as long as these are all bands of all articles.
own_bands as (
    select {{ numbered_bands() }}
    from {{ ref('stg_signatures') }} as signatures
    inner join newest on signatures.reading_number = newest.reading_number
    where newest.is_own and not (select build.is_everything from build)
),

all_bands as (
    select
        signatures.reading_number,
        {{ numbered_bands() }}
    from {{ ref('stg_signatures') }} as signatures
    inner join near on signatures.reading_number = near.reading_number
),

looked_at as (
    select
        reading_number,
        band
    from all_bands
    where
        (select build.is_everything from build)
        or band in (select own_bands.band from own_bands)
),

origins as (
    select
        readings.article_id,
        outlets.independence_group
    from {{ ref('stg_readings') }} as readings
    inner join {{ ref('int_outlets') }} as outlets on readings.outlet_id = outlets.outlet_id
),

credits as (
    select distinct article_id from {{ ref('int_article_credits') }}
),

shared_bands as (
    select band
    from looked_at
    group by band
    having count(*) > 1
),

bands as (
    select
        looked_at.band,
        articles.article_id,
        articles.published_date,
        articles.published_at,
        credits.article_id is not null as has_credit
    from looked_at
    inner join shared_bands on looked_at.band = shared_bands.band
    inner join newest on looked_at.reading_number = newest.reading_number
    inner join articles on newest.article_id = articles.article_id
    left join credits on newest.article_id = credits.article_id
),

-- Each band points at the earliest article of the days before, so that a text printed a thousand
-- times costs a thousand rows and not a million pairs.
dated as (
    select
        band,
        article_id,
        min(struct_pack(
            published_date := published_date,
            has_credit := has_credit,
            published_at := published_at,
            article_id := article_id
        )) over (
            partition by band
            order by published_date
            range between interval {{ var('copy_days') }} days preceding and current row
        ).article_id as original_article_id
    from bands
    where published_date is not null
),

first_dated as (
    select
        band,
        arg_min(
            article_id, (published_date, has_credit, published_at, article_id)
        ) as original_article_id
    from bands
    where published_date is not null
    group by band
),

undated as (
    select
        bands.band,
        bands.article_id,
        coalesce(
            first_dated.original_article_id,
            min(bands.article_id) over (partition by bands.band)
        ) as original_article_id
    from bands
    left join first_dated on bands.band = first_dated.band
    where bands.published_date is null
),

shared as (
    select
        article_id,
        original_article_id,
        count(*) as band_count
    from (
        select * from dated
        union all
        select * from undated
    ) as pointed
    where
        article_id <> original_article_id
        and {{ in_scope('int_copy_scope', 'article_id') }}
    group by article_id, original_article_id
    having count(*) >= {{ rule_setting('copy_bands') }}
),

either as (
    select article_id from shared
    union
    select original_article_id as article_id from shared
),

numbers as (
    select distinct
        figures.article_id,
        figures.measure_id,
        figures.value
    from {{ ref('stg_figures') }} as figures
    inner join either on figures.article_id = either.article_id
    where figures.value is not null
),

-- A release that fills last week's form with new numbers is no copy.
alike as (
    select
        shared.article_id,
        shared.original_article_id,
        shared.band_count,
        count(numbers.value) as number_count,
        count(same.value) as same_count
    from shared
    left join numbers on shared.article_id = numbers.article_id
    left join numbers as same
        on
            shared.original_article_id = same.article_id
            and numbers.measure_id = same.measure_id
            and numbers.value = same.value
    group by shared.article_id, shared.original_article_id, shared.band_count
)

select
    alike.article_id,
    alike.original_article_id,
    alike.band_count
from alike
inner join origins as copy on alike.article_id = copy.article_id
inner join origins as original on alike.original_article_id = original.article_id
where
    case
        when copy.independence_group <> original.independence_group
            then alike.same_count * 2 >= alike.number_count
        -- An outlet's later word with a new number is news, and no copy.
        else
            alike.same_count = alike.number_count
            and alike.band_count >= {{ rule_setting('own_copy_bands') }}
    end
qualify row_number() over (
    partition by alike.article_id
    order by alike.band_count desc, alike.original_article_id asc
) = 1
