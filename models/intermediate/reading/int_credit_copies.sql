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

-- Only the numbers that a crediting article prints are looked for in others.
numbers as (
    select distinct
        figures.article_id,
        figures.measure_id,
        figures.value
    from figures
    where
        (figures.measure_id, figures.value) in (
            select (own_numbers.measure_id, own_numbers.value) from own_numbers
        )
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

printed as (
    select
        outlets.independence_group,
        articles.article_id,
        articles.published_date,
        numbers.measure_id,
        numbers.value
    from articles
    inner join readings on articles.article_id = readings.article_id
    inner join outlets on readings.outlet_id = outlets.outlet_id
    inner join numbers on articles.article_id = numbers.article_id
),

-- Numbers that prove nothing would meet almost everything.
candidates as (
    select distinct
        credited.article_id,
        credited.credited_group,
        printed.article_id as original_article_id
    from credited
    inner join printed
        on
            credited.credited_group = printed.independence_group
            and credited.measure_id = printed.measure_id
            and credited.value = printed.value
            and coalesce(
                date_diff('day', printed.published_date, credited.published_date)
                between 0 and {{ var('copy_days') }},
                true
            )
    where credited.value >= {{ rule_setting('copy_least') }}
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
