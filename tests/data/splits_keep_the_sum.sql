-- Split by category or by country, a count that is known stays what it was: the rows that stand in
-- for it add up to it.
with

wholes as (
    select
        arrest_id as fact_id,
        arrested_count as whole_count
    from {{ tested('fct_arrests') }}
    union all
    select
        rescue_id as fact_id,
        rescued_count as whole_count
    from {{ tested('fct_rescues') }}
),

splits as (
    select
        'category' as split_by,
        arrest_id as fact_id,
        arrested_count as row_count
    from {{ ref('arrests_by_category') }}
    union all
    select
        'category' as split_by,
        rescue_id as fact_id,
        rescued_count as row_count
    from {{ ref('rescues_by_category') }}
    union all
    select
        'country' as split_by,
        arrest_id as fact_id,
        arrested_count as row_count
    from {{ ref('arrests_by_country') }}
    union all
    select
        'country' as split_by,
        rescue_id as fact_id,
        rescued_count as row_count
    from {{ ref('rescues_by_country') }}
),

sums as (
    select
        split_by,
        fact_id,
        sum(row_count) as summed
    from splits
    where fact_id in (select wholes.fact_id from wholes)
    group by split_by, fact_id
)

select
    wholes.fact_id,
    wholes.whole_count,
    sums.split_by,
    sums.summed
from wholes
inner join sums on wholes.fact_id = sums.fact_id
where wholes.whole_count is not null and sums.summed is distinct from wholes.whole_count
