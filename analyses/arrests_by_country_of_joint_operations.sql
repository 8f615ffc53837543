-- How many people were arrested in each country, if operations over several countries are split?
-- Where a fact's parts by country make up the whole, they stand in for it; where they don't, it
-- stays with "several countries". The sum over all rows is that of the facts.
with sums as (
    select
        country_name,
        tally(arrested_count, arrested_count_low, arrested_count_high) as arrests,
        count(*) filter (where is_country_part) as parts_of_joint_operations
    from arrests_by_country
    group by country_name
)

select
    country_name,
    parts_of_joint_operations,
    arrests['count'] as arrested,
    arrests['low'] as at_least,
    arrests['high'] as at_most
from sums
order by arrested desc, country_name asc;
