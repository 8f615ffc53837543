-- Who was rescued, and by which agencies?
-- One row per category and agency; the agency is the one that led or announced the operation.
with sums as (
    select
        category_name,
        agency_name,
        tally(rescued_count, rescued_count_low, rescued_count_high) as rescues
    from rescues
    group by all
)

select
    category_name,
    agency_name,
    rescues['count'] as rescued,
    rescues['low'] as at_least,
    rescues['high'] as at_most,
    rescues['facts'] as operations
from sums
order by rescued desc, category_name asc, agency_name asc;
