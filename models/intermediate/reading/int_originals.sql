{#-
    The article that each copy repeats: by its wording, else by the outlet that it credits. What is
    printed again and again for weeks is a copy of the first, whose voice all of it has, though no
    two of its copies were compared that lie further apart than the days of a copy.
-#}
{{ config(materialized='remembered') }}
with recursive -- noqa: PRS

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
            as original_article_id
    from by_wording
    full outer join by_credit on by_wording.article_id = by_credit.article_id
),

-- From copy to copy, up to what is no copy, or to where the way has been before: outlets that
-- credit each other.
ways as (
    select
        copies.article_id,
        original.original_article_id,
        [copies.original_article_id, original.original_article_id] as passed,
        original.original_article_id = copies.article_id as is_closed
    from copies
    inner join copies as original on copies.original_article_id = original.article_id
    union all
    select
        ways.article_id,
        copies.original_article_id,
        list_append(ways.passed, copies.original_article_id) as passed,
        copies.original_article_id = ways.article_id
        or list_contains(ways.passed, copies.original_article_id) as is_closed
    from ways
    inner join copies on ways.original_article_id = copies.article_id
    where not ways.is_closed
),

-- A way that closes ends at the first article that it meets twice, which then is no copy.
ends as (
    select
        article_id,
        arg_max(original_article_id, len(passed)) as original_article_id
    from ways
    group by article_id
)

select
    copies.article_id,
    coalesce(ends.original_article_id, copies.original_article_id) as original_article_id
from copies
left join ends on copies.article_id = ends.article_id
where coalesce(ends.original_article_id, copies.original_article_id) <> copies.article_id
