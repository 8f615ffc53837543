{#- The article that each copy repeats: by its wording, else by the outlet that it credits. -#}
{{ config(materialized='remembered') }}
with

by_wording as (
    select * from {{ ref('int_article_copies') }}
),

by_credit as (
    select * from {{ ref('int_credit_copies') }}
),

copies as (
    select
        coalesce(by_wording.article_id, by_credit.article_id) as article_id,
        coalesce(by_wording.original_article_id, by_credit.original_article_id)
            as original_article_id,
        by_wording.article_id is not null as is_by_wording
    from by_wording
    full outer join by_credit on by_wording.article_id = by_credit.article_id
)

-- A copy of a copy goes where that one's original goes; two that point at each other do not.
select
    copies.article_id,
    copies.is_by_wording,
    coalesce(original.original_article_id, copies.original_article_id) as original_article_id
from copies
left join copies as original on copies.original_article_id = original.article_id
where
    coalesce(original.original_article_id, copies.original_article_id) <> copies.article_id
