{#- The article that each copy repeats: by its wording, else by the outlet that it credits. -#}
with

copies as (
    select * from {{ ref('int_article_copies') }}
),

members as (
    select distinct
        article_id,
        operation_id
    from {{ ref('int_operation_members') }}
),

credits as (
    select * from {{ ref('int_article_credits') }}
),

articles as (
    select * from {{ ref('int_articles') }}
),

credited as (
    select
        credits.article_id,
        original.article_id as original_article_id
    from credits
    inner join members as own on credits.article_id = own.article_id
    inner join members as other on own.operation_id = other.operation_id
    inner join articles as copy on credits.article_id = copy.article_id
    inner join articles as original
        on
            other.article_id = original.article_id
            and credits.credited_group = original.independence_group
    where
        original.article_id <> copy.article_id
        and coalesce(original.published_date <= copy.published_date, true)
    qualify row_number() over (
        partition by credits.article_id
        order by original.published_date desc nulls last, original.article_id
    ) = 1
)

select
    coalesce(copies.article_id, credited.article_id) as article_id,
    coalesce(copies.original_article_id, credited.original_article_id) as original_article_id
from copies
full outer join credited on copies.article_id = credited.article_id
