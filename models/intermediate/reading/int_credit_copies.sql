{#- Articles that credit an outlet and print the numbers of its article of the days before. -#}
{{ scoped('int_copy_scope', 'article_id') }}
with

credits as (
    select * from {{ ref('int_article_credits') }}
    where {{ in_scope('int_copy_scope', 'article_id') }}
),

articles as (
    select * from {{ ref('stg_articles') }}
),

readings as (
    select * from {{ ref('stg_readings') }}
),

outlets as (
    select * from {{ ref('int_outlets') }}
),

figures as (
    select * from {{ ref('stg_figures') }}
    where value is not null and scope = 'operation'
),

own_numbers as (
    select distinct
        figures.article_id,
        figures.measure_id,
        figures.value
    from figures
    inner join credits on figures.article_id = credits.article_id
),

credited as (
    select
        credits.article_id,
        credits.credited_group,
        articles.published_date,
        own_numbers.measure_id,
        own_numbers.value,
        count(*) over (partition by credits.article_id, credits.credited_group) as number_count
    from credits
    inner join articles on credits.article_id = articles.article_id
    inner join own_numbers on credits.article_id = own_numbers.article_id
),

near_days as (
    select
        min(published_date) - {{ var('copy_days') }} as first_day,
        max(published_date) as last_day,
        bool_or(published_date is null) as has_undated
    from credited
),

-- Articles that may be meant: of the outlets that are credited, of the days before.
meant as (
    select
        articles.article_id,
        articles.published_date,
        outlets.independence_group
    from articles
    inner join near_days
        on
            near_days.has_undated
            or articles.published_date is null
            or articles.published_date between near_days.first_day and near_days.last_day
    inner join readings on articles.article_id = readings.article_id
    inner join outlets on readings.outlet_id = outlets.outlet_id
    where outlets.independence_group in (select credits.credited_group from credits)
),

-- Only the numbers that a crediting article prints are looked for in others.
printed as (
    select distinct
        meant.independence_group,
        meant.article_id,
        meant.published_date,
        {{ days_of_a_copy('meant.published_date') }} as span,
        figures.measure_id,
        figures.value
    from meant
    inner join figures on meant.article_id = figures.article_id
    where
        (figures.measure_id, figures.value) in (
            select (own_numbers.measure_id, own_numbers.value) from own_numbers
        )
),

-- Numbers that prove nothing would meet almost everything.
telling as (
    select
        *,
        {{ days_of_a_copy('published_date') }} as span
    from credited
    where value >= {{ rule_setting('copy_least') }}
),

in_days as (
    select
        *,
        unnest([span, span - 1, null]) as near_span
    from telling
    where published_date is not null
),

-- What is within the days of a copy lies in the same span of so many days, or in the one before;
-- what is undated, in none.
dated as (
    select
        in_days.article_id,
        in_days.credited_group,
        printed.article_id as original_article_id
    from in_days
    inner join printed
        on
            {{ same('in_days.near_span', 'printed.span') }}
            and in_days.credited_group = printed.independence_group
            and in_days.measure_id = printed.measure_id
            and in_days.value = printed.value
    where
        printed.published_date is null
        or date_diff('day', printed.published_date, in_days.published_date)
        between 0 and {{ var('copy_days') }}
),

undated as (
    select
        telling.article_id,
        telling.credited_group,
        printed.article_id as original_article_id
    from telling
    inner join printed
        on
            telling.credited_group = printed.independence_group
            and telling.measure_id = printed.measure_id
            and telling.value = printed.value
    where telling.published_date is null
),

candidates as (
    select * from dated
    union
    select * from undated
),

shared as (
    select
        candidates.article_id,
        candidates.original_article_id,
        any_value(printed.published_date) as published_date,
        count(*) as same_count,
        any_value(credited.number_count) as number_count,
        count(*) filter (where credited.value >= {{ rule_setting('copy_least') }}) as telling_count,
        max(case when credited.value % 10 = 0 then 0 else credited.value end) as greatest
    from candidates
    inner join credited
        on
            candidates.article_id = credited.article_id
            and candidates.credited_group = credited.credited_group
    inner join printed
        on
            candidates.original_article_id = printed.article_id
            and credited.measure_id = printed.measure_id
            and credited.value = printed.value
    group by candidates.article_id, candidates.original_article_id
)

-- One number that many could print proves no copy.
select
    article_id,
    original_article_id
from shared
where
    same_count * 2 >= number_count
    and (greatest >= {{ rule_setting('conflict_least') }} or telling_count > 1)
qualify row_number() over (
    partition by article_id
    order by same_count desc, published_date desc nulls last, original_article_id asc
) = 1
